package dev.importer.internal.profile;

import dev.importer.results.ImportProfile;
import dev.importer.results.ImportProfile.Bin;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts dates by day, by month or by year, whichever tells most and is not too much. Not
 * thread-safe.
 */
final class Calendar {

  private static final int DATE_LENGTH = 10;

  /** What is counted together. */
  private enum Unit {
    DAY(ChronoUnit.DAYS, 10),
    MONTH(ChronoUnit.MONTHS, 7),
    YEAR(ChronoUnit.YEARS, 4),
    DECADE(ChronoUnit.DECADES, 4),
    CENTURY(ChronoUnit.CENTURIES, 4);

    private final ChronoUnit step;
    private final int length;

    Unit(ChronoUnit step, int length) {
      this.step = step;
      this.length = length;
    }

    LocalDate startOf(LocalDate date) {
      return switch (this) {
        case DAY -> date;
        case MONTH -> date.withDayOfMonth(1);
        case YEAR -> date.withDayOfYear(1);
        case DECADE -> date.withDayOfYear(1).withYear(Math.floorDiv(date.getYear(), 10) * 10);
        case CENTURY -> date.withDayOfYear(1).withYear(Math.floorDiv(date.getYear(), 100) * 100);
      };
    }

    Unit coarser() {
      return switch (this) {
        case DAY -> MONTH;
        case MONTH -> YEAR;
        case YEAR -> DECADE;
        case DECADE, CENTURY -> CENTURY;
      };
    }

    String text(LocalDate start) {
      // Years of five digits begin with a sign.
      String text = start.toString().replaceFirst("^\\+", "");
      return text.substring(0, text.length() - DATE_LENGTH + length);
    }
  }

  private TreeMap<LocalDate, Long> counts = new TreeMap<>();
  private Unit unit = Unit.DAY;

  /**
   * Takes the date at the beginning of a text.
   *
   * @return whether there is one
   */
  boolean add(String text) {
    if (text.length() < DATE_LENGTH
        || (text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) != 'T')) {
      return false;
    }
    try {
      LocalDate date = LocalDate.parse(text.substring(0, DATE_LENGTH));
      counts.merge(unit.startOf(date), 1L, Long::sum);
    } catch (DateTimeException e) {
      return false;
    }
    while (unit != Unit.CENTURY && span() > ImportProfile.MAX_BINS) {
      unit = unit.coarser();
      TreeMap<LocalDate, Long> wider = new TreeMap<>();
      counts.forEach((date, count) -> wider.merge(unit.startOf(date), count, Long::sum));
      counts = wider;
    }
    return true;
  }

  private long span() {
    return unit.step.between(counts.firstKey(), counts.lastKey()) + 1;
  }

  /** The bins from the first date to the last, empty ones between them included. */
  List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    if (!counts.isEmpty()) {
      LocalDate start = counts.firstKey();
      while (!start.isAfter(counts.lastKey())) {
        LocalDate next = start.plus(1, unit.step);
        bins.add(new Bin(unit.text(start), unit.text(next), counts.getOrDefault(start, 0L)));
        start = next;
      }
    }
    return bins;
  }
}
