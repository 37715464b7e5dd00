package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Casts to years and months as XML Schema writes them ({@code gYear}, {@code gYearMonth}): four
 * digits or more, a minus before years that are before the year 0, no time zone.
 */
final class YearCasts {

  private static final int LEAST_DIGITS = 4;
  private static final int MOST_DIGITS = 9;
  private static final long MOST_AS_NUMBER = 9999;

  private YearCasts() {}

  /** A {@link Year}. A number of JSON is one from 0 to 9999; others are amounts of something. */
  static Object toYear(Object cell) {
    if (cell instanceof String text) {
      int year = yearEnd(text) == text.length() ? yearOf(text, text.length()) : Year.MAX_VALUE + 1;
      if (year <= Year.MAX_VALUE) {
        return Year.of(year);
      }
    } else if (cell instanceof Long number && number >= 0 && number <= MOST_AS_NUMBER) {
      return Year.of(number.intValue());
    } else if (cell instanceof Year) {
      return cell;
    }
    return new Unfit(Quoted.of(cell) + " is not a year such as 2026");
  }

  /** A {@link YearMonth}; from JSON also an array of a year and a month. */
  static Object toYearMonth(Object cell) {
    if (cell instanceof YearMonth) {
      return cell;
    }
    YearMonth month = cell instanceof String text ? parse(text) : of(JsonTree.arrayIn(cell));
    return month == null
        ? new Unfit(Quoted.of(cell) + " is not a month of a year such as 2026-11")
        : month;
  }

  private static @Nullable YearMonth parse(String text) {
    int end = yearEnd(text);
    if (end < 0 || text.length() != end + 3 || text.charAt(end) != '-') {
      return null;
    }
    int month = Digits.read(text, end + 1, 2);
    return month >= 1 && month <= 12 ? YearMonth.of(yearOf(text, end), month) : null;
  }

  private static @Nullable YearMonth of(@Nullable List<?> pair) {
    boolean fits =
        pair != null
            && pair.size() == 2
            && pair.get(0) instanceof Long year
            && year >= 0
            && year <= MOST_AS_NUMBER
            && pair.get(1) instanceof Long month
            && month >= 1
            && month <= 12;
    return pair != null && fits
        ? YearMonth.of(((Long) pair.get(0)).intValue(), ((Long) pair.get(1)).intValue())
        : null;
  }

  /** Where the year at the start ends, or -1 if none is there. */
  private static int yearEnd(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = Digits.count(text, start, MOST_DIGITS + 1);
    boolean padded = digits > LEAST_DIGITS && text.charAt(start) == '0';
    return digits < LEAST_DIGITS || digits > MOST_DIGITS || padded ? -1 : start + digits;
  }

  private static int yearOf(String text, int end) {
    int start = text.startsWith("-") ? 1 : 0;
    int year = Digits.read(text, start, end - start);
    return start == 1 ? -year : year;
  }
}
