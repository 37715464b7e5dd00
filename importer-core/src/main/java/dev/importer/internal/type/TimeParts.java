package dev.importer.internal.type;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a text says of a date and a time, piece by piece; -1 stands for what it does not say. */
final class TimeParts {

  int year = -1;
  int month = -1;
  int day = -1;
  int dayOfYear = -1;
  int weekday = -1;
  int hour = -1;
  int halfDayHour = -1;
  int minute;
  int second;
  int nanos;
  @Nullable Boolean afternoon;
  @Nullable ZoneOffset offset;

  /** The date, or null if there is none such, or the day of the week is another. */
  @Nullable LocalDate date() {
    LocalDate date = dayOfYear >= 0 ? ofDayOfYear() : IsoTimes.day(year, month, day);
    if (date == null
        || (weekday >= 0 && date.getDayOfWeek() != DayOfWeek.of(weekday))
        || (month >= 0 && date.getMonthValue() != month)
        || (day >= 0 && date.getDayOfMonth() != day)) {
      return null;
    }
    return date;
  }

  private @Nullable LocalDate ofDayOfYear() {
    boolean exists = year >= 0 && dayOfYear >= 1 && dayOfYear <= Year.of(year).length();
    return exists ? LocalDate.ofYearDay(year, dayOfYear) : null;
  }

  /** A {@link LocalTime} or {@link OffsetTime}, or null if there is none such. */
  @Nullable Object time() {
    LocalTime time = localTime();
    ZoneOffset zone = offset;
    return time == null || zone == null ? time : OffsetTime.of(time, zone);
  }

  /** A {@link LocalDateTime} or {@link OffsetDateTime}, or null if there is none such. */
  @Nullable Object dateTime() {
    LocalDate date = date();
    LocalTime time = localTime();
    if (date == null || time == null) {
      return null;
    }
    ZoneOffset zone = offset;
    return zone == null ? LocalDateTime.of(date, time) : OffsetDateTime.of(date, time, zone);
  }

  private @Nullable LocalTime localTime() {
    int hourOfDay = hourOfDay();
    boolean exists = hourOfDay >= 0 && hourOfDay < 24 && minute < 60 && second < 60;
    return exists ? LocalTime.of(hourOfDay, minute, second, nanos) : null;
  }

  /** The hour from 0 to 23, or -1 if there is none such or the text contradicts itself. */
  private int hourOfDay() {
    Boolean late = afternoon;
    if (halfDayHour < 0) {
      return late == null || late == (hour >= 12) ? hour : -1;
    }
    if (late == null || halfDayHour < 1 || halfDayHour > 12) {
      return -1;
    }
    int ofDay = halfDayHour % 12 + (late ? 12 : 0);
    return hour < 0 || hour == ofDay ? ofDay : -1;
  }
}
