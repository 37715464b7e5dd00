package dev.importer.testing;

import dev.importer.job.ImportResult;
import dev.importer.results.ImportStatus;
import dev.importer.results.StoredImport;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/** Sentences about an import. */
public final class ImportAssert extends AbstractAssert<ImportAssert, StoredImport> {

  private ImportAssert(StoredImport actual) {
    super(actual, ImportAssert.class);
  }

  public static ImportAssert assertThatImport(StoredImport actual) {
    return new ImportAssert(actual);
  }

  public static ImportAssert assertThatImport(ImportResult actual) {
    return new ImportAssert(actual.summary());
  }

  /** Completed with these numbers of rows; the total is their sum. */
  public ImportAssert isCompletedWith(long valid, long failed) {
    has(ImportStatus.COMPLETED);
    return counts(valid, failed);
  }

  public ImportAssert isCancelled() {
    has(ImportStatus.CANCELLED);
    return counts(0, 0);
  }

  /** Failed for this reason, at this line, and with nothing stored. */
  public ImportAssert isFailedWith(String code, Long line) {
    has(ImportStatus.FAILED);
    counts(0, 0);
    StoredImport.Failure failure = Objects.requireNonNull(actual.failure());
    if (!failure.code().equals(code) || !Objects.equals(failure.line(), line)) {
      failWithMessage("expected %s on line %s, but was %s", code, line, failure);
    }
    return this;
  }

  public ImportAssert hasWarnings(Map<String, Long> warnings) {
    if (!actual.warnings().equals(warnings)) {
      failWithMessage("expected warnings %s, but were %s", warnings, actual.warnings());
    }
    return this;
  }

  public ImportAssert hasColumns(String... columns) {
    if (!actual.columns().equals(java.util.List.of(columns))) {
      failWithMessage("columns were %s", actual.columns());
    }
    return this;
  }

  private void has(ImportStatus status) {
    isNotNull();
    if (actual.status() != status) {
      failWithMessage("expected import to be %s, but was %s", status, actual);
    }
    if (status.hasEnded() && actual.completedAt() == null) {
      failWithMessage("an ended import has a time of its end: %s", actual);
    }
  }

  private ImportAssert counts(long valid, long failed) {
    if (actual.processedRecords() != valid
        || actual.failedRecords() != failed
        || actual.totalRecords() != valid + failed) {
      failWithMessage(
          "expected %s valid + %s failed rows, but were %s + %s = %s",
          valid, failed, actual.processedRecords(), actual.failedRecords(), actual.totalRecords());
    }
    return this;
  }
}
