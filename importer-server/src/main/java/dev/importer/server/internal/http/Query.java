package dev.importer.server.internal.http;

import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters in the address of a request. They are always UTF-8, whatever its body is.
 *
 * @param parameters the values of each name, in the order in which they came
 */
public record Query(Map<String, List<String>> parameters) {

  /**
   * That of a request.
   *
   * @throws ProblemException if it holds a percent sign that begins no code, or bytes that are not
   *     UTF-8
   */
  public static Query of(Context ctx) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    String text = ctx.queryString();
    for (String pair : text == null ? new String[0] : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
    return new Query(parameters);
  }

  /**
   * Requires that every parameter is known, and that none is given twice.
   *
   * @throws ProblemException which names the one that is not
   */
  void require(Collection<String> names) {
    parameters.forEach(
        (name, values) -> {
          if (!names.contains(name)) {
            String known = names.isEmpty() ? "This call has none." : "There are " + names + ".";
            throw Problem.ofField(
                    "unknown-parameter",
                    name,
                    "There is no parameter '" + Paging.shorten(name) + "'. " + known)
                .exception();
          }
          if (values.size() > 1) {
            throw Paging.bad(name, name + " is given more than once.");
          }
        });
  }

  /** The value of a parameter that is given once at most; null if it is not given. */
  public @Nullable String value(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.get(0);
  }

  private static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '%') {
        bytes.write(code(text, at));
        at += 2;
      } else if (c == '+') {
        bytes.write(' ');
      } else {
        int end = Character.isHighSurrogate(c) && at + 1 < text.length() ? at + 2 : at + 1;
        bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
        at = end - 1;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed(text);
    }
  }

  private static int code(String text, int at) {
    boolean whole = at + 2 < text.length();
    int high = whole ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = whole ? Character.digit(text.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw malformed(text);
    }
    return high * 16 + low;
  }

  private static ProblemException malformed(String text) {
    String shown = Paging.shorten(text);
    return Problem.ofField(
            "bad-parameter",
            shown,
            "'" + shown + "' in the address is not UTF-8 in percent codes, such as %C3%A4.")
        .exception();
  }
}
