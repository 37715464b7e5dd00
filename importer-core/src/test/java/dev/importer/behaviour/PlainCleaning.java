package dev.importer.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What cleaning says that it does, written down once more and as plainly as possible.
 *
 * @param trim whether the cells of the field are trimmed
 * @param unwrap whether its cells are unwrapped
 * @param replacements what replaces what; an empty text for no value
 */
record PlainCleaning(boolean trim, boolean unwrap, Map<String, String> replacements) {

  /** The blanks of the test: those of Unicode, tabs and line ends, and what has no width. */
  static final String BLANKS = " \t\n\u00a0\u2003\u3000\u200b\u2060\ufeff";

  private static final Pattern FORMULA = Pattern.compile("=\"((?:[^\"]|\"\")*)\"", Pattern.DOTALL);
  private static final Pattern GUARDED =
      Pattern.compile("'([-+=@\t\r].*[^']|0[0-9]+|[0-9]{12,})", Pattern.DOTALL);

  /** The cell that is checked, and what has changed it. */
  record Result(String cell, List<String> by) {}

  Result of(String cell) {
    List<String> by = new ArrayList<>();
    String text = stripped(cell);
    Matcher formula = FORMULA.matcher(text);
    Matcher guarded = GUARDED.matcher(text);
    boolean trimmed = !text.equals(cell);
    if (unwrap && (formula.matches() || guarded.matches())) {
      by.add("unwrapped-cell");
      String inside = formula.matches() ? formula.group(1).replace("\"\"", "\"") : guarded.group(1);
      text = stripped(inside);
      trimmed |= !text.equals(inside);
    }
    if (trimmed) {
      by.add("trimmed-cell");
    }
    if (replacements.containsKey(text)) {
      by.add("replaced-cell");
      text = replacements.get(text);
    }
    return new Result(text, by);
  }

  private String stripped(String text) {
    if (!trim) {
      return text;
    }
    int start = 0;
    int end = text.length();
    while (start < end && BLANKS.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && BLANKS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }
}
