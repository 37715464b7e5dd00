package dev.importer.results;

import dev.importer.error.MissingLabels;
import dev.importer.error.Notice;
import dev.importer.source.Format;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One import as it stands in the database at one moment. Once it is completed, {@code totalRecords
 * = processedRecords + failedRecords}.
 *
 * @param id its number, 1 or more
 * @param filename what the source is called; a label for people
 * @param fileHash the SHA-256 of the source, 64 hexadecimal digits
 * @param fileSize the size of the source in bytes
 * @param detection how the source is read, and why
 * @param schema the name of the schema its rows were checked against
 * @param status how far it has got
 * @param totalRecords how many rows are stored
 * @param processedRecords how many of them are valid
 * @param failedRecords how many of them are failed
 * @param createdAt when it was accepted
 * @param startedAt when a worker first began with it, or null
 * @param completedAt when it ended, however it ended, or null
 * @param failure why the source cannot be used; null unless the status is failed
 * @param columns the labels of the source, as far as they were met
 * @param labels the labels as they stand in the source, one for each of the first columns: blank
 *     where it has none, and the same where it says so; empty for JSON
 * @param warnings what refused nothing, by code, with exact counts
 * @param notices the first {@value Notice#MOST_KEPT} places of those warnings that have one
 * @param seen which completed imports of the schema held rows of it already when it was completed,
 *     those with most rows first
 * @param accounting where the bytes of the source have gone; null unless the status is completed
 * @param retryable whether it failed or was cancelled, for a reason that does not lie in its
 *     source, and can be tried again
 * @param lastChange the number of the last change of its rows, see {@link StoredChange}; 0 if none
 *     was changed
 * @param target what its valid rows have become in a table of the application; null if they went
 *     into none, or if it is not completed
 * @param plan all its settings
 */
public record StoredImport(
    long id,
    String filename,
    String fileHash,
    long fileSize,
    SourceDetection detection,
    String schema,
    ImportStatus status,
    long totalRecords,
    long processedRecords,
    long failedRecords,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Failure failure,
    List<String> columns,
    List<String> labels,
    Map<String, Long> warnings,
    List<Notice> notices,
    List<SeenImport> seen,
    @Nullable Accounting accounting,
    boolean retryable,
    long lastChange,
    @Nullable TargetResult target,
    StoredPlan plan) {

  /** How the source is structured. */
  public Format format() {
    return detection.format();
  }

  /** What its valid rows have become in a table of the application, if they went into one. */
  public Optional<TargetResult> inTable() {
    return Optional.ofNullable(target);
  }

  /** Its rows, by what became of them. */
  public RowCounts counts() {
    return new RowCounts(processedRecords, failedRecords);
  }

  /**
   * Why a source cannot be used.
   *
   * @param code the kind of fault
   * @param message a sentence that says what to do
   * @param line the physical line, 1-based, or null
   * @param column the character in the line, 1-based, or null
   * @param missingLabels the labels and fields of a {@code missing-label}, otherwise null
   */
  public record Failure(
      String code,
      String message,
      @Nullable Long line,
      @Nullable Long column,
      @Nullable MissingLabels missingLabels) {

    /** A fault that is not about labels. */
    public Failure(String code, String message, @Nullable Long line, @Nullable Long column) {
      this(code, message, line, column, null);
    }
  }
}
