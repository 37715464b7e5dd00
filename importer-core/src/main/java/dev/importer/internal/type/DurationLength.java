package dev.importer.internal.type;

import dev.importer.type.CalendarDuration;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How long durations are beside each other (XML Schema, 3.2.6.2). */
final class DurationLength {

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

  private DurationLength() {}

  /** How one compares with another, which is certain only if it is so wherever both begin. */
  static Order compare(CalendarDuration one, CalendarDuration other) {
    Order order = null;
    for (LocalDate beginning : BEGINNINGS) {
      Order here = Order.of(seconds(one, beginning).compareTo(seconds(other, beginning)));
      if (order != null && order != here) {
        return Order.NONE;
      }
      order = here;
    }
    return order == null ? Order.NONE : order;
  }

  /** The same for durations that are equally long wherever they begin. */
  static Object canonical(CalendarDuration duration) {
    return new Length(
        duration.period().toTotalMonths(), ofClock(duration, days(duration)).stripTrailingZeros());
  }

  /** The two parts of a duration that no calendar turns into each other. */
  private record Length(long months, BigDecimal seconds) {}

  /** The days besides the months, which count on their own. */
  private static long days(CalendarDuration duration) {
    return duration.period().get(ChronoUnit.DAYS);
  }

  private static BigDecimal seconds(CalendarDuration duration, LocalDate beginning) {
    long months = duration.period().toTotalMonths();
    long days =
        months / CYCLE_MONTHS * CYCLE_DAYS
            + beginning.plusMonths(months % CYCLE_MONTHS).toEpochDay()
            - beginning.toEpochDay()
            + days(duration);
    return ofClock(duration, days);
  }

  private static BigDecimal ofClock(CalendarDuration duration, long days) {
    return BigDecimal.valueOf(days)
        .multiply(SECONDS_OF_DAY)
        .add(BigDecimal.valueOf(duration.time().toSeconds()))
        .add(BigDecimal.valueOf(duration.time().toNanosPart(), 9));
  }
}
