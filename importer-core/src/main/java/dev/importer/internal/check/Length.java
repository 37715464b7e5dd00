package dev.importer.internal.check;

import dev.importer.internal.text.Quoted;
import dev.importer.internal.type.Values;
import org.jspecify.annotations.Nullable;

/** How long a value is: in code points of a text, items of an array, or members of an object. */
final class Length {

  private Length() {}

  static @Nullable Finding checkLeast(Object value, int least) {
    boolean fits =
        value instanceof String text
            ? text.length() >= least && text.codePointCount(0, text.length()) >= least
            : Values.length(value) >= least;
    return fits ? null : finding("minLength", value, " is shorter than ", least);
  }

  static @Nullable Finding checkMost(Object value, int most) {
    boolean fits =
        value instanceof String text
            ? text.length() <= most || text.codePointCount(0, text.length()) <= most
            : Values.length(value) <= most;
    return fits ? null : finding("maxLength", value, " is longer than ", most);
  }

  private static Finding finding(String rule, Object value, String words, int bound) {
    String unit =
        value instanceof String
            ? " characters"
            : value.toString().startsWith("{") ? " members" : " items";
    return Finding.constraint(rule, Quoted.of(Values.text(value)) + words + bound + unit);
  }
}
