package dev.importer.internal.type;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times as XML Schema writes them, by hand: a formatter of the JDK takes several
 * times as long, and an exception for every cell that is none. What ISO 8601 and RFC 3339 allow
 * besides and what cannot mean anything else is taken, too: {@code +0200} and {@code +02}, small
 * letters {@code t} and {@code z}, a comma before the fraction.
 *
 * <p>Years have four digits, seconds are there, and offsets go up to 14 hours. A 24th hour and leap
 * seconds are refused, and so are fractions finer than a nanosecond, because they could not be kept
 * as they are written.
 */
final class IsoTimes {

  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 8;
  private static final int MAX_FRACTION = 9;

  private IsoTimes() {}

  /** The date that the whole text is, or null. */
  static @Nullable LocalDate date(String text) {
    return text.length() == DATE_LENGTH ? dateAtStart(text) : null;
  }

  /** A {@link LocalTime} or {@link OffsetTime}, or null. */
  static @Nullable Object time(String text) {
    LocalTime time = timeAt(text, 0);
    if (time == null) {
      return null;
    }
    int zone = zoneStart(text, TIME_LENGTH);
    if (zone == text.length()) {
      return time;
    }
    ZoneOffset offset = offset(text, zone);
    return offset == null ? null : OffsetTime.of(time, offset);
  }

  /** A {@link LocalDateTime} or {@link OffsetDateTime}, or null. */
  static @Nullable Object dateTime(String text) {
    if (text.length() <= DATE_LENGTH || !isTimeMark(text.charAt(DATE_LENGTH))) {
      return null;
    }
    LocalDate date = dateAtStart(text);
    LocalTime time = date == null ? null : timeAt(text, DATE_LENGTH + 1);
    if (date == null || time == null) {
      return null;
    }
    int zone = zoneStart(text, DATE_LENGTH + 1 + TIME_LENGTH);
    if (zone == text.length()) {
      return LocalDateTime.of(date, time);
    }
    ZoneOffset offset = offset(text, zone);
    return offset == null ? null : OffsetDateTime.of(date, time, offset);
  }

  private static boolean isTimeMark(char c) {
    return c == 'T' || c == 't';
  }

  private static @Nullable LocalDate dateAtStart(String text) {
    if (text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    return day(Digits.read(text, 0, 4), Digits.read(text, 5, 2), Digits.read(text, 8, 2));
  }

  /** The day, or null if the calendar has none such. */
  static @Nullable LocalDate day(int year, int month, int day) {
    boolean exists =
        year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    return exists ? LocalDate.of(year, month, day) : null;
  }

  /** The time of day that begins here, with its fraction but without its offset. */
  private static @Nullable LocalTime timeAt(String text, int start) {
    if (text.length() < start + TIME_LENGTH
        || text.charAt(start + 2) != ':'
        || text.charAt(start + 5) != ':') {
      return null;
    }
    int hour = Digits.read(text, start, 2);
    int minute = Digits.read(text, start + 3, 2);
    int second = Digits.read(text, start + 6, 2);
    int nanos = nanos(text, start + TIME_LENGTH);
    boolean exists =
        hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60
            && nanos >= 0;
    return exists ? LocalTime.of(hour, minute, second, nanos) : null;
  }

  /**
   * The fraction of a second that begins with a point or a comma here; 0 if there is none, -1 if
   * malformed.
   */
  private static int nanos(String text, int start) {
    int end = zoneStart(text, start);
    int digits = end - start - 1;
    if (end == start) {
      return 0;
    }
    if (digits < 1 || digits > MAX_FRACTION) {
      return -1;
    }
    int nanos = Digits.read(text, start + 1, digits);
    for (int i = digits; i < MAX_FRACTION; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static boolean isDecimalMark(char c) {
    return c == '.' || c == ',';
  }

  /** Where the fraction of a second ends that may begin here. */
  private static int zoneStart(String text, int start) {
    if (start >= text.length() || !isDecimalMark(text.charAt(start))) {
      return start;
    }
    int i = start + 1;
    while (i < text.length() && Digits.isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The offset up to the end, or null. */
  private static @Nullable ZoneOffset offset(String text, int start) {
    int end = ZoneTexts.end(text, start);
    return end == text.length() ? ZoneTexts.read(text, start, end) : null;
  }
}
