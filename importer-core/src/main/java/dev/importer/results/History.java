package dev.importer.results;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was imported day by day, and what was wrong with it. Deleted imports do not count.
 * Immutable.
 *
 * @param days the last {@value #MAX_DAYS} days on which imports were accepted, the oldest first
 * @param errors the {@value #MAX_ERRORS} most frequent kinds of errors of all imports
 */
public record History(List<Day> days, List<ErrorCount> errors) {

  /** The most days that are told. */
  public static final int MAX_DAYS = 60;

  /** The most kinds of errors that are told. */
  public static final int MAX_ERRORS = 20;

  /** Takes copies. */
  public History {
    days = List.copyOf(days);
    errors = List.copyOf(errors);
  }

  /**
   * One day.
   *
   * @param day the day in UTC
   * @param imports how many imports were accepted
   * @param valid how many of their rows are valid
   * @param failed how many of their rows are failed
   */
  public record Day(LocalDate day, long imports, long valid, long failed) {}

  /**
   * A kind of error in one field.
   *
   * @param code the code of the error
   * @param rule what was broken: the type, the constraint; null where there is no such thing
   * @param field the field, or the label where the schema has none; null for faults of whole rows
   * @param count how often it occurs
   */
  public record ErrorCount(
      String code, @Nullable String rule, @Nullable String field, long count) {}
}
