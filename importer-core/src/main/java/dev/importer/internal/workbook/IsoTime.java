package dev.importer.internal.workbook;

import dev.importer.internal.workbook.CellValue.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Dates and times of cells, rounded to milliseconds, as ISO 8601 writes them. */
final class IsoTime {

  private static final long MILLIS_OF_DAY = 86_400_000;
  private static final int NANOS_OF_MILLI = 1_000_000;

  /** The last day that spreadsheet programs know, as a day since 1970. */
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private static final long DAY_0_OF_1900 = LocalDate.of(1899, 12, 31).toEpochDay();
  private static final long DAY_0_OF_1904 = LocalDate.of(1904, 1, 1).toEpochDay();

  /** 29 February 1900, which never was. */
  private static final long NO_DAY = 60;

  private IsoTime() {}

  /**
   * A moment that is stored as a number of days.
   *
   * @param days the number
   * @param show what of it a person sees
   * @param since1904 whether the first day is that of 1904, instead of that of 1900
   * @return null if there is no such moment, so that it is but a number
   */
  static @Nullable CellValue of(double days, TimeFormat show, boolean since1904) {
    if (Double.isNaN(days) || Math.abs(days) > 4_000_000) {
      return null;
    }
    long millis = Math.round(days * MILLIS_OF_DAY);
    if (show == TimeFormat.DURATION) {
      return value(Kind.DURATION, Duration.ofMillis(millis).toString());
    }
    if (millis < 0) {
      return null;
    }
    if (show == TimeFormat.TIME && days < 1) {
      // A breath before midnight is rounded to midnight.
      return time(millis % MILLIS_OF_DAY);
    }
    long day = millis / MILLIS_OF_DAY;
    long epochDay = since1904 ? day + DAY_0_OF_1904 : dayOf1900(day);
    if (epochDay > LAST_DAY || (day == NO_DAY && !since1904)) {
      return null;
    }
    return moment(LocalDate.ofEpochDay(epochDay), millis % MILLIS_OF_DAY, show == TimeFormat.DATE);
  }

  private static long dayOf1900(long day) {
    return day > NO_DAY ? day + DAY_0_OF_1900 - 1 : day + DAY_0_OF_1900;
  }

  /**
   * A moment that is stored as ISO 8601 writes it, perhaps with a Z, which is of no meaning there.
   *
   * @return null if the text is none
   */
  static @Nullable CellValue of(String text, TimeFormat show) {
    String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    try {
      int separator = local.indexOf('T');
      if (separator < 0 && local.indexOf(':') < 0) {
        return value(Kind.DATE, LocalDate.parse(local).toString());
      }
      if (separator <= 0) {
        return time(millisOf(LocalTime.parse(local.substring(separator + 1))) % MILLIS_OF_DAY);
      }
      LocalDateTime moment = LocalDateTime.parse(local);
      long millis = millisOf(moment.toLocalTime());
      return moment(
          moment.toLocalDate().plusDays(millis / MILLIS_OF_DAY),
          millis % MILLIS_OF_DAY,
          show == TimeFormat.DATE);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * A time that is stored as ISO 8601 writes how long something lasts: {@code PT08H15M00S}. Below a
   * day it is that time of a day.
   *
   * @return null if the text is none
   */
  static @Nullable CellValue ofPeriod(String text) {
    try {
      Duration period = Duration.parse(text);
      Duration length = period.abs().plusNanos(NANOS_OF_MILLI / 2).truncatedTo(ChronoUnit.MILLIS);
      if (period.isNegative()) {
        return value(Kind.DURATION, length.negated().toString());
      }
      return length.toDays() > 0
          ? value(Kind.DURATION, length.toString())
          : time(length.toMillis());
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static long millisOf(LocalTime time) {
    return Math.round(time.getLong(ChronoField.NANO_OF_DAY) / 1e6);
  }

  private static CellValue moment(LocalDate date, long millis, boolean dateAlone) {
    if (dateAlone && millis == 0) {
      return value(Kind.DATE, date.toString());
    }
    StringBuilder text = new StringBuilder(24).append(date).append('T');
    addTime(text, millis);
    return value(Kind.DATETIME, text.toString());
  }

  private static CellValue time(long millis) {
    StringBuilder text = new StringBuilder(12);
    addTime(text, millis);
    return value(Kind.TIME, text.toString());
  }

  private static void addTime(StringBuilder text, long millisOfDay) {
    int millis = (int) millisOfDay;
    int seconds = millis / 1000;
    addDigits(text, seconds / 3600, 2);
    addDigits(text.append(':'), seconds / 60 % 60, 2);
    addDigits(text.append(':'), seconds % 60, 2);
    if (millis % 1000 != 0) {
      addDigits(text.append('.'), millis % 1000, 3);
    }
  }

  private static void addDigits(StringBuilder text, int number, int digits) {
    for (int power = digits == 2 ? 10 : 100; power > 0; power /= 10) {
      text.append((char) ('0' + number / power % 10));
    }
  }

  private static CellValue value(Kind kind, String text) {
    return new CellValue(kind, text, null);
  }
}
