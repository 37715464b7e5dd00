package dev.importer.results;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the valid rows of an import hold, column by column. Immutable.
 *
 * @param rows how many valid rows there are
 * @param columns the first {@value #MAX_COLUMNS} columns in the order in which they were met
 * @param columnsLeftOut how many names there were besides, which are not looked at: exact up to
 *     {@value #MAX_COLUMNS}, which then stands for that many or more
 */
public record ImportProfile(long rows, List<Column> columns, int columnsLeftOut) {

  /** The most columns that are looked at. */
  public static final int MAX_COLUMNS = 100;

  /** Up to so many different values of a column are counted exactly. */
  public static final int EXACT_DISTINCT = 4_096;

  /** The most bins of a distribution. */
  public static final int MAX_BINS = 40;

  /** The most frequent values that are told of a column. */
  public static final int MAX_TOP_VALUES = 10;

  /**
   * The most characters of a value that are told; of a longer one, the beginning and an ellipsis.
   */
  public static final int MAX_VALUE_LENGTH = 100;

  /**
   * One column.
   *
   * @param name the name of the field, or the label where the schema has none
   * @param filled how many rows have a value there: neither null nor an empty text, and not left
   *     out
   * @param distinct how many different values there are; an estimate unless {@code distinctExact}
   * @param distinctExact whether that is exact: up to {@value ImportProfile#EXACT_DISTINCT} values.
   *     The standard error of an estimate is 1.6 %
   * @param smallest the smallest value: of a column of numbers by their size, otherwise as texts,
   *     character by character; null if no row has a value
   * @param largest the largest value, likewise
   * @param top the most frequent values that occur more than once, the most frequent first
   * @param distribution how the values are spread; null if no row has a value
   */
  public record Column(
      String name,
      long filled,
      long distinct,
      boolean distinctExact,
      @Nullable String smallest,
      @Nullable String largest,
      List<TopValue> top,
      @Nullable Distribution distribution) {

    /** Takes a copy of the list. */
    public Column {
      top = List.copyOf(top);
    }
  }

  /** What a distribution counts. */
  public enum Measure {
    /** The values, all of which are numbers; those that no double holds are left out. */
    NUMBER,
    /** The values, all of which begin with a date. */
    DATE,
    /** How many characters the values have. */
    LENGTH;

    /** The name in small letters. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How the values of a column are spread.
   *
   * @param of what is counted
   * @param bins from the smallest to the largest, of equal width and without a gap; at most {@value
   *     #MAX_BINS}, of dates over thousands of years some more
   */
  public record Distribution(Measure of, List<Bin> bins) {

    /** Takes a copy of the list. */
    public Distribution {
      bins = List.copyOf(bins);
    }
  }

  /**
   * A part of the range of values.
   *
   * @param from where it begins: a number, or a day, a month or a year
   * @param to where the next one begins
   * @param count how many values are in it
   */
  public record Bin(String from, String to, long count) {}

  /**
   * A frequent value.
   *
   * @param value the value
   * @param count how often it occurs, at least
   * @param missed by how much the count may be too low; 0 if it is exact
   */
  public record TopValue(String value, long count, long missed) {}

  /** Takes a copy of the list. */
  public ImportProfile {
    columns = List.copyOf(columns);
  }
}
