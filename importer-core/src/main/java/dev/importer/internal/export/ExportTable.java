package dev.importer.internal.export;

import dev.importer.error.ImportStateException;
import dev.importer.internal.check.FieldCells;
import dev.importer.internal.export.ExportColumns.Column;
import dev.importer.internal.text.Quoted;
import dev.importer.results.RecordStatus;
import dev.importer.results.RowsExport.Names;
import dev.importer.results.StoredRecord;
import dev.importer.schema.MissingValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file of rows, what they are called there, and the texts of values. Not
 * thread-safe.
 */
final class ExportTable {

  private final ExportColumns columns;
  private final Names names;
  private final boolean numbered;
  private final Map<Column, FieldCells> fieldCells = new HashMap<>();

  ExportTable(
      ExportColumns columns, Names names, boolean numbered, List<MissingValue> missingValues) {
    this.columns = columns;
    this.names = names;
    this.numbered = numbered;
    for (Column column : columns.all()) {
      if (column.field() != null) {
        fieldCells.put(column, FieldCells.of(column.field(), missingValues));
      }
    }
  }

  /** What the columns are called, and how values are written. */
  Names names() {
    return names;
  }

  /** Whether the number and the status of a row stand behind its cells. */
  boolean isNumbered() {
    return numbered;
  }

  /** The columns of the cells, as many as are known now. */
  List<Column> columns() {
    return List.copyOf(columns.all());
  }

  /** The cells of a row by their columns. */
  Map<Column, @Nullable Object> cells(StoredRecord row) {
    return columns.cells(row);
  }

  /** How the values of a column are written in its source; null if the schema does not say. */
  @Nullable FieldCells fieldCells(Column column) {
    return fieldCells.get(column);
  }

  /** Whether the source has a label for a column: it has none for a constant. */
  boolean hasLabel(Column column) {
    return !columns.isConstant(column);
  }

  /** The name of a column among those of JSON, which are all different. */
  String member(Column column) {
    return names == Names.FIELDS ? column.name() : column.label();
  }

  /** The first line of a table. */
  List<String> header() {
    List<String> header = new ArrayList<>();
    for (Column column : columns.all()) {
      header.add(names == Names.FIELDS ? column.name() : column.written());
    }
    if (numbered) {
      header.addAll(numberLabels());
    }
    return header;
  }

  /** What the number and the status of a row stand under. */
  List<String> numberLabels() {
    List<String> members = columns.all().stream().map(this::member).toList();
    return List.of(free("_row", members), free("_status", members));
  }

  private static String free(String label, Collection<String> taken) {
    String name = label;
    while (taken.contains(name)) {
      name = "_" + name;
    }
    return name;
  }

  /** The text of a cell in a table. */
  String text(StoredRecord row, Column column, @Nullable Object cell) {
    FieldCells field = fieldCells(column);
    boolean asWritten = names == Names.LABELS && row.status() == RecordStatus.VALID;
    String text = asWritten && field != null ? field.text(cell) : null;
    return text == null ? Objects.toString(cell, "") : text;
  }

  /** Whether the file has a column, or needs none for it. */
  boolean isKnown(Column column) {
    return columns.isKnown(column);
  }

  /** Takes the columns of a row among those of the file, which has not begun yet. */
  void keep(Map<Column, @Nullable Object> cells) {
    columns.keep(cells.keySet());
  }

  /**
   * Makes sure that a row has no cell that the file has no column for: none may get lost.
   *
   * @throws ImportStateException if it has one
   */
  void requireKnown(StoredRecord row, Map<Column, @Nullable Object> cells) {
    for (Column column : cells.keySet()) {
      if (!columns.isKnown(column)) {
        throw new ImportStateException(
            row.importId(),
            "Row "
                + row.rowNumber()
                + " of import "
                + row.importId()
                + " has "
                + Quoted.of(column.name())
                + ", which the file has no column for: the import has too many of them, or its"
                + " rows or its schema have changed. Export it again, or as JSON.");
      }
    }
  }
}
