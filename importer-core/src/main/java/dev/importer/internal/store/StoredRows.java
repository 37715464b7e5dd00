package dev.importer.internal.store;

import dev.importer.error.ErrorCode;
import dev.importer.internal.record.RowDigest;
import dev.importer.internal.record.RowSketch;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.row.CellChange;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;

/** The rows that are stored, told by the digests of their data. Thread-safe. */
public final class StoredRows {

  private static final String SKETCHES =
      """
      SELECT id, row_digests FROM <p>imports
      WHERE schema_name = :schema AND status = 'completed' AND deleted_at IS NULL
        AND processed_records > 0 AND row_digests IS NOT NULL
      ORDER BY id DESC LIMIT :limit
      """;

  private static final String CHANGED_BY_CHECKS =
      "SELECT "
          + RecordMapper.COLUMNS
          + " FROM <p>records r WHERE id > :after AND id <= :last"
          + " AND changes LIKE '%checked-cell%' ORDER BY id LIMIT :limit";

  private static final String ANY = "SELECT EXISTS (" + SKETCHES + ")";

  private static final String ROWS =
      """
      SELECT id, status, CASE status WHEN 'valid' THEN data END AS data FROM <p>records
      WHERE id > :after AND id <= :last ORDER BY id LIMIT :limit
      """;

  /** A statement that reads on keeps the log of the database from being copied back. */
  private static final int ROWS_AT_ONCE = 20_000;

  /** Whole rows take more memory. */
  private static final int RECORDS_AT_ONCE = 1_000;

  private final Database database;

  StoredRows(Database database) {
    this.database = database;
  }

  /** Is told the sketch of one import after the other. */
  public interface SketchReader {
    void read(long importId, RowSketch sketch);
  }

  /** Is told the digest of one row after the other. */
  public interface DigestReader {
    /** One row; its digest is {@link RowDigest#NONE} if it is refused. */
    void read(long rowNumber, long digest);
  }

  /** Whether any completed import under a schema has a sketch. */
  public boolean has(String schema) {
    return database.read(
        handle ->
            handle
                .createQuery(ANY)
                .bind("schema", schema)
                .bind("limit", 1)
                .mapTo(boolean.class)
                .one());
  }

  /**
   * The sketches of completed imports, newest first; of those that have any valid row.
   *
   * @param schema the name of the schema that their rows were checked against
   * @param limit how many at most
   */
  public void sketches(String schema, int limit, SketchReader reader) {
    database.read(
        handle -> {
          try (ResultIterator<Sketch> found =
              handle
                  .createQuery(SKETCHES)
                  .bind("schema", schema)
                  .bind("limit", limit)
                  .map(
                      (row, context) ->
                          new Sketch(row.getLong("id"), RowSketch.of(row.getBytes("row_digests"))))
                  .iterator()) {
            found.forEachRemaining(each -> reader.read(each.id(), each.digests()));
          }
          return null;
        });
  }

  /** The sketch of one import; empty if it is of a version without. */
  static Optional<RowSketch> sketch(Handle handle, long importId) {
    return handle
        .select("SELECT row_digests FROM <p>imports WHERE id = ?", importId)
        .map((row, context) -> Optional.ofNullable(row.getBytes("row_digests")))
        .one()
        .map(RowSketch::of);
  }

  /** Is told of one cell after the other that a check of the host has changed. */
  public interface CheckedCellReader {
    void read(long rowNumber, long line, String field);
  }

  /**
   * The cells that checks of the host have changed in the first rows of an import, in their order.
   *
   * @param lastRow the number of the last one
   * @param stop asked now and then whether to give up
   */
  public void checkedCells(
      long importId, long lastRow, BooleanSupplier stop, CheckedCellReader reader) {
    long after = RecordIds.of(importId, 0);
    long last = RecordIds.of(importId, lastRow);
    while (after < last && !stop.getAsBoolean()) {
      long from = after;
      List<StoredRecord> rows = database.read(handle -> changed(handle, from, last));
      for (StoredRecord row : rows) {
        for (CellChange change : row.changes()) {
          if (change.by().contains(ErrorCode.CHECKED_CELL)) {
            reader.read(row.rowNumber(), row.lineNumber(), change.field());
          }
        }
      }
      if (rows.size() < RECORDS_AT_ONCE) {
        return;
      }
      after = rows.get(rows.size() - 1).id();
    }
  }

  private static List<StoredRecord> changed(Handle handle, long after, long last) {
    return handle
        .createQuery(CHANGED_BY_CHECKS)
        .bind("after", after)
        .bind("last", last)
        .bind("limit", RECORDS_AT_ONCE)
        .map(new RecordMapper())
        .list();
  }

  private record Sketch(long id, RowSketch digests) {}

  private record Row(long id, long digest) {}

  /**
   * The digests of the first rows of an import, in their order.
   *
   * @param lastRow the number of the last one
   * @param stop asked now and then whether to give up
   */
  public void digests(long importId, long lastRow, BooleanSupplier stop, DigestReader reader) {
    long after = RecordIds.of(importId, 0);
    long last = RecordIds.of(importId, lastRow);
    while (after < last && !stop.getAsBoolean()) {
      long from = after;
      List<Row> rows = database.read(handle -> portion(handle, from, last));
      rows.forEach(row -> reader.read(RecordIds.rowOf(row.id()), row.digest()));
      if (rows.size() < ROWS_AT_ONCE) {
        return;
      }
      after = rows.get(rows.size() - 1).id();
    }
  }

  private static List<Row> portion(Handle handle, long after, long last) {
    return handle
        .createQuery(ROWS)
        .bind("after", after)
        .bind("last", last)
        .bind("limit", ROWS_AT_ONCE)
        .map(
            (row, context) -> {
              boolean valid = RecordStatus.VALID.text().equals(row.getString("status"));
              return new Row(
                  row.getLong("id"),
                  valid
                      ? RowDigest.of(StoredRecord.cellsOf(row.getString("data")))
                      : RowDigest.NONE);
            })
        .list();
  }
}
