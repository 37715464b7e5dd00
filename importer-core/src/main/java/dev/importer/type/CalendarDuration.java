package dev.importer.type;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;

/**
 * A length of time in the terms of the calendar and of the clock, for example one month and two
 * hours. How long a month is depends on where it begins, so that not every two of them compare.
 *
 * @param period years, months and days
 * @param time hours, minutes and seconds; of the same sign as the period
 */
public record CalendarDuration(Period period, Duration time) {

  /** After so many months, or days, the calendar repeats. */
  private static final long CYCLE_MONTHS = 4_800;

  private static final long CYCLE_DAYS = 146_097;
  private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);

  /** The days on which XML Schema has durations begin to see which is longer. */
  private static final LocalDate[] BEGINNINGS = {
    LocalDate.of(1696, 9, 1),
    LocalDate.of(1697, 2, 1),
    LocalDate.of(1903, 3, 1),
    LocalDate.of(1903, 7, 1)
  };

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

  /**
   * How this one compares, which is certain only if it is so wherever both begin (XML Schema,
   * 3.2.6.2).
   */
  Order compareWith(CalendarDuration other) {
    Order order = null;
    for (LocalDate beginning : BEGINNINGS) {
      Order here = Order.of(secondsFrom(beginning).compareTo(other.secondsFrom(beginning)));
      if (order != null && order != here) {
        return Order.NONE;
      }
      order = here;
    }
    return order == null ? Order.NONE : order;
  }

  /** The same for durations that are equally long wherever they begin. */
  Object canonical() {
    return new Length(period.toTotalMonths(), ofClock(days()).stripTrailingZeros());
  }

  /** The two parts of a duration that no calendar turns into each other. */
  private record Length(long months, BigDecimal seconds) {}

  /** The days besides the months, which count on their own. */
  private long days() {
    return period.get(ChronoUnit.DAYS);
  }

  private BigDecimal secondsFrom(LocalDate beginning) {
    long months = period.toTotalMonths();
    long days =
        months / CYCLE_MONTHS * CYCLE_DAYS
            + beginning.plusMonths(months % CYCLE_MONTHS).toEpochDay()
            - beginning.toEpochDay()
            + days();
    return ofClock(days);
  }

  private BigDecimal ofClock(long days) {
    return BigDecimal.valueOf(days)
        .multiply(SECONDS_OF_DAY)
        .add(BigDecimal.valueOf(time.getSeconds()))
        .add(BigDecimal.valueOf(time.getNano(), 9));
  }
}
