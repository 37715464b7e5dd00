package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.job.ErrorLimit;
import org.jspecify.annotations.Nullable;

/** Tells when a limit is passed. Not thread-safe. */
public final class RefusalWatch {

  private final ErrorLimit limit;
  private long rows;
  private long failed;

  /**
   * Watches over the rows of a source.
   *
   * @param rows how many rows there were already
   * @param failed how many of them were refused
   */
  public RefusalWatch(ErrorLimit limit, long rows, long failed) {
    this.limit = limit;
    this.rows = rows;
    this.failed = failed;
  }

  /** Takes the next row; why the import fails with it, or null. */
  public @Nullable SourceException next(CheckedRow row) {
    rows++;
    if (row instanceof CheckedRow.Failed refused) {
      return later(refused.errors().get(0), refused.row().number(), refused.row().line());
    }
    // Only here can a share be passed by a valid row: it is the first that is judged.
    return rows == ErrorLimit.FIRST_ROW_OF_A_SHARE ? ofShare(row.row().line()) : null;
  }

  /** Takes a row that was counted as valid before; why the import fails with it, or null. */
  public @Nullable SourceException later(ImportError error) {
    return later(error, error.row(), error.line());
  }

  private @Nullable SourceException later(ImportError error, long row, long line) {
    failed++;
    return switch (limit.kind()) {
      case ANY -> null;
      case STRICT ->
          new SourceException(
              ErrorCode.REFUSED_ROW,
              "Row "
                  + row
                  + " is refused ("
                  + error.text()
                  + "), and no row may be. Correct the file, or import it without strict.",
              line,
              null,
              null);
      case ROWS ->
          failed <= limit.amount()
              ? null
              : tooMany("More than " + limit.amount() + " rows are refused. ", line);
      case PERCENT -> rows < ErrorLimit.FIRST_ROW_OF_A_SHARE ? null : ofShare(line);
    };
  }

  /** Looks back after the last row; why the import fails after all, or null. */
  public @Nullable SourceException end() {
    return ofShare(null);
  }

  private @Nullable SourceException ofShare(@Nullable Long line) {
    if (!limit.isShareExceeded(failed, rows)) {
      return null;
    }
    return tooMany(
        failed
            + " of "
            + rows
            + " rows are refused, which is more than "
            + limit.text().replace("%", " %")
            + ". ",
        line);
  }

  private static SourceException tooMany(String what, @Nullable Long line) {
    return new SourceException(
        ErrorCode.TOO_MANY_ERRORS,
        what + "Correct the file, or allow more errors (maxErrors).",
        line,
        null,
        null);
  }
}
