package dev.importer.internal.record;

import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Half surrogate pairs: text that has no UTF-8 form, and that JSON may hold all the same; and NUL,
 * at which many readers of a database take a text to end.
 */
public final class Surrogates {

  private Surrogates() {}

  /** JSON text with each half pair written as an escape, so that nothing of it is lost. */
  public static String escapeLone(String json) {
    return replaceLone(json, half -> String.format(Locale.ROOT, "\\u%04x", half));
  }

  /** Text with U+FFFD for each half pair and each NUL; for messages only, never for data. */
  public static String blur(String text) {
    return replaceLone(text, half -> "\uFFFD").replace('\0', '\uFFFD');
  }

  private static String replaceLone(String text, IntFunction<String> replacement) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder replaced = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                replaced.append(replacement.apply(c));
              } else {
                replaced.appendCodePoint(c);
              }
            });
    return replaced.toString();
  }
}
