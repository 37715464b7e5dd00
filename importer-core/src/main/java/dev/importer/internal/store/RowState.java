package dev.importer.internal.store;

import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a change can change of a row, as the database has it.
 *
 * @param data the row as JSON
 * @param status whether it keeps to the schema
 * @param message the errors for people; null if it is valid
 * @param errors the errors as JSON; null if it is valid
 * @param changes what was changed in it, as JSON; null if nothing
 */
record RowState(
    String data,
    RecordStatus status,
    @Nullable String message,
    @Nullable String errors,
    @Nullable String changes) {

  private static final String NONE = "[]";

  static RowState of(StoredRecord row) {
    return new RowState(
        row.dataJson(),
        row.status(),
        row.errorMessage(),
        row.errorsJson().equals(NONE) ? null : row.errorsJson(),
        row.changesJson().equals(NONE) ? null : row.changesJson());
  }

  /** Tells whether a row is still so. */
  String digest() {
    FieldDigest digest = new FieldDigest();
    digest.add(data);
    digest.add(status.text());
    digest.add(errors);
    digest.add(changes);
    return digest.hex();
  }
}
