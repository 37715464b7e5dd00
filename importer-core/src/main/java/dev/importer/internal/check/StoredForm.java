package dev.importer.internal.check;

import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stored rows as they were when they had been checked: valid ones with their typed values, failed
 * ones with their reasons. Not thread-safe.
 */
public final class StoredForm {

  private final Map<String, FieldCells> fields = new HashMap<>();
  private Header header = new Header(List.of());
  private @Nullable FieldCells[] fieldOfColumn = {};

  /**
   * The form of the rows of an import.
   *
   * @param schema that of the import; what is under no name of a field is as it was in the source
   */
  public StoredForm(Schema schema) {
    for (Field field : schema.fields()) {
      fields.put(field.name(), FieldCells.of(field, schema.missingValues()));
    }
  }

  /** A stored row. A value that is none of its field, as that is now, is as it is stored. */
  public CheckedRow read(StoredRecord stored) {
    Map<String, @Nullable Object> cells = stored.cells();
    keep(List.copyOf(cells.keySet()));
    @Nullable Object[] stand = cells.values().toArray();
    Row row = new Row(header, stand, stored.rowNumber(), stored.lineNumber(), List.of());
    if (stored.status() == RecordStatus.FAILED) {
      return new CheckedRow.Failed(row, stand, stored.errors(), List.of());
    }
    @Nullable Object[] values = new Object[stand.length];
    for (int i = 0; i < stand.length; i++) {
      values[i] = value(fieldOfColumn[i], stand[i]);
    }
    return new CheckedRow.Valid(row, header, values, List.of());
  }

  private static @Nullable Object value(@Nullable FieldCells field, @Nullable Object stored) {
    return field == null || stored == null
        ? stored
        : Objects.requireNonNullElse(field.value(stored), stored);
  }

  /** Most rows have the names of the one before. */
  private void keep(List<String> names) {
    if (!names.equals(header.labels())) {
      header = new Header(names);
      fieldOfColumn = names.stream().map(fields::get).toArray(FieldCells[]::new);
    }
  }
}
