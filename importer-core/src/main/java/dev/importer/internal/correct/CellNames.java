package dev.importer.internal.correct;

import dev.importer.error.ChangeException;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.store.ImportChange;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.Suggestion;
import dev.importer.results.HeaderMapping;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cells that somebody means: by the labels of columns, or by the names of the fields that
 * these feed.
 */
final class CellNames {

  private final StoredImport target;
  private final Schema schema;
  private final ColumnMeanings meanings;
  private final RowChanges rows;

  /** Of a table the labels of the columns that feed fields, by the fields. */
  private final Map<String, String> labels = new LinkedHashMap<>();

  private final Set<String> known = new LinkedHashSet<>();

  CellNames(ImportChange change, RowChanges rows) {
    this.target = change.summary();
    this.schema = change.schema();
    this.meanings = rows.validator().meanings();
    this.rows = rows;
    HeaderMapping mapping = meanings.of(target);
    for (HeaderMapping.Column column : mapping.columns()) {
      if (column.field() != null) {
        labels.putIfAbsent(column.field(), column.label());
      }
    }
    known.addAll(target.columns());
    known.removeAll(meanings.leftOut());
    if (target.format().isTable()) {
      known.addAll(labels.keySet());
    } else {
      List<String> fields = new ArrayList<>(fieldsOf(schema));
      mapping.constants().forEach(constant -> fields.remove(constant.field()));
      known.addAll(fields);
    }
  }

  private static List<String> fieldsOf(Schema schema) {
    return schema.fields().stream().map(Field::name).toList();
  }

  /**
   * Makes sure that a name means a cell.
   *
   * @param row the number of the row, for the message; null if it is none of one row
   * @throws ChangeException {@code UNKNOWN_FIELD} if it does not
   */
  void require(String name, @Nullable Long row) {
    if (known.contains(name) || known.contains(fieldOf(name))) {
      return;
    }
    String hint = Suggestion.hint(name, known);
    throw new ChangeException(
        ChangeException.Reason.UNKNOWN_FIELD,
        target.id(),
        row,
        "Rows of import "
            + target.id()
            + " have no cell "
            + Quoted.of(name)
            + (meanings.isLeftOut(name) ? ", for its column was left out" : "")
            + (hint.isEmpty() ? "." : hint)
            + " Nothing was changed.");
  }

  private String fieldOf(String name) {
    int position = schema.indexOf(name);
    return position < 0 ? name : schema.fields().get(position).name();
  }

  /** What is to be changed in a row, as a correction of it. */
  Correction correction(StoredRecord stored, Map<String, @Nullable Object> cells) {
    Set<String> present = present(stored).keySet();
    Map<String, @Nullable Object> byLabel = new LinkedHashMap<>();
    cells.forEach((name, value) -> byLabel.put(labelOf(name, present), asCell(value)));
    return new Correction(
        stored.rowNumber(),
        stored.lineNumber(),
        stored.importId(),
        byLabel,
        Correction.Kind.CHANGES,
        List.of());
  }

  /** The cells of a row under the labels of its source. */
  Map<String, @Nullable Object> present(StoredRecord stored) {
    return stored.status() == RecordStatus.VALID
        ? rows.validRows().valuesOf(stored)
        : stored.cells();
  }

  private @Nullable Object asCell(@Nullable Object value) {
    return target.format().isTable() ? Objects.toString(value, "") : value;
  }

  /**
   * The label of the cell that a name means.
   *
   * @param present the labels that the row has
   */
  String labelOf(String name, Set<String> present) {
    if (present.contains(name)) {
      return name;
    }
    if (target.format().isTable()) {
      return target.columns().contains(name) && !meanings.isLeftOut(name)
          ? name
          : labels.getOrDefault(fieldOf(name), name);
    }
    String meant = meanings.of(name).field();
    String field = meant == null ? fieldOf(name) : meant;
    return meanings.ofMembers(List.copyOf(present)).columns().stream()
        .filter(column -> field.equals(column.field()))
        .map(HeaderMapping.Column::label)
        .findFirst()
        .orElse(field);
  }
}
