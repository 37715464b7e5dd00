package dev.importer.internal.values;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.results.ErrorValues;
import dev.importer.results.RecordQuery.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the different values of errors. What it needs is bounded whatever the rows hold: once
 * there is no room, values that have a place are counted on, exactly, and rows with any other are
 * counted together. Not thread-safe.
 */
public final class ErrorValueTally {

  /** The most kinds of errors that are told apart. */
  private static final int MAX_KINDS = 1_000;

  /**
   * How much a tally holds.
   *
   * @param values the most values
   * @param valuesOfKind the most values of one kind of error
   * @param characters the most characters of values, messages and names, about
   */
  public record Bounds(int values, int valuesOfKind, long characters) {

    /** Those of the answer about an import. */
    public static final Bounds DEFAULT =
        new Bounds(ErrorValues.MAX_VALUES, ErrorValues.MAX_VALUES_OF_KIND, 8L << 20);

    /** Those of a report on a source: it has one page, and stands beside much else in memory. */
    public static final Bounds OF_REPORT = new Bounds(2_000, 1_000, 1L << 20);
  }

  /** The values of one kind. */
  private static final class Group {
    private final Kind kind;
    private final Map<@Nullable String, CountedValue> values = new HashMap<>();
    private boolean full;

    Group(Kind kind) {
      this.kind = kind;
    }
  }

  private final ErrorKind asked;
  private final Bounds bounds;
  private final Map<Kind, Group> groups = new LinkedHashMap<>();
  private final List<CountedValue> all = new ArrayList<>();
  private long characters;
  private long otherRows;
  private boolean kindsLeftOut;

  /** Whether some errors are not known one by one. */
  private boolean moreErrors;

  /**
   * An empty tally.
   *
   * @param asked which errors are counted
   */
  public ErrorValueTally(ErrorKind asked, Bounds bounds) {
    this.asked = asked;
    this.bounds = bounds;
  }

  /** Counts the errors of a row. Rows come in the order of the source. */
  public void add(long row, Collection<ImportError> errors) {
    boolean others = false;
    for (ImportError error : errors) {
      if (error.code().equals(ErrorCode.MORE_ERRORS)) {
        others = true;
        moreErrors = true;
      } else if (Kind.isAskedFor(error, asked)) {
        CountedValue value = valueOf(error);
        if (value == null) {
          others = true;
        } else {
          value.addRow(row);
        }
      }
    }
    if (others) {
      otherRows++;
    }
  }

  /** The value with its count; null if there is no room for it. */
  private @Nullable CountedValue valueOf(ImportError error) {
    Kind kind = Kind.of(error);
    Group group = groups.get(kind);
    CountedValue known = group == null ? null : group.values.get(error.value());
    if (known != null) {
      return known;
    }
    if (group == null) {
      // A kind that came when there was no room does not begin later: its values may be there.
      kindsLeftOut |= groups.size() == MAX_KINDS || isFull();
      if (kindsLeftOut) {
        return null;
      }
      group = new Group(kind);
      groups.put(kind, group);
      characters += error.field() == null ? 0 : error.field().length();
    }
    // Likewise: whoever gets a place later has rows that were not counted.
    group.full |= group.values.size() >= bounds.valuesOfKind() || isFull();
    return group.full ? null : begin(group, error);
  }

  private CountedValue begin(Group group, ImportError error) {
    String value = error.value();
    CountedValue fresh = new CountedValue(all.size(), group.kind, value, error.message());
    characters += error.message().length() + (value == null ? 0 : value.length());
    group.values.put(value, fresh);
    all.add(fresh);
    return fresh;
  }

  private boolean isFull() {
    return all.size() >= bounds.values() || characters >= bounds.characters();
  }

  /** The values that are told apart, in the order in which they are shown. */
  List<CountedValue> values() {
    return all.stream().sorted(CountedValue.MOST_FREQUENT_FIRST).toList();
  }

  /** Whether every value of a kind has been told apart. */
  boolean isWhole(Kind kind) {
    Group group = groups.get(kind);
    return group != null && !group.full && !moreErrors;
  }

  ErrorValues.@Nullable Others others() {
    return otherRows == 0 ? null : new ErrorValues.Others(otherRows);
  }
}
