package dev.importer.server.internal.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A body that is JSON, of a kind of request.
 *
 * @param what what it is called in messages, with an article: a search
 * @param mostBytes how large it may be
 * @param rule how fast it has to come
 */
public record JsonBody(String what, int mostBytes, Pace.Rule rule) {

  /**
   * The bytes of a request.
   *
   * @throws ProblemException if they are said to be something else, or are too many
   */
  public byte[] bytes(Context ctx) {
    String type = ContentType.of(ctx).requireUtf8().type();
    boolean json = type.isEmpty() || type.equals(Json.MEDIA_TYPE) || type.endsWith("+json");
    if (!json && RequestBody.exists(ctx)) {
      throw Problem.of(
              415,
              "unsupported-media-type",
              "Send " + what + " with Content-Type application/json.")
          .withHeader("Accept-Post", Json.MEDIA_TYPE)
          .exception();
    }
    RequestBody.requireUnpacked(ctx);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Problem tooLarge =
        Problem.of(
            413,
            "too-large",
            "The body of " + what + " must not be larger than " + mostBytes + " bytes.");
    new RequestBody(ctx, mostBytes, tooLarge, rule)
        .read((buffer, length) -> body.write(buffer, 0, length));
    return body.toByteArray();
  }

  /**
   * The value in the bytes of a body; a missing node if there are none.
   *
   * @throws ProblemException {@code json-syntax} if they are no JSON
   */
  public static JsonNode parse(byte[] body) {
    return parse(() -> Json.MAPPER.readTree(body));
  }

  /**
   * As {@link #parse(byte[])}, of a body that is text already.
   *
   * @throws ProblemException {@code json-syntax} if it is no JSON
   */
  public static JsonNode parse(String body) {
    return parse(() -> Json.MAPPER.readTree(body));
  }

  /** What gives the value of a body. */
  @FunctionalInterface
  private interface Reading {
    JsonNode read() throws IOException;
  }

  private static JsonNode parse(Reading reading) {
    try {
      return reading.read();
    } catch (JsonProcessingException e) {
      throw malformed(e).exception();
    } catch (IOException e) {
      throw new UncheckedIOException("what is in memory can always be read", e);
    }
  }

  private static Problem malformed(JsonProcessingException failure) {
    JsonLocation place = failure.getLocation();
    String where =
        place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    String message = "The body is not well-formed JSON" + where + ": " + reason(failure) + ".";
    return Problem.of(400, "json-syntax", message)
        .withFault(
            new Problem.Fault(
                "json-syntax",
                null,
                message,
                place == null ? null : (long) place.getLineNr(),
                place == null ? null : (long) place.getColumnNr()));
  }

  /** The first sentence of the parser, without its remarks on where the text came from. */
  private static String reason(JsonProcessingException failure) {
    String message = String.valueOf(failure.getOriginalMessage());
    int end = message.indexOf('\n');
    message = end < 0 ? message : message.substring(0, end);
    int remark = message.indexOf(" (start marker at");
    return remark < 0 ? message : message.substring(0, remark);
  }
}
