package dev.importer.internal.store;

import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.results.ErrorSummary;
import dev.importer.results.History;
import dev.importer.results.ImportPage;
import dev.importer.results.ImportQuery;
import dev.importer.results.Page;
import dev.importer.results.RecordQuery;
import dev.importer.results.Statistics;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is stored, for whoever asks. Each answer is of one moment, and nobody who writes is waited
 * for. Thread-safe; usable until its store is closed.
 */
public final class ImportQueries {

  private final Database database;

  ImportQueries(Database database) {
    this.database = database;
  }

  /** One import, if it exists and was not deleted. */
  public Optional<StoredImport> find(long id) {
    return database.read(handle -> handle.attach(ImportDao.class).find(id));
  }

  /** How much of the source of an import has been read, in bytes, as far as its rows are stored. */
  public long bytesRead(long id) {
    return database.read(
        handle ->
            handle
                .select("SELECT bytes_read FROM <p>imports WHERE id = ?", id)
                .mapTo(long.class)
                .findOne()
                .orElse(0L));
  }

  /** Imports, newest first. */
  public ImportPage imports(ImportQuery query) {
    return database.read(handle -> ImportList.page(handle, query));
  }

  /** One row of an import; empty if there is no such row, or if it is no longer visible. */
  public Optional<StoredRecord> record(long importId, long rowNumber) {
    if (rowNumber < 1) {
      return Optional.empty();
    }
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + RecordMapper.COLUMNS
                        + " FROM <p>records r WHERE id = :id AND EXISTS (SELECT 1 FROM <p>imports i"
                        + " WHERE i.id = :import AND i.deleted_at IS NULL"
                        + " AND i.status IN ('pending', 'processing', 'completed'))")
                .bind("id", RecordIds.of(importId, rowNumber))
                .bind("import", importId)
                .map(new RecordMapper())
                .findOne());
  }

  /**
   * Stored rows in the order of imports and, within them, of the source.
   *
   * @throws IllegalArgumentException if the cursor is not one of this list
   */
  public Page<StoredRecord> records(RecordQuery query) {
    return records(query, Set::of);
  }

  /**
   * The same.
   *
   * @param names gives all names under which rows may have what a name of the query means
   */
  public Page<StoredRecord> records(RecordQuery query, Function<String, Set<String>> names) {
    RecordSearch search = new RecordSearch(query, names, database.sql());
    return database.read(search::page);
  }

  /**
   * Stored rows of an import whose reading goes on over several pages. A page that is read after
   * the rows were taken away looks like the last one, so afterwards it is asked whether they were.
   *
   * @param begun the import as it was when the reading began
   * @param names gives all names under which rows may have what a name of the query means
   * @throws ImportNotFoundException if it was deleted since
   * @throws ImportStateException if it was cancelled, has failed, or began anew since
   */
  public Page<StoredRecord> recordsOf(
      StoredImport begun, RecordQuery query, Function<String, Set<String>> names) {
    Page<StoredRecord> page = records(query, names);
    StoredImport now = find(begun.id()).orElseThrow(() -> new ImportNotFoundException(begun.id()));
    boolean ended = now.status().leavesNoRows() && !begun.status().leavesNoRows();
    boolean anew =
        begun.totalRecords() > 0
            && (now.totalRecords() < begun.totalRecords()
                || !Objects.equals(now.startedAt(), begun.startedAt()));
    if (ended || anew) {
      throw new ImportStateException(
          begun.id(),
          "Import "
              + begun.id()
              + (ended ? " is " + now.status().text() + " now" : " began anew")
              + ", and the rows that were being read are gone.");
    }
    return page;
  }

  /** All imports in numbers. */
  public Statistics statistics() {
    return database.read(StatisticsQuery::run);
  }

  /** What was imported day by day, and what was wrong with it. */
  public History history() {
    return database.read(HistoryQuery::run);
  }

  /** When the import that waits longest was accepted; empty if none waits. */
  public Optional<Instant> oldestPending() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT min(created_at) FROM <p>imports"
                        + " WHERE deleted_at IS NULL AND status = 'pending'")
                .mapTo(String.class)
                .findOne()
                .map(Times::instant));
  }

  /** What is wrong with the rows of an import, if it exists and was not deleted. */
  public Optional<ErrorSummary> errorSummary(long id) {
    return database.read(handle -> ErrorGroupTable.summary(handle, id));
  }
}
