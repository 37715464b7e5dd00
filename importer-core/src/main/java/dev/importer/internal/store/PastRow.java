package dev.importer.internal.store;

import dev.importer.results.ChangedCell;
import dev.importer.results.ChangedRow;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A row that a change has changed.
 *
 * @param before the row as it was before
 * @param now the row as it is now
 * @param isUntouched whether it is still what the change has made of it
 * @param cells what the change has changed in it
 */
public record PastRow(
    StoredRecord before, StoredRecord now, boolean isUntouched, List<ChangedCell> cells) {

  /** How long rows are, to take no more of them than fit into memory. */
  private static final String LENGTHS =
      """
      SELECT c.row_number, length(c.data) + coalesce(length(c.errors), 0) + length(c.cells)
          + length(r.data) + coalesce(length(r.errors), 0) AS length
      FROM <p>changed_rows c JOIN <p>records r ON r.id = :first + c.row_number
      WHERE c.import_id = :import AND c.change_number = :change AND c.row_number > :after
      ORDER BY c.row_number LIMIT 1000
      """;

  private static final String ROWS =
      """
      SELECT c.row_number, c.data, c.status, c.error_message, c.errors, c.changes,
          c.status_after, c.digest_after, c.cells,
          r.id, r.import_id, r.line_number, r.data AS data_now, r.status AS status_now,
          r.error_message AS error_message_now, r.errors AS errors_now, r.changes AS changes_now,
          r.created_at
      FROM <p>changed_rows c JOIN <p>records r ON r.id = :first + c.row_number
      WHERE c.import_id = :import AND c.change_number = :change
        AND c.row_number > :after AND c.row_number <= :last
      ORDER BY c.row_number
      """;

  private static final long PORTION_CHARACTERS = 2L << 20;

  private record Length(long rowNumber, long characters) {}

  /** Rows of a change behind one; none if there is none left. */
  static List<PastRow> portion(Handle handle, long importId, long change, long after) {
    List<Length> lengths =
        handle
            .createQuery(LENGTHS)
            .bind("import", importId)
            .bind("change", change)
            .bind("after", after)
            .bind("first", RecordIds.of(importId, 0))
            .map((row, context) -> new Length(row.getLong("row_number"), row.getLong("length")))
            .list();
    long last = after;
    long characters = 0;
    for (Length each : lengths) {
      last = each.rowNumber();
      characters += each.characters();
      if (characters >= PORTION_CHARACTERS) {
        break;
      }
    }
    return handle
        .createQuery(ROWS)
        .bind("import", importId)
        .bind("change", change)
        .bind("after", after)
        .bind("last", last)
        .bind("first", RecordIds.of(importId, 0))
        .map((row, context) -> read(row))
        .list();
  }

  private static PastRow read(ResultSet row) throws SQLException {
    StoredRecord now = record(row, "_now");
    StoredRecord before = record(row, "");
    ChangedRow changed =
        new ChangedRow(
            before.rowNumber(),
            before.status(),
            RecordStatus.of(row.getString("status_after")),
            row.getString("cells"));
    boolean untouched = RowState.of(now).digest().equals(row.getString("digest_after"));
    return new PastRow(before, now, untouched, changed.cells());
  }

  private static StoredRecord record(ResultSet row, String suffix) throws SQLException {
    String errors = row.getString("errors" + suffix);
    String changes = row.getString("changes" + suffix);
    return new StoredRecord(
        row.getLong("id"),
        row.getLong("import_id"),
        row.getLong("row_number"),
        row.getLong("line_number"),
        row.getString("data" + suffix),
        RecordStatus.of(row.getString("status" + suffix)),
        row.getString("error_message" + suffix),
        errors == null ? "[]" : errors,
        changes == null ? "[]" : changes,
        Times.instant(row.getString("created_at")));
  }
}
