package dev.importer.internal.type;

import dev.importer.type.FieldType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directives of {@code strptime} that a pattern for dates and times may have. */
enum Directive {
  YEAR('Y', "year", "2026"),
  SHORT_YEAR('y', "year in two digits", "26"),
  MONTH('m', "month", "12"),
  MONTH_NAME('B', "month in words", "December"),
  SHORT_MONTH_NAME('b', "month in three letters", "Dec"),
  DAY('d', "day", "31"),
  DAY_OF_YEAR('j', "day of the year", "365"),
  WEEKDAY('A', "weekday", "Thursday"),
  SHORT_WEEKDAY('a', "weekday in three letters", "Thu"),
  HOUR('H', "hour", "16"),
  HALF_DAY_HOUR('I', "hour up to 12", "04"),
  HALF_DAY('p', "AM or PM", "PM"),
  MINUTE('M', "minute", "30"),
  SECOND('S', "second", "05"),
  FRACTION('f', "fraction of the second", "250000"),
  OFFSET('z', "offset from UTC", "+0100"),
  ZONE('Z', "UTC", "UTC");

  private static final Set<Directive> OF_DATES = EnumSet.range(YEAR, SHORT_WEEKDAY);
  private static final Set<Directive> OF_MONTHS = EnumSet.of(MONTH, MONTH_NAME, SHORT_MONTH_NAME);
  private static final int PIVOT = 69;
  private static final int FRACTION_DIGITS = 6;

  private final char letter;
  private final String words;
  private final String example;

  Directive(char letter, String words, String example) {
    this.letter = letter;
    this.words = words;
    this.example = example;
  }

  /** What it stands for, in words. */
  String words() {
    return words;
  }

  /** What stands there on Thursday, 31 December 2026, at half past four in the afternoon. */
  String example() {
    return example;
  }

  /** The directive of this letter; the pattern is for the message. */
  static Directive of(char letter, String pattern) {
    for (Directive directive : values()) {
      if (directive.letter == letter) {
        return directive;
      }
    }
    throw new IllegalArgumentException(
        "the format '" + pattern + "' has the unknown directive %" + letter);
  }

  /** Makes sure that directives say all that a value of the type needs, and nothing besides. */
  static void requireValueOf(FieldType type, Set<Directive> directives, String pattern) {
    if (directives.isEmpty()) {
      throw new IllegalArgumentException(
          "a "
              + type.text()
              + " has no format '"
              + pattern
              + "': it is default, any, or a pattern such as "
              + (type == FieldType.TIME ? "%H:%M" : "%d.%m.%Y"));
    }
    for (Directive directive : directives) {
      boolean ofDate = OF_DATES.contains(directive);
      if ((type == FieldType.DATE && !ofDate) || (type == FieldType.TIME && ofDate)) {
        throw new IllegalArgumentException(
            "the format '"
                + pattern
                + "' has %"
                + directive.letter
                + ", which no "
                + type.text()
                + " has");
      }
    }
    if (type != FieldType.TIME) {
      require(hasAny(directives, EnumSet.of(YEAR, SHORT_YEAR)), pattern, "the year");
      require(
          directives.contains(DAY_OF_YEAR)
              || (directives.contains(DAY) && hasAny(directives, OF_MONTHS)),
          pattern,
          "the month and the day");
    }
    if (type != FieldType.DATE) {
      require(
          directives.contains(HOUR)
              || (directives.contains(HALF_DAY_HOUR) && directives.contains(HALF_DAY)),
          pattern,
          "the hour of the day (%H, or %I with %p)");
    }
  }

  private static boolean hasAny(Set<Directive> directives, Set<Directive> wanted) {
    return directives.stream().anyMatch(wanted::contains);
  }

  private static void require(boolean said, String pattern, String what) {
    if (!said) {
      throw new IllegalArgumentException("the format '" + pattern + "' does not say " + what);
    }
  }

  /** Takes what the directive stands for; where the text goes on, or -1 if it does not fit. */
  int read(String text, int at, TimeParts into) {
    return switch (this) {
      case YEAR -> fourDigits(text, at, into);
      case SHORT_YEAR -> shortYear(text, at, into);
      case MONTH -> number(text, at, 2, value -> into.month = value);
      case MONTH_NAME -> name(TimeNames.month(text, at, TimeNames.Form.LONG), v -> into.month = v);
      case SHORT_MONTH_NAME ->
          name(TimeNames.month(text, at, TimeNames.Form.SHORT), v -> into.month = v);
      case DAY -> number(text, at, 2, value -> into.day = value);
      case DAY_OF_YEAR -> number(text, at, 3, value -> into.dayOfYear = value);
      case WEEKDAY -> name(TimeNames.weekday(text, at, TimeNames.Form.LONG), v -> into.weekday = v);
      case SHORT_WEEKDAY ->
          name(TimeNames.weekday(text, at, TimeNames.Form.SHORT), v -> into.weekday = v);
      case HOUR -> number(text, at, 2, value -> into.hour = value);
      case HALF_DAY_HOUR -> number(text, at, 2, value -> into.halfDayHour = value);
      case HALF_DAY -> TimeNames.halfDay(text, at, into);
      case MINUTE -> number(text, at, 2, value -> into.minute = value);
      case SECOND -> number(text, at, 2, value -> into.second = value);
      case FRACTION -> fraction(text, at, into);
      case OFFSET -> ZoneTexts.offset(text, at, into);
      case ZONE -> ZoneTexts.name(text, at, into);
    };
  }

  /** What it stands for at a time; null if a time without an offset does not say. */
  @Nullable String write(LocalDateTime time, @Nullable ZoneOffset offset) {
    return switch (this) {
      case YEAR -> digits(time.getYear(), 4);
      case SHORT_YEAR -> digits(time.getYear() % 100, 2);
      case MONTH -> digits(time.getMonthValue(), 2);
      case MONTH_NAME -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case SHORT_MONTH_NAME -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ROOT);
      case DAY -> digits(time.getDayOfMonth(), 2);
      case DAY_OF_YEAR -> digits(time.getDayOfYear(), 3);
      case WEEKDAY -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case SHORT_WEEKDAY -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT);
      case HOUR -> digits(time.getHour(), 2);
      case HALF_DAY_HOUR -> digits((time.getHour() + 11) % 12 + 1, 2);
      case HALF_DAY -> time.getHour() < 12 ? "AM" : "PM";
      case MINUTE -> digits(time.getMinute(), 2);
      case SECOND -> digits(time.getSecond(), 2);
      case FRACTION -> digits(time.getNano() / 1000, FRACTION_DIGITS);
      case OFFSET -> offset == null ? null : ZoneTexts.text(offset);
      case ZONE -> ZoneOffset.UTC.equals(offset) ? "UTC" : null;
    };
  }

  private static String digits(int number, int width) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }

  /** Takes a number. */
  private interface Target {
    void set(int value);
  }

  private static int number(String text, int at, int most, Target target) {
    int digits = Digits.count(text, at, most);
    if (digits == 0) {
      return -1;
    }
    target.set(Digits.read(text, at, digits));
    return at + digits;
  }

  private static int name(TimeNames.@Nullable Match match, Target target) {
    if (match == null) {
      return -1;
    }
    target.set(match.number());
    return match.end();
  }

  private static int fourDigits(String text, int at, TimeParts into) {
    return Digits.count(text, at, 4) == 4 ? number(text, at, 4, value -> into.year = value) : -1;
  }

  /** 69 to 99 are of the 20th century, 00 to 68 of the 21st, as POSIX has it. */
  private static int shortYear(String text, int at, TimeParts into) {
    return Digits.count(text, at, 2) == 2
        ? number(text, at, 2, v -> into.year = v < PIVOT ? 2000 + v : 1900 + v)
        : -1;
  }

  private static int fraction(String text, int at, TimeParts into) {
    int digits = Digits.count(text, at, FRACTION_DIGITS);
    if (digits == 0) {
      return -1;
    }
    int nanos = Digits.read(text, at, digits);
    for (int i = digits; i < 9; i++) {
      nanos *= 10;
    }
    into.nanos = nanos;
    return at + digits;
  }
}
