package dev.importer.internal.suggest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What points and commas among digits mean. Of a single one before three digits, as in {@code
 * 1.234}, nothing in the number says whether it begins a fraction or a group: that is for the
 * numbers beside it to prove.
 */
final class Separators {

  private static final Pattern GROUPED =
      Pattern.compile("[0-9]{1,3}(?:([ '])[0-9]{3}(?:\\1[0-9]{3})*)?");

  /** The character before the fraction. */
  enum DecimalMark {
    POINT('.'),
    COMMA(',');

    private final char character;

    DecimalMark(char character) {
      this.character = character;
    }

    DecimalMark other() {
      return this == POINT ? COMMA : POINT;
    }
  }

  private final Set<DecimalMark> proven = EnumSet.noneOf(DecimalMark.class);

  /** Takes note of what a number proves about those beside it. */
  void learn(String digits) {
    List<DecimalMark> possible = possible(digits);
    boolean separated = digits.indexOf('.') >= 0 || digits.indexOf(',') >= 0;
    if (separated && possible.size() == 1) {
      proven.addAll(possible);
    }
  }

  /** Takes note of what the field itself says. */
  void learn(DecimalMark mark) {
    proven.add(mark);
  }

  /** The number with a point and without groups; null if it is none, or may be two. */
  @Nullable String plain(String digits) {
    List<DecimalMark> possible = possible(digits);
    if (possible.size() > 1 && proven.size() == 1) {
      possible = List.copyOf(proven);
    }
    boolean same = digits.indexOf('.') < 0 && digits.indexOf(',') < 0;
    return possible.size() == 1 || (same && !possible.isEmpty())
        ? plain(digits, possible.get(0))
        : null;
  }

  private static List<DecimalMark> possible(String digits) {
    List<DecimalMark> possible = new ArrayList<>();
    for (DecimalMark mark : DecimalMark.values()) {
      if (plain(digits, mark) != null) {
        possible.add(mark);
      }
    }
    return possible;
  }

  private static @Nullable String plain(String digits, DecimalMark mark) {
    int end = digits.indexOf(mark.character);
    String whole = end < 0 ? digits : digits.substring(0, end);
    String fraction = end < 0 ? "" : digits.substring(end + 1);
    String ungrouped = ungrouped(whole, mark);
    if (ungrouped == null || !fraction.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    return (ungrouped.isEmpty() ? "0" : ungrouped) + (end < 0 ? "" : "." + fraction);
  }

  /** The digits of groups; null if they are not in order. */
  private static @Nullable String ungrouped(String whole, DecimalMark mark) {
    String group = String.valueOf(mark.other().character);
    if (whole.indexOf(group) >= 0) {
      String[] parts = whole.split(Pattern.quote(group), -1);
      boolean inOrder = parts[0].length() <= 3 && isNumber(parts[0]) && !parts[0].startsWith("0");
      for (int i = 1; i < parts.length; i++) {
        inOrder &= parts[i].length() == 3 && isNumber(parts[i]);
      }
      return inOrder ? String.join("", parts) : null;
    }
    return whole.isEmpty() || isNumber(whole)
        ? whole
        : GROUPED.matcher(whole).matches() ? whole.replace(" ", "").replace("'", "") : null;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
