package dev.importer.results;

import dev.importer.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The different values that were refused, so that equal mistakes can be seen, and corrected,
 * together. Immutable.
 *
 * <p>Up to {@value #MAX_VALUES} values are told apart, {@value #MAX_VALUES_OF_KIND} of one kind of
 * error, and fewer if they and their messages are long: those that come first in the source. Their
 * counts are exact, whatever comes later. Rows with any other value are counted in {@link #others}.
 *
 * @param values a page of the values, those of most rows first, and of equally many rows those that
 *     come first in the source
 * @param clusters values that are probably spellings of one another, those of most rows first; only
 *     in the first page, and at most {@value #MAX_CLUSTERS}
 * @param total how many values were told apart, on all pages
 * @param others what is not told apart; null if the answer is complete
 * @param cursor where the next page begins; null after the last value
 */
public record ErrorValues(
    List<Value> values,
    List<Cluster> clusters,
    int total,
    @Nullable Others others,
    @Nullable String cursor) {

  /** The most values that are told apart. */
  public static final int MAX_VALUES = 20_000;

  /** The most values that are told apart of one code, rule and field. */
  public static final int MAX_VALUES_OF_KIND = 10_000;

  /** The most rows that are named for a value. */
  public static final int MAX_ROWS = 3;

  /** The most clusters. */
  public static final int MAX_CLUSTERS = 100;

  /** The most values of a cluster. */
  public static final int MAX_VALUES_OF_CLUSTER = 100;

  /**
   * A value that is wrong in one way in one field.
   *
   * @param field the field, or the label where the schema has none; null for faults of whole rows
   * @param code the kind of fault
   * @param rule what was broken: the type, the constraint; null where there is no such thing
   * @param value the value as in {@link dev.importer.error.ImportError#value()}: a longer one is
   *     cut, and all that begin alike are one; for a key of several fields, their values joined by
   *     a comma; null if there is none
   * @param count how many rows have it, exactly
   * @param message what is wrong with it in the first of them, as a sentence for people
   * @param rows the numbers of the first rows that have it, at most {@value ErrorValues#MAX_ROWS}
   * @param suggestion what it was probably meant to be; null if nothing is near, and for faults
   *     that another value does not cure: those across rows and of whole rows
   */
  public record Value(
      @Nullable String field,
      ErrorCode code,
      @Nullable String rule,
      @Nullable String value,
      long count,
      String message,
      List<Long> rows,
      @Nullable ValueSuggestion suggestion) {

    /** Takes a copy of the list. */
    public Value {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Values of one kind that are probably spellings of one another: they differ in case, accents,
   * punctuation and the order of words only, or by few letters.
   *
   * @param field the field, or the label where the schema has none
   * @param code the kind of fault
   * @param rule what was broken
   * @param values two or more values, those of most rows first
   * @param count how many rows have one of them
   * @param suggestion what all of them were probably meant to be; null if nothing is near, or if
   *     they were meant to be different things
   */
  public record Cluster(
      String field,
      ErrorCode code,
      @Nullable String rule,
      List<String> values,
      long count,
      @Nullable ValueSuggestion suggestion) {

    /** Takes a copy of the list. */
    public Cluster {
      values = List.copyOf(values);
    }
  }

  /**
   * What is not told apart.
   *
   * @param rows how many rows have a value beyond the bounds, or more errors than are stored one by
   *     one, which then may be of another kind than was asked for
   */
  public record Others(long rows) {}

  /** Takes copies of the lists. */
  public ErrorValues {
    values = List.copyOf(values);
    clusters = List.copyOf(clusters);
  }

  /** Whether every refused value is among those that were told apart. */
  public boolean complete() {
    return others == null;
  }

  /** Where the next page begins, if there is one. */
  public Optional<String> nextCursor() {
    return Optional.ofNullable(cursor);
  }
}
