package dev.importer.internal.source;

import java.util.Locale;

/**
 * Bytes that are no text, within a text. A reader gives each as a character that text never has,
 * half of a surrogate pair: U+DC80 for the byte 0x80, up to U+DCFF for 0xFF. People get them in a
 * form that can be read and turned back: the byte 0xFC is written {@code \xFC}, and a backslash
 * before an x, where the text has that itself, {@code \x5C}.
 */
public final class ByteEscapes {

  private static final int FIRST = 0xDC80;
  private static final int LAST = 0xDCFF;
  private static final int BELOW = 0xDC00;
  private static final int HEXADECIMAL = 16;

  private ByteEscapes() {}

  static char characterOf(byte undecodable) {
    return (char) (BELOW | (undecodable & 0xFF));
  }

  private static boolean isByte(int c) {
    return c >= FIRST && c <= LAST;
  }

  /** How many stretches of such bytes a text holds. */
  public static int count(String text) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isByte(text.charAt(i)) && (i == 0 || !isByte(text.charAt(i - 1)))) {
        count++;
      }
    }
    return count;
  }

  /** The text as people get it. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isByte(c)) {
        escaped.append("\\x").append(hex(c));
      } else {
        escaped.append(c == '\\' && text.startsWith("x", i + 1) ? "\\x5C" : c);
      }
    }
    return escaped.toString();
  }

  /**
   * A value as JSON, in which such bytes are written as the escapes of their characters, with the
   * characters themselves.
   */
  public static String readJson(String json) {
    StringBuilder text = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (json.startsWith("udc", i + 1)
          && isByte(Integer.parseInt(json, i + 2, i + 6, HEXADECIMAL))) {
        text.append((char) Integer.parseInt(json, i + 2, i + 6, HEXADECIMAL));
        i += 5;
      } else {
        text.append(c).append(json.charAt(++i));
      }
    }
    return text.toString();
  }

  /** The same value as JSON with the bytes as people get them. */
  public static String escapeJson(String json) {
    StringBuilder escaped = new StringBuilder(json.length() + 8);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (isByte(c)) {
        escaped.append("\\\\x").append(hex(c));
      } else if (c != '\\') {
        escaped.append(c);
      } else {
        char next = json.charAt(++i);
        escaped.append(c).append(next);
        if (next == '\\' && json.startsWith("x", i + 1)) {
          escaped.append("x5C");
        }
      }
    }
    return escaped.toString();
  }

  private static String hex(char c) {
    return String.format(Locale.ROOT, "%02X", c & 0xFF);
  }
}
