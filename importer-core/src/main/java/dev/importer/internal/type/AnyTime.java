package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.FieldType;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date or time in any form that people write and that can mean but one thing: {@code
 * 2026-11-23}, {@code 23.11.2026}, {@code 10th Jan 1969}, {@code January 10, 1969}, {@code 9 am},
 * {@code 23/11/2026 16:30 +0100}. Nothing is guessed: {@code 01/02/2026} and years of two digits
 * are refused.
 */
final class AnyTime {

  private final String text;
  private final TimeParts parts = new TimeParts();
  private int at;
  private boolean ambiguous;
  private boolean shortYear;

  private AnyTime(String text) {
    this.text = text;
  }

  /** A value of the type, or an {@link Unfit}. */
  static Object read(String text, FieldType type) {
    Object standard =
        switch (type) {
          case DATE -> IsoTimes.date(text);
          case TIME -> IsoTimes.time(text);
          default -> IsoTimes.dateTime(text);
        };
    if (standard != null) {
      return standard;
    }
    AnyTime reading = new AnyTime(text);
    Object value = reading.value(type);
    return value == null ? reading.unfit(type) : value;
  }

  /**
   * What to say of a text besides that it is not written as its field asks: what to write instead;
   * empty if that is not known.
   */
  static String hint(String text, FieldType type) {
    AnyTime reading = new AnyTime(text);
    Object value = reading.value(type);
    return value == null ? reading.why() : ": write " + Values.text(value);
  }

  private @Nullable Object value(FieldType type) {
    return switch (type) {
      case DATE -> isDate() && isAtEnd() ? parts.date() : null;
      case TIME -> isTime() && isAtEnd() ? parts.time() : null;
      default -> isDateTime() && isAtEnd() ? parts.dateTime() : null;
    };
  }

  private Unfit unfit(FieldType type) {
    return new Unfit(
        Quoted.of(text)
            + " is not a "
            + TimeCasts.kind(type)
            + " in a form that means but one thing"
            + why());
  }

  private String why() {
    if (shortYear) {
      return ": its year has two digits; write all four, or let the schema name the form, such as"
          + " %d.%m.%y";
    }
    return ambiguous
        ? ": it may be day and month or month and day; write the year first, or let the schema name"
            + " the order, such as %d/%m/%Y"
        : "";
  }

  private boolean isAtEnd() {
    return at == text.length();
  }

  private boolean isDateTime() {
    if (!isDate()) {
      return false;
    }
    if (!takes("T")) {
      boolean comma = takes(",");
      boolean blank = takesBlanks();
      boolean word = takes("at ");
      if (!comma && !blank && !word) {
        return false;
      }
      takesBlanks();
    }
    return isTime();
  }

  private boolean isDate() {
    TimeNames.Match weekday = name(TimeNames::weekday);
    if (weekday != null) {
      parts.weekday = weekday.number();
      takes(".");
      takes(",");
      if (!takesBlanks()) {
        return false;
      }
    }
    int digits = Digits.count(text, at, 9);
    return switch (digits) {
      case 0 -> isMonthFirst();
      case 1, 2 -> isDayOrMonthFirst(number(digits));
      case 4 -> isYearFirst(number(digits));
      case 8 -> isCompact();
      default -> false;
    };
  }

  /** {@code January 10, 1969}. */
  private boolean isMonthFirst() {
    if (!takesMonth() || !takesBlanks()) {
      return false;
    }
    int digits = Digits.count(text, at, 2);
    if (digits == 0) {
      return false;
    }
    parts.day = number(digits);
    takesOrdinal();
    boolean comma = takes(",");
    return (takesBlanks() || comma) && takesYear();
  }

  /** {@code 10th Jan 1969} or {@code 10.1.1969}. */
  private boolean isDayOrMonthFirst(int first) {
    boolean ordinal = takesOrdinal();
    char separator = at < text.length() ? text.charAt(at) : ' ';
    if (!ordinal && "-/.".indexOf(separator) >= 0 && Digits.count(text, at + 1, 3) > 0) {
      at++;
      int digits = Digits.count(text, at, 3);
      int second = digits > 2 ? -1 : number(digits);
      return takes(String.valueOf(separator)) && takesYear() && inOrder(first, second, separator);
    }
    parts.day = first;
    if (!takes("-")) {
      takes(".");
      takesBlanks();
      if (takes("of")) {
        takesBlanks();
      }
    }
    if (!takesMonth()) {
      return false;
    }
    boolean separated = takes("-") || takes(",");
    return (takesBlanks() || separated) && takesYear();
  }

  /** Points stand between day and month; with other separators one of the two must give it away. */
  private boolean inOrder(int first, int second, char separator) {
    boolean dayFirst = separator == '.' || first > 12 || first == second;
    ambiguous = !dayFirst && second <= 12;
    parts.day = dayFirst ? first : second;
    parts.month = dayFirst ? second : first;
    return !ambiguous;
  }

  /** {@code 2026/11/23}. */
  private boolean isYearFirst(int year) {
    parts.year = year;
    char separator = at < text.length() ? text.charAt(at) : ' ';
    if ("-/.".indexOf(separator) < 0) {
      return false;
    }
    at++;
    int digits = Digits.count(text, at, 2);
    parts.month = digits == 0 ? -1 : number(digits);
    if (digits == 0 || !takes(String.valueOf(separator))) {
      return false;
    }
    digits = Digits.count(text, at, 2);
    parts.day = digits == 0 ? -1 : number(digits);
    return digits > 0;
  }

  /** {@code 20261123}. */
  private boolean isCompact() {
    LocalDate date = IsoTimes.day(number(4), number(2), number(2));
    if (date == null) {
      return false;
    }
    parts.year = date.getYear();
    parts.month = date.getMonthValue();
    parts.day = date.getDayOfMonth();
    return true;
  }

  /** {@code 9 am}, {@code 16:30}, {@code 16:30:05.5 UTC}. */
  private boolean isTime() {
    int digits = Digits.count(text, at, 3);
    if (digits == 0 || digits > 2) {
      return false;
    }
    int hour = number(digits);
    boolean exact = takes(":");
    if (exact && !takesMinutes()) {
      return false;
    }
    int beforeBlanks = at;
    takesBlanks();
    int end = TimeNames.halfDay(text, at, parts);
    if (end < 0) {
      at = beforeBlanks;
      parts.hour = hour;
    } else {
      at = end;
      parts.halfDayHour = hour;
    }
    return (exact || end >= 0) && takesZone();
  }

  private boolean takesMinutes() {
    if (Digits.count(text, at, 3) != 2) {
      return false;
    }
    parts.minute = number(2);
    if (!takes(":")) {
      return true;
    }
    if (Digits.count(text, at, 3) != 2) {
      return false;
    }
    parts.second = number(2);
    if (takes(".")) {
      int digits = Digits.count(text, at, 10);
      if (digits == 0 || digits > 9) {
        return false;
      }
      parts.nanos = number(digits);
      for (int i = digits; i < 9; i++) {
        parts.nanos *= 10;
      }
    }
    return true;
  }

  private boolean takesZone() {
    if (isAtEnd()) {
      return true;
    }
    takesBlanks();
    int end = ZoneTexts.offset(text, at, parts);
    end = end < 0 ? ZoneTexts.name(text, at, parts) : end;
    at = end < 0 ? at : end;
    return end >= 0;
  }

  private boolean takesMonth() {
    TimeNames.Match month = name(TimeNames::month);
    if (month == null) {
      return false;
    }
    parts.month = month.number();
    takes(".");
    return true;
  }

  /** Finds a name at a place. */
  private interface Names {
    TimeNames.@Nullable Match find(String text, int at, TimeNames.Form form);
  }

  /** A name in full or as three letters; more letters after it make it another word. */
  private TimeNames.@Nullable Match name(Names names) {
    for (TimeNames.Form form : TimeNames.Form.values()) {
      TimeNames.Match match = names.find(text, at, form);
      if (match != null
          && (match.end() == text.length() || !Character.isLetter(text.charAt(match.end())))) {
        at = match.end();
        return match;
      }
    }
    return null;
  }

  private boolean takesYear() {
    int digits = Digits.count(text, at, 5);
    if (digits != 4) {
      shortYear = digits == 2;
      return false;
    }
    parts.year = number(4);
    return true;
  }

  private boolean takesOrdinal() {
    for (String suffix : new String[] {"st", "nd", "rd", "th"}) {
      if (takes(suffix)) {
        return true;
      }
    }
    return false;
  }

  private boolean takesBlanks() {
    int start = at;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at > start;
  }

  private boolean takes(String expected) {
    boolean there = text.regionMatches(true, at, expected, 0, expected.length());
    at += there ? expected.length() : 0;
    return there;
  }

  private int number(int digits) {
    int value = Digits.read(text, at, digits);
    at += digits;
    return value;
  }
}
