package dev.importer.internal.store;

import dev.importer.internal.copy.BinaryCopy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Stores rows in PostgreSQL by COPY. */
final class CopyRows {

  private static final byte[] VALID = "valid".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FAILED = "failed".getBytes(StandardCharsets.US_ASCII);

  private CopyRows() {}

  /**
   * Stores rows.
   *
   * @param transaction a connection in a transaction
   * @param table the table, as statements name it
   * @param createdAt when they are stored
   */
  static void into(
      Connection transaction, String table, long importId, List<Batch.Entry> rows, String createdAt)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    byte[] time = createdAt.getBytes(StandardCharsets.US_ASCII);
    try (BinaryCopy copy =
        BinaryCopy.into(
            transaction,
            table,
            "id",
            "import_id",
            "line_number",
            "row_number",
            "data",
            "status",
            "error_message",
            "errors",
            "changes",
            "created_at")) {
      for (Batch.Entry row : rows) {
        copy.beginRow();
        copy.put(RecordIds.of(importId, row.number()));
        copy.put(importId);
        copy.put(row.line());
        copy.put((int) row.number());
        copy.put(row.data());
        copy.put(row.message() == null ? VALID : FAILED);
        copy.put(row.message());
        copy.put(row.errors());
        copy.put(row.changes());
        copy.put(time);
      }
      copy.end();
    }
  }
}
