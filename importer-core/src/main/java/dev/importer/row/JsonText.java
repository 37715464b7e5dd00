package dev.importer.row;

import java.util.Locale;

/**
 * An object or array nested in a record, as JSON text. It is kept as text so that nothing of it is
 * lost or rewritten.
 *
 * @param text well-formed JSON
 */
public record JsonText(String text) {

  private static final char FIRST_PRINTABLE = ' ';

  /** A text as JSON has it: in quotes, with escapes where they are needed. */
  public static JsonText ofText(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(
            c -> {
              boolean halfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
              if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
              } else if (c < FIRST_PRINTABLE || halfPair) {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                json.appendCodePoint(c);
              }
            });
    return new JsonText(json.append('"').toString());
  }

  /** The JSON text. */
  @Override
  public String toString() {
    return text;
  }
}
