package dev.importer.server.reliability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/**
 * How a request to a server or a command ended.
 *
 * @param kind whether it was done
 * @param text what was answered
 * @param took from its begin to its end
 */
record Reply(Kind kind, String text, Duration took) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** For so long a write waits for others before it is refused. */
  static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

  /** Whether what was asked for was done. */
  enum Kind {
    DONE,
    REFUSED,
    /** The process was gone before it answered: it was done, or it was not. */
    NONE
  }

  static Reply none(Duration took) {
    return new Reply(Kind.NONE, "", took);
  }

  boolean isDone() {
    return kind == Kind.DONE;
  }

  boolean isNone() {
    return kind == Kind.NONE;
  }

  boolean isRefusedWith(String code) {
    return kind == Kind.REFUSED && json().path("code").asText().equals(code);
  }

  boolean isBusy() {
    return isRefusedWith("database-busy");
  }

  /** Whether somebody else's write was not even waited for. */
  boolean isRefusedAtOnce() {
    return isBusy() && took.compareTo(BUSY_TIMEOUT) < 0;
  }

  /** The answer; a missing node if it is no JSON. */
  JsonNode json() {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MAPPER.missingNode();
    }
  }

  long importId() {
    return json().path("import_id").asLong();
  }

  @Override
  public String toString() {
    return kind + " after " + took.toMillis() + " ms: " + text.strip();
  }
}
