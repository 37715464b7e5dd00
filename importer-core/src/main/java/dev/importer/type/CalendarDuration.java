package dev.importer.type;

import java.time.Duration;
import java.time.Period;

/**
 * A length of time in the terms of the calendar and of the clock, for example one month and two
 * hours. How long a month is depends on where it begins, so that not every two of them compare.
 *
 * @param period years, months and days
 * @param time hours, minutes and seconds; of the same sign as the period
 */
public record CalendarDuration(Period period, Duration time) {

  /** Checks that all parts have the same sign. */
  public CalendarDuration {
    boolean negative =
        period.getYears() < 0
            || period.getMonths() < 0
            || period.getDays() < 0
            || time.isNegative();
    boolean positive =
        period.getYears() > 0
            || period.getMonths() > 0
            || period.getDays() > 0
            || (!time.isNegative() && !time.isZero());
    if (negative && positive) {
      throw new IllegalArgumentException("the parts of a duration must have the same sign");
    }
  }

  /** As XML Schema writes it, for example {@code P1Y2M3DT4H} or {@code -PT0.5S}. */
  @Override
  public String toString() {
    boolean negative = period.isNegative() || time.isNegative();
    Period days = negative ? period.negated() : period;
    Duration hours = negative ? time.negated() : time;
    if (hours.isZero()) {
      return (negative ? "-" : "") + days;
    }
    return (negative ? "-" : "")
        + (days.isZero() ? "P" : days.toString())
        + hours.toString().substring(1);
  }
}
