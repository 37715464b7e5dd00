package dev.importer.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header of a form part that names it.
 *
 * @param name the name of the field, or null
 * @param filename what the sender calls the file, or null; a label, never a path
 */
record ContentDisposition(@Nullable String name, @Nullable String filename) {

  private static final String EXTENDED_UTF_8 = "utf-8''";

  /** Reads {@code form-data; name="file"; filename="a.csv"; filename*=UTF-8''a.csv}. */
  static ContentDisposition parse(String header) {
    String name = null;
    String filename = null;
    String extended = null;
    int at = header.indexOf(';');
    while (at >= 0 && at < header.length()) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String key = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder value = new StringBuilder();
      at = readValue(header, equals + 1, value);
      switch (key) {
        case "name" -> name = unescaped(value.toString());
        case "filename" -> filename = unescaped(value.toString());
        case "filename*" -> extended = extended(value.toString());
        default -> {
          // Other parameters mean nothing here.
        }
      }
    }
    return new ContentDisposition(name, extended == null ? filename : extended);
  }

  /** Gives where the next parameter begins, at its semicolon, or the length of the header. */
  private static int readValue(String header, int start, StringBuilder value) {
    int at = start;
    while (at < header.length() && header.charAt(at) == ' ') {
      at++;
    }
    if (at < header.length() && header.charAt(at) == '"') {
      return readQuoted(header, at + 1, value);
    }
    int end = header.indexOf(';', at);
    end = end < 0 ? header.length() : end;
    value.append(header.substring(at, end).strip());
    return end;
  }

  /**
   * A backslash escapes only a quote or itself: some senders give whole Windows paths as they are.
   */
  private static int readQuoted(String header, int start, StringBuilder value) {
    int at = start;
    while (at < header.length() && header.charAt(at) != '"') {
      char c = header.charAt(at);
      char next = at + 1 < header.length() ? header.charAt(at + 1) : ' ';
      if (c == '\\' && (next == '"' || next == '\\')) {
        c = next;
        at++;
      }
      value.append(c);
      at++;
    }
    int end = header.indexOf(';', at);
    return end < 0 ? header.length() : end;
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
