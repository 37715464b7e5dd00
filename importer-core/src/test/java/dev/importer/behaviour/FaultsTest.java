package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.query.ImportStatus;
import dev.importer.query.PageRequest;
import dev.importer.query.StoredImport;
import dev.importer.source.Source;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Disk;
import dev.importer.testing.Hold;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds an import goes wrong: its file, the database, the clock, the memory. */
class FaultsTest {

  @TempDir Path folder;
  private Path database;
  private CountingDataSource source;

  @BeforeEach
  void nameDatabase() {
    database = folder.resolve("imports.db");
    source = new CountingDataSource(database);
  }

  @Test
  void anImportWhoseFileHasVanishedFailsAndSaysSo() throws IOException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Importer importer =
        Importer.builder().dataSource(source.dataSource()).workers(1).build()) {
      holdWorker(held, release);
      ImportJob first = importer.submit(UserFiles.valid(folder.resolve("a.csv"), 10));
      Hold.await(held);
      ImportJob second;
      try (InputStream in = Files.newInputStream(UserFiles.valid(folder.resolve("b.csv"), 20))) {
        second = importer.submit(Source.of(in, "b.csv"));
      }
      for (Path file : Spools.filesIn(importer)) {
        Files.delete(file);
      }
      release.countDown();

      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> Waiting.get(second.result()))
          .satisfies(failed -> assertThat(failed.code()).isEqualTo(ErrorCode.SOURCE_ERROR));
      StoredImport failed = importer.find(second.id()).orElseThrow();
      assertThat(failed.status()).isEqualTo(ImportStatus.FAILED);
      assertThat(failed.retryable()).isFalse();
      assertThatImport(Waiting.get(first.result())).isCompletedWith(10, 0);
    }
  }

  private void holdWorker(CountDownLatch held, CountDownLatch release) {
    source.afterEach(
        sql -> {
          if (Hold.isNamed("importer-worker")
              && sql.contains("error_groups")
              && held.getCount() > 0) {
            held.countDown();
            Hold.await(release);
          }
        });
  }

  @Test
  void anImportWaitsWhileAnotherProcessHasLockedTheDatabase() throws Exception {
    try (Importer importer = Importer.open(database)) {
      ImportJob job;
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
          Statement statement = other.createStatement()) {
        job = importer.submit(UserFiles.valid(folder.resolve("a.csv"), 100_000));
        Waiting.until("rows are stored", () -> job.progress().rows() > 0);
        statement.execute("PRAGMA busy_timeout = 60000");
        statement.execute("BEGIN IMMEDIATE");
        long rows = importer.find(job.id()).orElseThrow().totalRecords();
        assertThat(importer.imports(PageRequest.FIRST).total()).as("reading goes on").isEqualTo(1);
        assertThat(importer.find(job.id()).orElseThrow().totalRecords()).isEqualTo(rows);
        statement.execute("ROLLBACK");
      }
      assertThatImport(Waiting.get(job.result())).isCompletedWith(100_000, 0);
    }
  }

  @Test
  void aDatabaseThatStaysLockedIsToldAndNothingIsTaken() throws Exception {
    try (Importer importer = Importer.open(database);
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)))
          .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.LOCKED));

      statement.execute("ROLLBACK");
      assertThat(importer.imports(PageRequest.FIRST).total()).isZero();
      assertThatImport(importer.load(folder.resolve("a.csv"))).isCompletedWith(10, 0);
    }
  }

  @Test
  void memoryThatRunsOutEndsTheImportAndNothingElse() {
    try (Importer importer =
        Importer.builder()
            .database(database)
            .batchSize(100)
            .rowHandler("greedy", (rows, connection) -> exhaustMemory())
            .build()) {
      ImportJob job =
          importer.submit(
              Source.of(UserFiles.valid(folder.resolve("a.csv"), 1_000)),
              ImportOptions.DEFAULT.withHandler("greedy"));

      assertThatExceptionOfType(SourceException.class).isThrownBy(() -> Waiting.get(job.result()));
      assertThat(importer.find(job.id()).orElseThrow().status()).isEqualTo(ImportStatus.FAILED);
      assertThat(Disk.of(database).countRecords()).isZero();
      assertThatImport(Waiting.get(importer.submit(folder.resolve("a.csv")).result()))
          .isCompletedWith(1_000, 0);
    }
  }

  /** More than any heap of these tests holds. */
  private static void exhaustMemory() {
    long[][] blocks = new long[64][];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new long[Integer.MAX_VALUE - 8];
    }
    throw new AssertionError("there was memory for " + blocks.length + " blocks");
  }

  @Test
  void aClockThatIsSetBackChangesNeitherOrderNorOwnership() {
    SettableClock clock = new SettableClock(Instant.parse("2026-11-25T12:00:00Z"));
    try (Importer importer = Importer.builder().database(database).clock(clock).build()) {
      long first = importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)).id();
      clock.now = clock.now.minus(Duration.ofDays(400));

      ImportJob second = importer.submit(UserFiles.valid(folder.resolve("b.csv"), 200_000));
      Waiting.until("it runs", () -> second.progress().rows() > 0);
      clock.now = clock.now.minus(Duration.ofDays(400));

      assertThatImport(Waiting.get(second.result())).isCompletedWith(200_000, 0);
      assertThat(importer.imports(PageRequest.FIRST).page().items())
          .extracting(StoredImport::id)
          .containsExactly(second.id(), first);
      StoredImport stored = importer.find(second.id()).orElseThrow();
      assertThat(stored.completedAt()).isBefore(stored.createdAt());
    }
  }

  private static final class SettableClock extends Clock {

    private volatile Instant now;

    private SettableClock(Instant now) {
      this.now = now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
