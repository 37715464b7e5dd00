package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.check.FieldCells;
import dev.importer.internal.check.RowValidator;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.CellChange;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Valid rows as they would lie in their source: their values under its labels, in their order. Not
 * thread-safe.
 */
final class ValidRows {

  private final StoredImport target;
  private final Schema schema;

  /** Of a table the labels of its columns, and under which names their values are stored. */
  private final Map<String, String> names = new LinkedHashMap<>();

  /** Of JSON the labels that values of these names may have had. */
  private final Map<String, String> members = new HashMap<>();

  private final ColumnMeanings meanings;

  private final List<String> constants;
  private final Map<String, FieldCells> cells = new HashMap<>();
  private Header lastHeader = new Header(List.of());

  private ValidRows(StoredImport target, Schema schema, RowValidator validator, Header columns) {
    this.target = target;
    this.schema = schema;
    this.meanings = validator.meanings();
    Header stored = validator.namesOf(columns);
    for (int i = 0; i < columns.size(); i++) {
      if (!validator.meanings().isLeftOut(columns.label(i))) {
        names.put(columns.label(i), stored.label(i));
      }
    }
    this.constants = stored.labels().subList(columns.size(), stored.size());
    schema.fields().forEach(this::take);
  }

  /**
   * The valid rows of an import.
   *
   * @param validator for its rows, which is told of its header
   */
  static ValidRows of(StoredImport target, Schema schema, RowValidator validator) {
    Header columns = new Header(target.columns().subList(0, target.labels().size()));
    if (target.format().isTable()) {
      validator.takeHeader(columns, target.labels());
    }
    return new ValidRows(target, schema, validator, columns);
  }

  private void take(Field field) {
    cells.put(field.name(), FieldCells.of(field, schema.missingValues()));
  }

  /** The values of a row under the labels of its source. */
  Map<String, @Nullable Object> valuesOf(StoredRecord stored) {
    Map<String, @Nullable Object> left = stored.cells();
    left.keySet().removeAll(constants);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    names.forEach(
        (label, name) -> {
          if (left.containsKey(name)) {
            values.put(label, left.remove(name));
          }
        });
    left.forEach((name, value) -> values.put(labelOf(name), value));
    return values;
  }

  /** A label by which a record may bring what is stored under a name. */
  private String labelOf(String name) {
    return target.format().isTable() || isLabelOf(name, name)
        ? name
        : members.computeIfAbsent(
            name,
            unknown ->
                target.columns().stream()
                    .filter(label -> isLabelOf(name, label))
                    .findFirst()
                    .orElse(name));
  }

  private boolean isLabelOf(String name, String label) {
    return !meanings.isLeftOut(label) && nameOf(label).equals(name);
  }

  /** The name under which a value of this label is stored. */
  private String nameOf(String label) {
    String known = names.get(label);
    String field = known == null ? meanings.of(label).field() : known;
    return field == null ? label : field;
  }

  /** The row with some cells changed; null if they hold already what they shall. */
  @Nullable RevisedRow revised(StoredRecord stored, Map<String, @Nullable Object> set) {
    Map<String, @Nullable Object> before = valuesOf(stored);
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    for (String label : names.keySet()) {
      if (before.containsKey(label) || set.containsKey(label)) {
        after.put(label, before.get(label));
      }
    }
    before.forEach(after::putIfAbsent);
    boolean differs = false;
    for (Map.Entry<String, @Nullable Object> cell : set.entrySet()) {
      String now = Objects.toString(before.get(cell.getKey()), "");
      differs |= !now.equals(Objects.toString(cell.getValue(), ""));
      after.put(cell.getKey(), cell.getValue());
    }
    if (!differs) {
      return null;
    }
    Header header = headerOf(List.copyOf(after.keySet()));
    BitSet changed = new BitSet();
    for (String label : set.keySet()) {
      changed.set(header.indexOf(label));
    }
    Row row =
        new Row(
            header, after.values().toArray(), stored.rowNumber(), stored.lineNumber(), List.of());
    return new RevisedRow(row, before, changed);
  }

  /**
   * The row as it would lie there if it had come like this, so that it can be checked anew.
   *
   * @param changes what was changed in it so far: what cleaning has made of a cell, it makes of it
   *     again
   */
  Row asSource(RevisedRow revised, List<CellChange> changes) {
    Map<String, String> uncleaned = new HashMap<>();
    for (CellChange change : changes) {
      if (!change.by().contains(ErrorCode.EDITED_CELL)) {
        uncleaned.put(change.field(), change.from());
      }
    }
    BitSet changed = Objects.requireNonNull(revised.changed());
    Row row = revised.row();
    @Nullable Object[] written = new Object[row.size()];
    for (int i = 0; i < written.length; i++) {
      String label = row.header().label(i);
      String source = uncleaned.get(nameOf(label));
      written[i] =
          changed.get(i) ? row.cell(i) : source == null ? written(label, row.cell(i)) : source;
    }
    return new Row(row.header(), written, row.number(), row.line(), row.faults());
  }

  /** A row as it would lie in its source. */
  Row asSource(StoredRecord stored) {
    Map<String, @Nullable Object> values = valuesOf(stored);
    Row row =
        new Row(
            headerOf(List.copyOf(values.keySet())),
            values.values().toArray(),
            stored.rowNumber(),
            stored.lineNumber(),
            List.of());
    return asSource(new RevisedRow(row, values, new BitSet()), stored.changes());
  }

  /** A value as its source would have it in the cell of this label. */
  @Nullable Object written(String label, @Nullable Object value) {
    FieldCells field = cells.get(nameOf(label));
    boolean table = target.format().isTable();
    if (field == null) {
      return table ? Objects.toString(value, "") : value;
    }
    Object cell = table ? field.text(value) : field.json(value);
    return cell == null && table ? Objects.toString(value, "") : cell;
  }

  private Header headerOf(List<String> labels) {
    if (!lastHeader.labels().equals(labels)) {
      lastHeader = new Header(labels);
    }
    return lastHeader;
  }
}
