package dev.importer.internal.store;

import dev.importer.error.ChangeException;
import dev.importer.error.ImportError;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.host.NamedTarget;
import dev.importer.internal.host.RowSource;
import dev.importer.internal.plan.Cleaning;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.plan.Mapping;
import dev.importer.internal.record.ErrorTally;
import dev.importer.internal.record.RowDigest;
import dev.importer.internal.record.RowSketch;
import dev.importer.job.ErrorLimit;
import dev.importer.job.Severities;
import dev.importer.results.ChangedCell;
import dev.importer.results.ImportStatus;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredChange;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.results.TargetResult;
import dev.importer.row.ValueReplacement;
import dev.importer.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * One change of rows of an import within one transaction: puts other rows in the places of those
 * that are stored, remembers how these were, and keeps the counters and the groups of errors in
 * step. What it needs does not grow with the number of rows. Not thread-safe; only usable while
 * {@link ImportStore#change} runs.
 */
public final class ImportChange implements AutoCloseable {

  private static final String SELECT =
      "SELECT " + RecordMapper.COLUMNS + " FROM <p>records WHERE id = ?";

  private static final String UPDATE =
      "UPDATE <p>records SET data = ?, status = ?, error_message = ?, errors = ?, changes = ?"
          + " WHERE id = ?";

  private static final String REMEMBER =
      """
      INSERT INTO <p>changed_rows (import_id, change_number, row_number, data, status,
          error_message, errors, changes, status_after, digest_after, cells)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String VALID =
      """
      SELECT r.id - ? AS n, r.line_number AS line, r.data AS data FROM <p>records r
      WHERE r.status = 'valid' AND r.id > ? AND r.id <= ?
      """;

  private static final String FORMER =
      """
      SELECT c.row_number AS n, 0 AS line, c.data AS data FROM <p>changed_rows c
      WHERE c.import_id = ? AND c.change_number = ? AND c.status = 'valid'
        AND c.row_number > ? AND c.row_number <= ?
      """;

  private static final String CURRENT =
      """
      SELECT c.row_number AS n, r.line_number AS line, r.data AS data
      FROM <p>changed_rows c JOIN <p>records r ON c.import_id = ? AND r.id = ? + c.row_number
      WHERE r.status = 'valid' AND c.change_number = ? AND c.row_number > ? AND c.row_number <= ?
      """;

  private static final String OTHERS =
      """
      SELECT r.id - ? AS n, r.line_number AS line, r.data AS data FROM <p>records r
      WHERE r.status = 'valid' AND NOT EXISTS (SELECT 1 FROM <p>changed_rows c
          WHERE c.import_id = ? AND c.change_number = ? AND c.row_number = r.id - ?)
        AND r.id > ? AND r.id <= ?
      """;

  private static final String REFUSED =
      """
      UPDATE <p>changed_rows SET status_after = ?, digest_after = ?
      WHERE import_id = ? AND change_number = ? AND row_number = ?
      """;

  private static final String STATUS_BEFORE =
      """
      SELECT status FROM <p>changed_rows
      WHERE import_id = ? AND change_number = ? AND row_number = ?
      """;

  private static final String ALL = " FROM <p>records r WHERE id > :after AND id <= :last";

  private static final String FAILED =
      " FROM <p>records r <by_failed> WHERE id > :after AND id <= :last AND status = 'failed'";

  /** So many rows are read by one statement. */
  private static final long WINDOW_ROWS = 10_000;

  /** So many rows, or so much text, are in memory at once. */
  private static final int PORTION_ROWS = 1_000;

  private static final long PORTION_CHARACTERS = 2L << 20;

  /** About what a row takes besides its data. */
  private static final int ROW_CHARACTERS = 1_000;

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
  private final PreparedStatement remember;

  /** Null if nothing is asked for that is remembered. */
  private final @Nullable Request request;

  private final long number;
  private long waiting;
  private long rows;
  private long cells;
  private long nowValid;
  private long nowRefused;

  /** How many rows were refused that nobody has changed. */
  private long refusedRows;

  /**
   * What is asked for.
   *
   * @param kind what it is
   * @param replacement what is to be replaced, if that is it
   * @param filename the name of the file of corrections, if there is one
   * @param undoes the number of the change that is undone, if one is
   * @param expected the number that the last change must have; null if any will do
   */
  public record Request(
      StoredChange.Kind kind,
      @Nullable ValueReplacement replacement,
      @Nullable String filename,
      @Nullable Long undoes,
      @Nullable Long expected) {}

  private ImportChange(
      Database database,
      Handle handle,
      StoredImport summary,
      ImportPlan plan,
      Schema schema,
      @Nullable Request request)
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
    this.remember = handle.getConnection().prepareStatement(database.sql().of(REMEMBER));
    this.request = request;
    this.number = summary.lastChange() + 1;
  }

  /**
   * Begins with an import.
   *
   * @param request what is asked for; null if rows are not changed, but only refused
   */
  static ImportChange begin(
      Database database,
      Handle handle,
      long id,
      Function<String, Schema> schemas,
      @Nullable Request request)
      throws SQLException {
    ImportDao dao = handle.attach(ImportDao.class);
    // Of two who correct it at once, the second sees what the first has made of it.
    dao.lock(id);
    StoredImport summary = dao.find(id).orElseThrow(() -> new ImportNotFoundException(id));
    if (summary.status() != ImportStatus.COMPLETED) {
      throw new ImportStateException(
          id,
          "Import "
              + id
              + " is "
              + summary.status().text()
              + "; only rows of a completed import can be changed.");
    }
    Long expected = request == null ? null : request.expected();
    if (expected != null && expected != summary.lastChange()) {
      throw new ChangeException(
          ChangeException.Reason.CHANGED_MEANWHILE,
          id,
          null,
          "Somebody else has changed import "
              + id
              + " meanwhile: its last change is "
              + summary.lastChange()
              + ", not "
              + expected
              + ". Look at its rows again, then repeat what you have done. Nothing was changed.");
    }
    ImportPlan plan = ImportStore.plan(summary.plan());
    Schema schema = schemaOf(summary, plan, schemas);
    return new ImportChange(database, handle, summary, plan, schema, request);
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
              + "', which is no longer known here. Add the schema, then try again.");
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

  /** What the valid rows go into, if there is something. */
  public @Nullable NamedTarget target() {
    return plan.target();
  }

  /** How many rows may be refused. */
  public ErrorLimit maxErrors() {
    return plan.maxErrors();
  }

  /** The text of a statement with the names of our tables. */
  public String sql(String text) {
    return database.sql().of(text);
  }

  /** What a failed statement becomes: an exception that says what to do. */
  public RuntimeException failure(SQLException failure) {
    return database.failure(failure);
  }

  /** The valid rows as they are stored, with the number of the last row of the import. */
  public RowSource validRows() {
    return new RowSource(
        sql(VALID), List.of(RecordIds.of(summary.id(), 0)), RecordIds.of(summary.id(), 0));
  }

  /** The rows of this change that were valid before it, as they were. */
  public RowSource formerRows() {
    return new RowSource(sql(FORMER), List.of(summary.id(), number), 0);
  }

  /** The rows of this change that are valid now. */
  public RowSource currentRows() {
    return new RowSource(
        sql(CURRENT), List.of(summary.id(), RecordIds.of(summary.id(), 0), number), 0);
  }

  /** The valid rows that this change has not changed. */
  public RowSource otherRows() {
    long first = RecordIds.of(summary.id(), 0);
    return new RowSource(sql(OTHERS), List.of(first, summary.id(), number, first), first);
  }

  /** The connection of the transaction, which must not be ended or closed. */
  public Connection connection() {
    return handle.getConnection();
  }

  /** The names of the checks of the host that look at its rows, in their order. */
  public List<String> rowChecks() {
    return plan.rowChecks();
  }

  /** Lends the connection of the transaction, with which nothing can be written meanwhile. */
  public void lookUp(ImportStore.ConnectionWork work) {
    try {
      ImportStore.lend(database, handle, work);
    } catch (SQLException e) {
      throw database.failure(e);
    }
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
    readWhile(
        ALL,
        0,
        record -> {
          reader.accept(record);
          return true;
        });
  }

  /** Reads rows behind one in their order, some at a time, until the reader has had enough. */
  private void readWhile(String which, long from, Predicate<StoredRecord> reader) {
    Sql sql = database.sql();
    long first = RecordIds.of(summary.id(), from);
    long end =
        select("SELECT coalesce(max(id), 0)" + which, first, RecordIds.last(summary.id()))
            .mapTo(long.class)
            .one();
    boolean more = true;
    for (long after = first; more && after < end; after += WINDOW_ROWS) {
      long last = Math.min(after + WINDOW_ROWS, end);
      Query statement =
          select("SELECT " + RecordMapper.COLUMNS + which + " ORDER BY id", after, last);
      if (sql.answersInPortions()) {
        Query lengths =
            select("SELECT coalesce(max(" + sql.rowBytes() + "), 0)" + which, after, last);
        Portions.bound(statement, lengths.mapTo(long.class).one());
      }
      try (ResultIterator<StoredRecord> records = statement.map(new RecordMapper()).iterator()) {
        while (more && records.hasNext()) {
          more = reader.test(records.next());
        }
      }
    }
  }

  private Query select(String statement, long after, long last) {
    return handle.createQuery(statement).bind("after", after).bind("last", last);
  }

  /**
   * Rows from one on, some at a time, so that they can be changed while they are gone through.
   *
   * @param after the number of the row behind which to begin; 0 for the first
   * @param onlyRefused whether valid rows are passed over
   * @return at least one row unless there is none left
   */
  public List<StoredRecord> portion(long after, boolean onlyRefused) {
    List<StoredRecord> portion = new ArrayList<>();
    long[] characters = {0};
    readWhile(
        onlyRefused ? FAILED : ALL,
        after,
        record -> {
          portion.add(record);
          characters[0] += record.dataJson().length() + record.errorsJson().length();
          return portion.size() < PORTION_ROWS && characters[0] < PORTION_CHARACTERS;
        });
    return portion;
  }

  /**
   * Puts another row in the place of one that is stored; it may be refused too.
   *
   * @param before the row as it is stored
   * @param after a row with the same number
   * @param changed the cells that were changed
   */
  public void replace(StoredRecord before, CheckedRow after, List<ChangedCell> changed) {
    Batch encoded = Batch.begin(1);
    encoded.add(after);
    Batch.Entry entry = encoded.entries().get(0);
    boolean valid = after instanceof CheckedRow.Valid;
    put(
        before,
        new RowState(
            new String(entry.data(), StandardCharsets.UTF_8),
            valid ? RecordStatus.VALID : RecordStatus.FAILED,
            entry.message(),
            entry.errors(),
            entry.changes()),
        changed);
    if (after instanceof CheckedRow.Failed refused) {
      refused.errors().forEach(tally::add);
    }
  }

  /**
   * Makes a row what it was before another change.
   *
   * @param past what the other change has made of it
   */
  public void restore(PastRow past) {
    put(past.now(), RowState.of(past.before()), ChangedCellsJson.inverted(past.cells()));
    StoredErrors.addTo(tally, past.before());
  }

  private void put(StoredRecord before, RowState after, List<ChangedCell> changed) {
    try {
      bind(before, after);
      update.addBatch();
      RowState old = RowState.of(before);
      remember.setLong(1, summary.id());
      remember.setLong(2, number);
      remember.setLong(3, before.rowNumber());
      remember.setString(4, old.data());
      remember.setString(5, old.status().text());
      remember.setString(6, old.message());
      remember.setString(7, old.errors());
      remember.setString(8, old.changes());
      remember.setString(9, after.status().text());
      remember.setString(10, after.digest());
      remember.setString(11, ChangedCellsJson.write(changed));
      remember.addBatch();
      waiting += (long) after.data().length() + old.data().length() + ROW_CHARACTERS;
      if (waiting >= PORTION_CHARACTERS) {
        send();
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
    StoredErrors.removeFrom(tally, before);
    rows++;
    cells += changed.size();
    boolean valid = after.status() == RecordStatus.VALID;
    boolean wasValid = before.status() == RecordStatus.VALID;
    nowValid += valid && !wasValid ? 1 : 0;
    nowRefused += wasValid && !valid ? 1 : 0;
    if (valid && sketch != null) {
      sketch.add(RowDigest.of(StoredRecord.cellsOf(after.data())));
    }
  }

  /**
   * Refuses a row that was valid until then, or that this very change has made valid.
   *
   * @param before the row as it is stored
   */
  public void refuse(StoredRecord before, CheckedRow.Failed after) {
    Batch encoded = Batch.begin(1);
    encoded.add(after);
    Batch.Entry entry = encoded.entries().get(0);
    RowState state =
        new RowState(
            new String(entry.data(), StandardCharsets.UTF_8),
            RecordStatus.FAILED,
            entry.message(),
            entry.errors(),
            entry.changes());
    try {
      send();
      bind(before, state);
      update.executeUpdate();
      boolean wasRefused = request != null && rememberRefusal(before, state);
      nowValid -= wasRefused ? 1 : 0;
      nowRefused += wasRefused ? 0 : 1;
    } catch (SQLException e) {
      throw database.failure(e);
    }
    refusedRows++;
    after.errors().forEach(tally::add);
  }

  /** Whether the row was refused before this change. */
  private boolean rememberRefusal(StoredRecord before, RowState state) throws SQLException {
    handle.execute(
        REFUSED, state.status().text(), state.digest(), summary.id(), number, before.rowNumber());
    return handle
        .select(STATUS_BEFORE, summary.id(), number, before.rowNumber())
        .mapTo(String.class)
        .one()
        .equals(RecordStatus.FAILED.text());
  }

  /** Stores what the valid rows have become in a table of the application. */
  public void setTargetResult(TargetResult result) {
    Instant undoneAt = result.undoneAt();
    handle
        .attach(ImportDao.class)
        .setTargetResult(
            summary.id(),
            TargetResultJson.write(result),
            undoneAt == null ? null : Times.text(undoneAt));
  }

  /** How many valid rows the import has now. */
  public long valid() {
    return summary.processedRecords() + nowValid - nowRefused;
  }

  /** The number of the last row of the import. */
  public long lastRow() {
    return summary.totalRecords();
  }

  /** Whether rows were changed. */
  public boolean isBegun() {
    return rows > 0;
  }

  /** Sends what waits, so that statements see it. */
  public void flush() {
    try {
      send();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  /**
   * Rows that were shown as examples of errors are changed: others take their places.
   *
   * @param errorsOf finds the errors of a refused row of which only the first are stored
   */
  public void renewExamples(Function<StoredRecord, List<ImportError>> errorsOf) {
    if (rows == 0 || !tally.lacksExamples()) {
      return;
    }
    flush();
    readWhile(
        FAILED,
        0,
        record -> {
          tally.addExamples(record.errors());
          if (tally.lacksExamples() && StoredErrors.hasUnlisted(record)) {
            tally.addExamples(StoredErrors.unlisted(record, errorsOf.apply(record)));
          }
          return tally.lacksExamples();
        });
  }

  private void bind(StoredRecord before, RowState after) throws SQLException {
    update.setString(1, after.data());
    update.setString(2, after.status().text());
    update.setString(3, after.message());
    update.setString(4, after.errors());
    update.setString(5, after.changes());
    update.setLong(6, before.id());
  }

  /** Sends what waits, and makes sure that each row was there. */
  private void send() throws SQLException {
    waiting = 0;
    for (int changed : update.executeBatch()) {
      if (changed != 1 && changed != Statement.SUCCESS_NO_INFO) {
        throw new IllegalStateException("a row that was read is not there to be changed");
      }
    }
    remember.executeBatch();
  }

  /**
   * The rows of a change, as they were before it and as they are now, some at a time.
   *
   * @param change the number of the change
   * @param after the number of the row behind which to begin; 0 for the first
   * @return at least one row unless there is none left
   */
  public List<PastRow> past(long change, long after) {
    return PastRow.portion(handle, summary.id(), change, after);
  }

  /** A change of the import that was made before; empty if there is none of this number. */
  public Optional<StoredChange> earlier(long change) {
    return ChangeTable.find(handle, summary.id(), change);
  }

  /**
   * Brings counters and groups up to date, and stores what was done.
   *
   * @return null if no row was changed
   */
  @Nullable StoredChange finish(Instant now) throws SQLException {
    Request asked = request;
    if (rows == 0 && refusedRows == 0) {
      return null;
    }
    send();
    ErrorGroupTable.write(handle, summary.id(), tally.takeChanges());
    ImportDao dao = handle.attach(ImportDao.class);
    if (asked == null) {
      dao.countRefused(summary.id(), refusedRows);
      return null;
    }
    dao.countChanged(summary.id(), nowValid - nowRefused, number);
    if (sketch != null) {
      dao.setRowDigests(summary.id(), sketch.bytes());
    }
    StoredChange change =
        new StoredChange(
            summary.id(),
            number,
            asked.kind(),
            now,
            rows,
            cells,
            nowValid,
            nowRefused,
            asked.replacement(),
            asked.filename(),
            asked.undoes(),
            null);
    ChangeTable.insert(handle, change);
    return change;
  }

  @Override
  public void close() throws SQLException {
    try (select;
        update;
        remember) {
      waiting = 0;
    }
  }
}
