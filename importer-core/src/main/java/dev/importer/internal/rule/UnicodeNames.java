package dev.importer.internal.rule;

import java.util.Locale;
import java.util.Map;

/** The names that Unicode has for sets of characters, and RE2 does not know. */
final class UnicodeNames {

  private static final int STEP = 16;

  /** Categories by their long names, in small letters. */
  private static final Map<String, String> CATEGORIES =
      Map.ofEntries(
          Map.entry("letter", "L"),
          Map.entry("uppercase_letter", "Lu"),
          Map.entry("lowercase_letter", "Ll"),
          Map.entry("titlecase_letter", "Lt"),
          Map.entry("modifier_letter", "Lm"),
          Map.entry("other_letter", "Lo"),
          Map.entry("mark", "M"),
          Map.entry("nonspacing_mark", "Mn"),
          Map.entry("spacing_mark", "Mc"),
          Map.entry("enclosing_mark", "Me"),
          Map.entry("number", "N"),
          Map.entry("decimal_number", "Nd"),
          Map.entry("digit", "Nd"),
          Map.entry("letter_number", "Nl"),
          Map.entry("other_number", "No"),
          Map.entry("punctuation", "P"),
          Map.entry("punct", "P"),
          Map.entry("symbol", "S"),
          Map.entry("math_symbol", "Sm"),
          Map.entry("currency_symbol", "Sc"),
          Map.entry("separator", "Z"),
          Map.entry("space_separator", "Zs"),
          Map.entry("other", "C"),
          Map.entry("control", "Cc"));

  private UnicodeNames() {}

  /** The short name of a category, or the name itself if it is none of those with a long one. */
  static String category(String name) {
    return CATEGORIES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
  }

  /**
   * The range of a block.
   *
   * @param name without the {@code Is} before it, for example {@code BasicLatin}
   * @throws IllegalArgumentException if there is no such block
   */
  static String block(String name) {
    Character.UnicodeBlock block;
    try {
      block = Character.UnicodeBlock.forName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Unicode has no block '" + name + "'", e);
    }
    // Blocks begin and end at multiples of sixteen.
    int start = 0;
    while (!block.equals(Character.UnicodeBlock.of(start))) {
      start += STEP;
      if (start > Character.MAX_CODE_POINT) {
        throw new IllegalArgumentException("the block '" + name + "' of Unicode is empty");
      }
    }
    int end = start;
    while (end + STEP <= Character.MAX_CODE_POINT
        && block.equals(Character.UnicodeBlock.of(end + STEP))) {
      end += STEP;
    }
    return "\\x{"
        + Integer.toHexString(start)
        + "}-\\x{"
        + Integer.toHexString(end + STEP - 1)
        + "}";
  }
}
