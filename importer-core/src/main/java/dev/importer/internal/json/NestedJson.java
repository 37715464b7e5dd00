package dev.importer.internal.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.importer.error.ErrorCode;
import dev.importer.internal.text.Quoted;
import dev.importer.row.JsonText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies an object or array that is nested in a record, token by token: member names that stand
 * twice, their order and the way numbers are written survive, only white space and needless escapes
 * do not. The copy is never longer than what was read, so that the limit on a record bounds it.
 */
public final class NestedJson {

  /** A buffer that grew beyond this for one record is not kept for the next. */
  private static final int KEPT_CAPACITY = 64 * 1024;

  private static final String HEX = "0123456789abcdef";

  private final JsonTokens tokens;
  private StringBuilder out = new StringBuilder();

  /** The names that each of the open objects has so far; an empty set for an array. */
  private final Deque<Set<String>> names = new ArrayDeque<>();

  private @Nullable Fault fault;

  /** What makes a value refused, wherever in it it stands. */
  public record Fault(ErrorCode code, String message) {}

  NestedJson(JsonTokens tokens) {
    this.tokens = tokens;
  }

  /** What is wrong with the value that was copied last, the first of it; null if nothing is. */
  @Nullable Fault fault() {
    return fault;
  }

  /** Copies the value that begins with the current token, and ends on its last token. */
  JsonText copy(JsonToken first) {
    out.setLength(0);
    names.clear();
    fault = null;
    int depth = 0;
    boolean comma = false;
    JsonToken token = first;
    while (true) {
      if (token.isStructEnd()) {
        out.append(token.asCharArray());
        names.pop();
        depth--;
        comma = true;
      } else {
        if (comma) {
          out.append(',');
        }
        if (token.isStructStart()) {
          out.append(token.asCharArray());
          names.push(token == JsonToken.START_OBJECT ? new HashSet<>() : Set.of());
          depth++;
          comma = false;
        } else if (token == JsonToken.FIELD_NAME) {
          name(tokens.text());
          out.append(':');
          comma = false;
        } else {
          scalar(token);
          comma = true;
        }
      }
      if (depth == 0) {
        break;
      }
      // The text cannot end here: an open bracket at its end is a fault.
      token = Objects.requireNonNull(tokens.next());
    }
    JsonText copy = new JsonText(out.toString());
    if (out.capacity() > KEPT_CAPACITY) {
      out = new StringBuilder();
    }
    return copy;
  }

  private void name(String name) {
    if (!names.element().add(name)) {
      report(
          ErrorCode.DUPLICATE_MEMBER,
          "the member " + Quoted.of(name) + " stands twice in one object of the value");
    }
    if (name.indexOf('\0') >= 0) {
      report(ErrorCode.NUL_BYTE, "a member name in the value contains a NUL character");
    }
    quote(name);
  }

  private void report(ErrorCode code, String message) {
    fault = fault == null ? new Fault(code, message) : fault;
  }

  private void scalar(JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      String text = tokens.text();
      if (text.indexOf('\0') >= 0) {
        report(ErrorCode.NUL_BYTE, "a text in the value contains a NUL character");
      }
      quote(text);
    } else {
      out.append(tokens.text());
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        control(c);
      } else if (!Character.isSurrogate(c)) {
        out.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else {
        // Half a pair has no encoding of its own; as an escape it outlives being written as UTF-8.
        unicode(c);
      }
    }
    out.append('"');
  }

  private void control(char c) {
    switch (c) {
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> unicode(c);
    }
  }

  private void unicode(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >> shift & 0xF));
    }
  }
}
