package dev.importer.internal.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number format of up to four sections: for positive numbers, negative ones, zero, and text.
 * Immutable.
 */
final class NumberPattern implements CellFormat {

  /** Longer numbers are not shown in any format but with an exponent. */
  private static final int MOST_DIGITS = 310;

  private static final int NO_SECTION = -1;

  private final List<Section> sections;

  private NumberPattern(List<Section> sections) {
    this.sections = sections;
  }

  static NumberPattern of(String code) {
    List<Section> sections = new ArrayList<>();
    SectionReader reader = new SectionReader(code);
    while (reader.hasNext()) {
      sections.add(reader.next());
    }
    return new NumberPattern(List.copyOf(sections));
  }

  @Override
  public Optional<String> show(String number) {
    BigDecimal value;
    try {
      value = new BigDecimal(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    if (Math.abs((long) value.precision() - value.scale()) > MOST_DIGITS
        || Math.abs((long) value.scale()) > MOST_DIGITS) {
      return Optional.empty();
    }
    int chosen = choose(value);
    if (chosen == NO_SECTION || !sections.get(chosen).known()) {
      return Optional.empty();
    }
    Section section = sections.get(chosen);
    // Another section than the first says by itself that a number is negative.
    boolean sign = value.signum() < 0 && chosen == 0 && !section.onlyNegative();
    return Optional.of((sign ? "-" : "") + section.show(value.abs()));
  }

  /** Which section is for a number. */
  private int choose(BigDecimal value) {
    if (sections.stream().allMatch(each -> each.condition() == null)) {
      int wanted = value.signum() > 0 ? 0 : value.signum() < 0 ? 1 : 2;
      return wanted < sections.size() ? wanted : 0;
    }
    for (int i = 0; i < sections.size(); i++) {
      Condition condition = sections.get(i).condition();
      if (condition == null || condition.holds(value)) {
        return i;
      }
    }
    return NO_SECTION;
  }

  /** For which numbers a section is: {@code [<=9999999]}. */
  private record Condition(String operator, BigDecimal bound) {

    boolean holds(BigDecimal value) {
      int order = value.compareTo(bound);
      return switch (operator) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        case "=" -> order == 0;
        default -> order != 0;
      };
    }

    boolean onlyNegative() {
      return operator.startsWith("<")
          && !operator.equals("<>")
          && (bound.signum() < 0 || (bound.signum() == 0 && operator.equals("<")));
    }
  }

  /**
   * A section.
   *
   * @param condition null if it is chosen by the sign
   * @param known whether all of it is understood
   * @param whole texts and digits ({@code 0}, {@code #} or {@code ?}) before the point
   * @param decimals the same from the point on; null if there is no point
   * @param grouped whether there are commas between thousands
   * @param shift by how many places the point is moved to the right
   */
  private record Section(
      @Nullable Condition condition,
      boolean known,
      List<Token> whole,
      @Nullable List<Token> decimals,
      boolean grouped,
      int shift) {

    boolean onlyNegative() {
      return condition != null && condition.onlyNegative();
    }

    String show(BigDecimal value) {
      List<Token> after = decimals == null ? List.of() : decimals;
      int places = (int) after.stream().filter(Token::isDigit).count();
      BigDecimal rounded = value.scaleByPowerOfTen(shift).setScale(places, RoundingMode.HALF_UP);
      String digits = rounded.unscaledValue().toString();
      if (digits.length() < places) {
        digits = "0".repeat(places - digits.length()) + digits;
      }
      String before = digits.substring(0, digits.length() - places);
      if (before.equals("0")) {
        before = "";
      }
      StringBuilder shown = new StringBuilder(showWhole(before));
      if (decimals != null) {
        shown.append('.');
        addDecimals(shown, after, digits.substring(digits.length() - places));
      }
      return shown.toString().strip();
    }

    private String showWhole(String digits) {
      StringBuilder reversed = new StringBuilder();
      int first = 0;
      while (first < whole.size() && !whole.get(first).isDigit()) {
        first++;
      }
      int left = digits.length();
      int written = 0;
      for (int i = whole.size() - 1; i >= 0; i--) {
        Token token = whole.get(i);
        if (!token.isDigit()) {
          reversed.append(new StringBuilder(token.text()).reverse());
        }
        // The first place takes all digits for which there is no other.
        for (boolean more = token.isDigit(); more; more = i == first && left > 0) {
          String digit = left > 0 ? digits.substring(left - 1, left) : token.filling();
          left = Math.max(0, left - 1);
          if (!digit.isBlank()) {
            if (grouped && written > 0 && written % 3 == 0) {
              reversed.append(',');
            }
            written++;
          }
          reversed.append(digit);
        }
      }
      return reversed.reverse().toString();
    }

    private static void addDecimals(StringBuilder shown, List<Token> tokens, String digits) {
      int last = digits.length();
      while (last > 0 && digits.charAt(last - 1) == '0') {
        last--;
      }
      int at = 0;
      for (Token token : tokens) {
        if (token.isDigit()) {
          shown.append(at < last ? digits.substring(at, at + 1) : token.filling());
          at++;
        } else {
          shown.append(token.text());
        }
      }
    }
  }

  /** A text that is shown as it stands, or the place of a digit. */
  private record Token(String text, boolean isDigit) {

    /** What stands in the place of a digit that the number does not have. */
    String filling() {
      return switch (text) {
        case "0" -> "0";
        case "?" -> " ";
        default -> "";
      };
    }
  }

  /** Takes a code apart, from left to right. */
  private static final class SectionReader {

    private static final String SHOWN_AS_THEY_ARE = "$-+/():!^&'~{}<>= ";

    private final String code;
    private int at;
    private boolean ended;
    private boolean known;
    private int shift;
    private int commas;
    private boolean grouped;
    private @Nullable Condition condition;
    private List<Token> whole = new ArrayList<>();
    private @Nullable List<Token> decimals;

    SectionReader(String code) {
      this.code = code;
    }

    boolean hasNext() {
      return !ended;
    }

    Section next() {
      known = true;
      shift = 0;
      commas = 0;
      grouped = false;
      condition = null;
      whole = new ArrayList<>();
      decimals = null;
      while (at < code.length() && code.charAt(at) != ';') {
        step(code.charAt(at++));
      }
      ended = at >= code.length();
      at++;
      // Commas after the last digit divide by a thousand each.
      return new Section(
          condition,
          known && !isFraction(),
          List.copyOf(whole),
          decimals == null ? null : List.copyOf(decimals),
          grouped,
          shift - 3 * commas);
    }

    private void step(char c) {
      switch (c) {
        case '"' -> {
          int end = code.indexOf('"', at);
          int stop = end < 0 ? code.length() : end;
          literal(code.substring(at, stop));
          at = Math.min(code.length(), stop + 1);
        }
        case '\\' -> {
          if (at < code.length()) {
            literal(code.substring(at, at + 1));
            at++;
          }
        }
        case '_', '*' -> at++;
        case '[' -> {
          int end = code.indexOf(']', at);
          int stop = end < 0 ? code.length() : end;
          bracket(code.substring(at, stop));
          at = Math.min(code.length(), stop + 1);
        }
        case '0', '#', '?' -> digit(c);
        case '.' -> {
          known &= decimals == null;
          decimals = decimals == null ? new ArrayList<>() : decimals;
        }
        case ',' -> commas += hasDigits() ? 1 : 0;
        case '%' -> {
          shift += 2;
          literal("%");
        }
        default -> {
          known &=
              SHOWN_AS_THEY_ARE.indexOf(c) >= 0
                  || Character.getType(c) == Character.CURRENCY_SYMBOL;
          literal(String.valueOf(c));
        }
      }
    }

    private void digit(char c) {
      // A comma between two digits is for thousands, wherever it stands.
      grouped |= commas > 0;
      commas = 0;
      tokens().add(new Token(String.valueOf(c), true));
    }

    private void literal(String text) {
      tokens().add(new Token(text, false));
    }

    private List<Token> tokens() {
      return decimals == null ? whole : decimals;
    }

    private boolean hasDigits() {
      return whole.stream().anyMatch(Token::isDigit) || decimals != null;
    }

    private void bracket(String inside) {
      if (inside.startsWith("$")) {
        int locale = inside.indexOf('-');
        literal(inside.substring(1, locale < 0 ? inside.length() : locale));
      } else if (!inside.isEmpty() && "<>=".indexOf(inside.charAt(0)) >= 0) {
        int end = inside.length() > 1 && "<>=".indexOf(inside.charAt(1)) >= 0 ? 2 : 1;
        try {
          condition =
              new Condition(
                  inside.substring(0, end), new BigDecimal(inside.substring(end).strip()));
        } catch (NumberFormatException e) {
          known = false;
        }
      } else {
        // A colour is for the eye only; digits of other scripts are not.
        known &= !inside.regionMatches(true, 0, "DBNum", 0, 5);
      }
    }

    /** Whether there is a slash between two digits. */
    private boolean isFraction() {
      boolean slash = false;
      boolean digitBefore = false;
      for (Token token : whole) {
        if (token.isDigit() && slash) {
          return true;
        }
        slash |= digitBefore && token.text().equals("/");
        digitBefore |= token.isDigit();
      }
      return false;
    }
  }
}
