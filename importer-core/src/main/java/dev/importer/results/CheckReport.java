package dev.importer.results;

import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.source.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an import of a source would do. Nothing was stored to learn it.
 *
 * @param detection how the source is read, and why
 * @param schema the name of the schema that its rows are checked against
 * @param columns the labels of the source
 * @param labels the labels as they stand in the source, one for each of the first columns: blank
 *     where it has none, and the same where it says so; empty for JSON
 * @param mapping which of them feeds which field of the schema, and why
 * @param total how many rows there are
 * @param valid how many of them would be stored as valid
 * @param failed how many of them would be stored as failed
 * @param failure why the import would fail although the source can be used: because more rows are
 *     refused than allowed; null if it would be completed
 * @param errorSummary each kind of fault in each field with its exact count, and the warnings
 * @param rows the first {@value #MAX_ROWS} rows as they would be stored; fewer if they are large
 * @param errors the first {@value #MAX_ERRORS} errors in the order of the rows
 * @param values the different values that would be refused: one page of at most {@value
 *     #MAX_VALUES}, told apart within narrower bounds than those of an import
 * @param notices the first {@value Notice#MOST_KEPT} places of those warnings that have one
 * @param seen which completed imports of the schema hold rows of the source already, those with
 *     most rows first
 * @param accounting where the bytes have gone
 * @param target what an import would do in a table of the application; null if it would do nothing
 *     in any
 */
public record CheckReport(
    SourceDetection detection,
    String schema,
    List<String> columns,
    List<String> labels,
    HeaderMapping mapping,
    long total,
    long valid,
    long failed,
    StoredImport.@Nullable Failure failure,
    ErrorSummary errorSummary,
    List<StoredRecord.Draft> rows,
    List<ImportError> errors,
    ErrorValues values,
    List<Notice> notices,
    List<SeenImport> seen,
    Accounting accounting,
    @Nullable TargetDifferences target) {

  /** How many errors a report lists. */
  public static final int MAX_ERRORS = 100;

  /** How many values that would be refused a report lists. */
  public static final int MAX_VALUES = 200;

  /** What refuses nothing, by code, with exact counts. */
  public Map<String, Long> warnings() {
    return errorSummary.warnings();
  }

  /** How many rows a report shows as they would be stored. */
  public static final int MAX_ROWS = 20;

  /** How the source is structured. */
  public Format format() {
    return detection.format();
  }

  /** Its rows, by what would become of them. */
  public RowCounts counts() {
    return new RowCounts(valid, failed);
  }

  /** What an import would do in a table of the application, if it would do something in one. */
  public Optional<TargetDifferences> differences() {
    return Optional.ofNullable(target);
  }

  /** Whether every row would be stored as valid. */
  public boolean clean() {
    return failed == 0;
  }
}
