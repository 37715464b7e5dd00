package dev.importer.internal.clean;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.plan.Cleaning;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.Suggestion;
import dev.importer.job.Replacement;
import dev.importer.row.CellChange;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.FieldCleaning;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cleans the cells of rows as it was asked for and as their fields say. Texts are cleaned, other
 * values of JSON are not. Not thread-safe; make one for each source.
 *
 * <p>A name is that of a field; under a schema without fields it is the label of a column.
 */
public final class RowCleaner {

  private static final int MOST_SHOWN = 5;

  private final Schema schema;
  private final Cleaning cleaning;

  /** The cleaners by the position of their field. */
  private final @Nullable CellCleaner[] ofFields;

  /** The cleaners of columns without a field that were asked for by their labels. */
  private final Map<String, CellCleaner> ofLabels = new LinkedHashMap<>();

  private final @Nullable CellCleaner ofOthers;
  private @Nullable Header boundHeader;
  private @Nullable CellCleaner[] bound = {};
  private List<CellChange> changes = List.of();
  private long rows;

  private RowCleaner(Cleaning cleaning, Schema schema) {
    this.schema = schema;
    this.cleaning = cleaning;
    this.ofOthers = needed(cleaner(null, "", FieldCleaning.NONE));
    this.ofFields =
        schema.fields().stream()
            .map(field -> needed(cleaner(field, field.name(), field.cleaning())))
            .toArray(CellCleaner[]::new);
    if (schema.fields().isEmpty()) {
      names(cleaning).forEach(name -> ofLabels.put(name, cleaner(null, name, FieldCleaning.NONE)));
    }
  }

  /** The cleaner of a source; null if no cell of it can change. */
  public static @Nullable RowCleaner of(Cleaning cleaning, Schema schema) {
    boolean needed =
        !cleaning.equals(Cleaning.NONE)
            || schema.fields().stream()
                .anyMatch(field -> !field.cleaning().equals(FieldCleaning.NONE));
    return needed ? new RowCleaner(cleaning, schema) : null;
  }

  private CellCleaner cleaner(@Nullable Field field, String name, FieldCleaning own) {
    boolean trim =
        cleaning.trim().includes(null)
            || cleaning.trim().fields().stream().anyMatch(each -> means(each, field, name));
    List<Replacement> asked =
        cleaning.replacements().stream().filter(each -> means(each.field(), field, name)).toList();
    return new CellCleaner(trim, cleaning.unwrap(), asked, own);
  }

  private boolean means(String asked, @Nullable Field field, String name) {
    return field == null
        ? asked.equals(name)
        : schema.indexOf(asked) == schema.indexOf(field.name());
  }

  private static @Nullable CellCleaner needed(CellCleaner cleaner) {
    return cleaner.isNeeded() ? cleaner : null;
  }

  private static Set<String> names(Cleaning cleaning) {
    return Stream.concat(
            cleaning.trim().fields().stream().sorted(),
            cleaning.replacements().stream().map(Replacement::field))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Makes sure that what is to be cleaned exists.
   *
   * @param labels the labels of the source if they are known before its rows, otherwise null
   * @throws SourceException {@code unknown-field}
   */
  public static void requireNames(
      Cleaning cleaning, Schema schema, @Nullable Collection<String> labels) {
    boolean hasFields = !schema.fields().isEmpty();
    for (String name : names(cleaning)) {
      if (hasFields && schema.indexOf(name) < 0) {
        List<String> fields = schema.fields().stream().map(Field::name).toList();
        throw unknown(name, "the schema '" + schema.name() + "' has no such field", fields);
      } else if (!hasFields && labels != null && !labels.contains(name)) {
        throw unknown(name, "the file has no such column", labels);
      }
    }
  }

  private static SourceException unknown(String name, String why, Collection<String> known) {
    String hint = Suggestion.hint(name, known);
    return new SourceException(
        ErrorCode.UNKNOWN_FIELD,
        "Cells of "
            + Quoted.of(name)
            + " are to be cleaned, but "
            + why
            + (hint.isEmpty() ? ". It has " + shown(known) + "." : hint));
  }

  /**
   * The row as it is checked: the same one if nothing of it changes.
   *
   * @param fieldOf the position of the field that a column feeds, below 0 for none; asked once for
   *     a header
   */
  public Row clean(Row row, IntUnaryOperator fieldOf) {
    if (row.header() != boundHeader) {
      bind(row.header(), fieldOf);
    }
    rows++;
    changes = List.of();
    @Nullable Object[] cells = null;
    for (int column = 0; column < bound.length; column++) {
      CellCleaner cleaner = bound[column];
      if (cleaner != null && row.cell(column) instanceof String text) {
        CellCleaner.Cleaned cleaned = cleaner.clean(text);
        if (cleaned != null) {
          cells = cells == null ? cellsOf(row) : cells;
          cells[column] = cleaned.text();
          add(new CellChange(column + 1, nameOf(row, column, fieldOf), text, cleaned.by()));
        }
      }
    }
    return cells == null
        ? row
        : new Row(row.header(), cells, row.number(), row.line(), row.faults());
  }

  /** What was changed in the row that was cleaned last, in the order of the columns. */
  public List<CellChange> changes() {
    return changes;
  }

  private void add(CellChange change) {
    if (changes.isEmpty()) {
      changes = new ArrayList<>();
    }
    changes.add(change);
  }

  private String nameOf(Row row, int column, IntUnaryOperator fieldOf) {
    int field = fieldOf.applyAsInt(column);
    return field < 0 ? row.header().label(column) : schema.fields().get(field).name();
  }

  private void bind(Header header, IntUnaryOperator fieldOf) {
    boundHeader = header;
    bound = new CellCleaner[header.size()];
    for (int column = 0; column < bound.length; column++) {
      int field = fieldOf.applyAsInt(column);
      bound[column] =
          field < 0 ? ofLabels.getOrDefault(header.label(column), ofOthers) : ofFields[field];
    }
  }

  private static @Nullable Object[] cellsOf(Row row) {
    @Nullable Object[] cells = new Object[row.size()];
    for (int column = 0; column < cells.length; column++) {
      cells[column] = row.cell(column);
    }
    return cells;
  }

  /**
   * Looks back after the last row: why the source cannot be used because a replacement that was
   * asked for has replaced nothing, or null. One that a field says itself need not.
   */
  public @Nullable SourceException unusedReplacement() {
    if (rows == 0) {
      return null;
    }
    return Stream.concat(Stream.of(ofFields), ofLabels.values().stream())
        .filter(cleaner -> cleaner != null && !cleaner.unused().isEmpty())
        .findFirst()
        .map(cleaner -> unused(cleaner.unused().get(0), cleaner.values()))
        .orElse(null);
  }

  private static SourceException unused(Replacement replacement, Set<String> values) {
    String hint = Suggestion.hint(replacement.from(), values);
    String found = values.isEmpty() ? ". It has no texts." : ". It has " + shown(values) + ".";
    return new SourceException(
        ErrorCode.UNUSED_REPLACEMENT,
        "No cell of "
            + Quoted.of(replacement.field())
            + " is "
            + Quoted.of(replacement.from())
            + ", which is to be replaced by "
            + Quoted.of(replacement.to())
            + (hint.isEmpty() ? found : hint));
  }

  private static String shown(Collection<String> texts) {
    String first =
        texts.stream().limit(MOST_SHOWN).map(Quoted::of).collect(Collectors.joining(", "));
    int more = texts.size() - MOST_SHOWN;
    return more > 0 ? first + " and others" : first;
  }
}
