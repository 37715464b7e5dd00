package dev.importer.results;

import dev.importer.error.ErrorCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the rows of a source, in few lines: each kind of fault in each field with its
 * exact count and the first rows that show it. Immutable.
 *
 * @param groups the kinds of faults, the most frequent first
 * @param warnings what refuses nothing, by code, with exact counts
 */
public record ErrorSummary(List<Group> groups, Map<String, Long> warnings) {

  /**
   * One kind of fault in one field.
   *
   * @param code the kind of fault; {@link ErrorCode#MORE_ERRORS} for all those that there was no
   *     room to list, which is then the last group
   * @param rule what was broken: the type, the constraint; null where there is no such thing
   * @param field the field or, where the schema has none, the label of the column; null for faults
   *     of whole rows. A label that is longer than 200 characters is cut
   * @param count how often it occurs, exactly
   * @param examples the first rows that have it
   */
  public record Group(
      ErrorCode code,
      @Nullable String rule,
      @Nullable String field,
      long count,
      List<Example> examples) {

    /** Takes a copy of the list. */
    public Group {
      examples = List.copyOf(examples);
    }

    /** The allowed value that the first example with one may have meant; null if none has one. */
    public @Nullable String suggestion() {
      return examples.stream()
          .flatMap(example -> java.util.stream.Stream.ofNullable(example.suggestion()))
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * A row that has a fault.
   *
   * @param row its number among the data rows, 1-based
   * @param line the physical line on which it starts, 1-based
   * @param value the offending value as in {@link dev.importer.error.ImportError#value()}
   * @param message a sentence for people
   * @param suggestion the allowed value that the offending one is most like; null if the field
   *     allows any value or if none is like it
   */
  public record Example(
      long row, long line, @Nullable String value, String message, @Nullable String suggestion) {}

  /** Takes copies. */
  public ErrorSummary {
    groups = List.copyOf(groups);
    warnings = Collections.unmodifiableMap(new LinkedHashMap<>(warnings));
  }

  /** How many errors there are; a row may have several. */
  public long totalErrors() {
    return groups.stream().mapToLong(Group::count).sum();
  }
}
