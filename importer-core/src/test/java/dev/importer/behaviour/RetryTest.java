package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.results.ImportStatus;
import dev.importer.results.StoredImport;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Disk;
import dev.importer.testing.Hold;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that were cancelled or failed through no fault of their source get another attempt. */
class RetryTest {

  private static final int ROWS = 2_000;

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Path file;

  @BeforeEach
  void makeFile() {
    file = UserFiles.mixed(folder.resolve("people.csv"), ROWS, 7);
  }

  private Importer.Builder onFile() {
    return db.builder().batchSize(100);
  }

  /** An import from a stream that is cancelled when some of its rows are stored. */
  private static long cancelled(CountingDataSource source, Importer importer, Path file)
      throws IOException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Hold.writerAfterBatches(source, 3, held::countDown, release);
    ImportJob job;
    try (InputStream in = Files.newInputStream(file)) {
      job = importer.submit(Source.of(in, "people.csv"));
    }
    Hold.await(held);
    // Not in this thread: cancelling needs the connection that the writer is about to take.
    Thread canceller = new Thread(job::cancel);
    canceller.start();
    release.countDown();
    Waiting.until("it is cancelled", () -> !canceller.isAlive());
    return job.id();
  }

  @Test
  void aCancelledImportStartsAnewUnderItsId() throws IOException {
    CountingDataSource source = db.source();
    Path undisturbed = folder.resolve("undisturbed.db");
    try (Importer importer =
            Importer.builder().dataSource(source.dataSource()).batchSize(100).build();
        Importer other = Importer.open(undisturbed)) {
      long id = cancelled(source, importer, file);
      StoredImport before = importer.results().find(id).orElseThrow();
      assertThatImport(before).isCancelled();
      assertThat(before.retryable()).isTrue();

      ImportJob retried = importer.operations().retry(id);

      assertThat(retried.id()).isEqualTo(id);
      assertThat(Waiting.get(retried.result()).total()).isEqualTo(ROWS);
      StoredImport after = importer.results().find(id).orElseThrow();
      assertThat(after.status()).isEqualTo(ImportStatus.COMPLETED);
      assertThat(after.retryable()).isFalse();
      long expected = other.load(file).id();
      assertThat(db.disk().fingerprint(id)).isEqualTo(Disk.of(undisturbed).fingerprint(expected));
      assertThat(importer.results().errorSummary(id))
          .isEqualTo(other.results().errorSummary(expected));
      Waiting.until("the spool is empty", () -> Spools.filesIn(importer).isEmpty());
    }
  }

  @Test
  void aCancelledImportCanBeTriedAgainAfterARestart() throws IOException {
    CountingDataSource source = db.source();
    long id;
    try (Importer importer =
        Importer.builder().dataSource(source.dataSource()).batchSize(100).build()) {
      id = cancelled(source, importer, file);
    }
    try (Importer importer = onFile().build()) {
      importer.load(UserFiles.valid(folder.resolve("other.csv"), 10));
      assertThat(Waiting.get(importer.operations().retry(id).result()).total()).isEqualTo(ROWS);
      Waiting.until("the spool is empty", () -> Spools.filesIn(importer).isEmpty());
    }
  }

  @Tag("sqlite")
  @Test
  void aFullDatabaseIsWorthAnotherAttemptOnceThereIsRoom() {
    db.open().close();
    CountingDataSource source = db.source();
    // As if the disk were full: the database may not grow beyond some pages.
    source.pragma("max_page_count", db.disk().number("PRAGMA page_count") + 4);
    try (Importer importer =
        Importer.builder().dataSource(source.dataSource()).batchSize(100).build()) {
      ImportJob job = importer.submit(file);
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> Waiting.get(job.result()))
          .satisfies(failed -> assertThat(failed.code()).isEqualTo(ErrorCode.NO_SPACE));
      StoredImport failed = importer.results().find(job.id()).orElseThrow();
      assertThat(failed.status()).isEqualTo(ImportStatus.FAILED);
      assertThat(failed.retryable()).isTrue();

      source.pragma("max_page_count", 1_000_000);

      assertThat(Waiting.get(importer.operations().retry(job.id()).result()).total())
          .isEqualTo(ROWS);
      assertThat(importer.results().find(job.id()).orElseThrow().failure()).isNull();
      assertThat(db.disk().countRecords()).isEqualTo(ROWS);
    }
  }

  @Test
  void whatIsAtFaultItselfIsNot() {
    try (Importer importer = onFile().build()) {
      long completed = importer.load(file).id();
      assertRefused(importer, completed, "completed");

      ImportJob broken = importer.submit(Source.ofText("{\"name\": ", Format.JSON));
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> Waiting.get(broken.result()));
      assertThat(importer.results().find(broken.id()).orElseThrow().retryable()).isFalse();
      assertRefused(importer, broken.id(), "failed");
      Waiting.until("nothing is kept of it", () -> Spools.filesIn(importer).isEmpty());

      assertThatExceptionOfType(ImportNotFoundException.class)
          .isThrownBy(() -> importer.operations().retry(999));
    }
  }

  @Test
  void anImportWithAHandlerIsNotBecauseTheHandlerHasHadItsFirstRows() throws IOException {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Importer importer =
        onFile()
            .rowHandler(
                "own",
                batch -> {
                  called.countDown();
                  Hold.await(release);
                })
            .build()) {
      ImportJob job;
      try (InputStream in = Files.newInputStream(file)) {
        job = importer.submit(Source.of(in, "a.csv"), ImportOptions.DEFAULT.withHandler("own"));
      }
      Hold.await(called);
      Thread canceller = new Thread(job::cancel);
      canceller.start();
      release.countDown();
      Waiting.until("it is cancelled", () -> !canceller.isAlive());

      assertRefused(importer, job.id(), "cancelled");
      Waiting.until("nothing is kept of it", () -> Spools.filesIn(importer).isEmpty());
    }
  }

  @Test
  void theSameFileCannotBeImportedTwiceThatWay() throws IOException {
    CountingDataSource source = db.source();
    try (Importer importer =
        Importer.builder().dataSource(source.dataSource()).batchSize(100).build()) {
      long first = cancelled(source, importer, file);
      long second = importer.load(file).id();

      assertRefused(importer, first, "Import " + second + " holds the same file");

      importer.operations().delete(second);
      assertThat(Waiting.get(importer.operations().retry(first).result()).total()).isEqualTo(ROWS);
    }
  }

  @Test
  void theBytesAreGivenUpAfterAWhile() throws IOException {
    CountingDataSource source = db.source();
    try (Importer importer =
        Importer.builder()
            .dataSource(source.dataSource())
            .batchSize(100)
            .keepForRetry(Duration.ZERO)
            .build()) {
      long id = cancelled(source, importer, file);

      Waiting.until(
          "they are gone",
          () ->
              !importer.results().find(id).orElseThrow().retryable()
                  && Spools.filesIn(importer).isEmpty());

      assertRefused(importer, id, "Send the file again");
    }
  }

  private static void assertRefused(Importer importer, long id, String reason) {
    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(() -> importer.operations().retry(id))
        .withMessageContaining(reason);
  }
}
