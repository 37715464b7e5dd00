package dev.importer.server.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The header of a form part that names it.
 *
 * @param name the name of the field, or null
 * @param filename what the sender calls the file, or null; a label, never a path
 */
public record ContentDisposition(@Nullable String name, @Nullable String filename) {

  private static final String EXTENDED_UTF_8 = "utf-8''";

  /** Reads {@code form-data; name="file"; filename="a.csv"; filename*=UTF-8''a.csv}. */
  public static ContentDisposition parse(String header) {
    String name = null;
    String filename = null;
    String extended = null;
    for (HeaderParameters.Parameter parameter : HeaderParameters.of(header).all()) {
      String value = parameter.value();
      switch (parameter.name()) {
        case "name" -> name = unescaped(value);
        case "filename" -> filename = unescaped(value);
        case "filename*" -> extended = extended(value);
        default -> {
          // Other parameters mean nothing here.
        }
      }
    }
    return new ContentDisposition(name, extended == null ? filename : extended);
  }

  /** Browsers write a quote and line ends in a name as percent codes, and only these. */
  private static String unescaped(String text) {
    return text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
  }

  private static @Nullable String extended(String value) {
    if (!value.regionMatches(true, 0, EXTENDED_UTF_8, 0, EXTENDED_UTF_8.length())) {
      return null;
    }
    String encoded = value.substring(EXTENDED_UTF_8.length()).replace("+", "%2B");
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
