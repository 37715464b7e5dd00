package dev.importer.internal.store;

import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.plan.Cleaning;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.plan.Mapping;
import dev.importer.internal.record.ErrorTally;
import dev.importer.internal.record.RowDigest;
import dev.importer.internal.record.RowSketch;
import dev.importer.job.Severities;
import dev.importer.results.ImportStatus;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/**
 * Replaces refused rows of one import within one transaction, and keeps the counters and the groups
 * of errors in step. What it needs does not grow with the number of rows. Not thread-safe; only
 * usable while {@link ImportStore#correct} runs.
 */
public final class Corrections implements AutoCloseable {

  private static final String SELECT =
      "SELECT " + RecordMapper.COLUMNS + " FROM <p>records WHERE id = ?";

  private static final String UPDATE =
      "UPDATE <p>records SET data = ?, status = ?, error_message = ?, errors = ?, changes = ?"
          + " WHERE id = ? AND status = 'failed'";

  private static final String ALL =
      "SELECT " + RecordMapper.COLUMNS + " FROM <p>records WHERE id > ? AND id <= ? ORDER BY id";

  private static final String FAILED =
      "SELECT "
          + RecordMapper.COLUMNS
          + " FROM <p>records <by_failed>"
          + " WHERE id > ? AND id <= ? AND status = 'failed' ORDER BY id";

  private final Database database;
  private final Handle handle;
  private final StoredImport summary;
  private final ImportPlan plan;
  private final Schema schema;
  private final ErrorTally tally;

  /** Of the valid rows; null for an import of a version without. */
  private final @Nullable RowSketch sketch;

  private final PreparedStatement select;
  private final PreparedStatement update;
  private long corrected;

  private Corrections(
      Database database, Handle handle, StoredImport summary, ImportPlan plan, Schema schema)
      throws SQLException {
    this.database = database;
    this.handle = handle;
    this.summary = summary;
    this.plan = plan;
    this.schema = schema;
    this.tally = ErrorTally.of(schema, ErrorGroupTable.read(handle, summary.id()));
    this.sketch = StoredRows.sketch(handle, summary.id()).orElse(null);
    this.select = handle.getConnection().prepareStatement(database.sql().of(SELECT));
    this.update = handle.getConnection().prepareStatement(database.sql().of(UPDATE));
  }

  static Corrections begin(
      Database database, Handle handle, long id, Function<String, Schema> schemas)
      throws SQLException {
    StoredImport summary =
        handle.attach(ImportDao.class).find(id).orElseThrow(() -> new ImportNotFoundException(id));
    if (summary.status() != ImportStatus.COMPLETED) {
      throw new ImportStateException(
          id,
          "Import "
              + id
              + " is "
              + summary.status().text()
              + "; only a completed import can be corrected.");
    }
    ImportPlan plan = ImportStore.plan(summary.plan());
    return new Corrections(database, handle, summary, plan, schemaOf(summary, plan, schemas));
  }

  private static Schema schemaOf(
      StoredImport summary, ImportPlan plan, Function<String, Schema> schemas) {
    try {
      return plan.schema().current(schemas);
    } catch (IllegalArgumentException e) {
      throw new ImportStateException(
          summary.id(),
          "Import "
              + summary.id()
              + " was checked against the schema '"
              + summary.schema()
              + "', which is no longer known here. Add the schema, then send the corrections again.");
    }
  }

  /** The import as it was before. */
  public StoredImport summary() {
    return summary;
  }

  /** What its rows are checked against. */
  public Schema schema() {
    return schema;
  }

  /** Which of its columns feeds which field, as far as that was asked for. */
  public Mapping mapping() {
    return plan.mapping();
  }

  /** Which faults of its rows are only warned of. */
  public Severities severities() {
    return plan.severities();
  }

  /** What is done to cells before they are checked. */
  public Cleaning cleaning() {
    return plan.cleaning();
  }

  /** The name of the handler of the host that takes the valid rows, if there is one. */
  public @Nullable String handler() {
    return plan.handler();
  }

  /** The connection of the transaction, which must not be ended or closed. */
  public Connection connection() {
    return handle.getConnection();
  }

  /** A row of the import as it stands now; null if it has no such row. */
  public @Nullable StoredRecord record(long rowNumber) {
    try {
      select.setLong(1, RecordIds.of(summary.id(), rowNumber));
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? RecordMapper.read(found) : null;
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  /** All rows of the import as they stand now, in their order. */
  public void forEachRecord(Consumer<StoredRecord> reader) {
    try (ResultIterator<StoredRecord> records =
        handle
            .select(ALL, RecordIds.of(summary.id(), 0), RecordIds.last(summary.id()))
            .map(new RecordMapper())
            .iterator()) {
      records.forEachRemaining(reader);
    }
  }

  /**
   * Puts another row in the place of a refused one; it may be refused too.
   *
   * @param refused the row as {@link #record} gave it
   * @param replacement a row with the same number
   */
  public void replace(StoredRecord refused, CheckedRow replacement) {
    Batch encoded = Batch.begin(1);
    encoded.add(replacement);
    Batch.Entry entry = encoded.entries().get(0);
    boolean valid = replacement instanceof CheckedRow.Valid;
    try {
      update.setString(1, new String(entry.data(), StandardCharsets.UTF_8));
      update.setString(2, (valid ? RecordStatus.VALID : RecordStatus.FAILED).text());
      update.setString(3, entry.message());
      update.setString(4, entry.errors());
      update.setString(5, entry.changes());
      update.setLong(6, refused.id());
      if (update.executeUpdate() != 1) {
        throw new IllegalArgumentException("row " + refused.rowNumber() + " is not refused");
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
    StoredErrors.removeFrom(tally, refused);
    if (replacement instanceof CheckedRow.Failed again) {
      tally.add(again.errors());
    } else {
      corrected++;
      if (sketch != null) {
        sketch.add(new RowDigest().of((CheckedRow.Valid) replacement));
      }
    }
  }

  /** Brings counters and groups up to date. */
  void finish() {
    if (tally.lacksExamples()) {
      findExamples();
    }
    ErrorGroupTable.write(handle, summary.id(), tally.takeChanges());
    ImportDao dao = handle.attach(ImportDao.class);
    dao.countCorrected(summary.id(), corrected);
    if (sketch != null && corrected > 0) {
      dao.setRowDigests(summary.id(), sketch.bytes());
    }
  }

  /** Rows that were shown as examples are corrected: others take their places. */
  private void findExamples() {
    long first = RecordIds.of(summary.id(), 0);
    try (ResultIterator<StoredRecord> failed =
        handle
            .select(FAILED, first, RecordIds.last(summary.id()))
            .map(new RecordMapper())
            .iterator()) {
      while (failed.hasNext() && tally.lacksExamples()) {
        tally.addExamples(failed.next().errors());
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try (select;
        update) {
      corrected = 0;
    }
  }
}
