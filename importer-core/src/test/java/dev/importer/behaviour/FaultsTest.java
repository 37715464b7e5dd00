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
import dev.importer.results.ImportStatus;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredImport;
import dev.importer.source.Source;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Hold;
import dev.importer.testing.SettableClock;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What surrounds an import goes wrong: its file, the database, the clock, the memory. */
@Isolated
class FaultsTest {

  @TempDir Path folder;
  @Stored TestDatabase db;
  private CountingDataSource source;

  @BeforeEach
  void nameDatabase() {
    source = db.source();
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
      db.loseSpooled();
      release.countDown();

      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> Waiting.get(second.result()))
          .satisfies(failed -> assertThat(failed.code()).isEqualTo(ErrorCode.SOURCE_ERROR));
      StoredImport failed = importer.results().find(second.id()).orElseThrow();
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

  /** The second importer begins to wait after the first, so that the first has waited in vain. */
  @Tag("sqlite")
  @Tag("slow")
  @Test
  void anImportOutlastsALockThatIsHeldForLongerThanOthersWait() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Importer importer =
            db.builder().observer(Hold.afterBatches(1, held::countDown, release)).build();
        Importer second = db.open();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + db.file());
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 60000");
      ImportJob job = importer.submit(UserFiles.valid(folder.resolve("a.csv"), 200_000));
      Hold.await(held);
      statement.execute("BEGIN IMMEDIATE");
      release.countDown();
      long rows = importer.results().find(job.id()).orElseThrow().totalRecords();
      Waiting.until("it waits", () -> isWaiting("importer-writer-" + job.id()));

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> second.load(UserFiles.valid(folder.resolve("b.csv"), 10)))
          .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.LOCKED));

      assertThat(importer.results().imports(PageRequest.FIRST).total())
          .as("reading goes on")
          .isEqualTo(1);
      assertThat(importer.results().find(job.id()).orElseThrow().totalRecords()).isEqualTo(rows);
      statement.execute("ROLLBACK");
      assertThatImport(Waiting.get(job.result())).isCompletedWith(200_000, 0);
      assertThatImport(second.load(folder.resolve("b.csv"))).isCompletedWith(10, 0);
    }
  }

  private static boolean isWaiting(String thread) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> each.getKey().getName().equals(thread))
        .flatMap(each -> Arrays.stream(each.getValue()))
        .anyMatch(frame -> frame.getClassName().endsWith("WriteTransaction"));
  }

  /** Nobody may write between what a transaction reads and what it stores. */
  @Tag("sqlite")
  @Test
  void aTransactionThatBeginsByReadingHasTheLockAlready() throws Exception {
    List<String> refused = new ArrayList<>();
    try (Importer importer = Importer.builder().dataSource(source.dataSource()).build();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + db.file());
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TABLE hosts_own (id INTEGER)");
      statement.execute("PRAGMA busy_timeout = 0");
      source.afterEach(
          sql -> {
            if (sql.contains("WHERE file_hash = ")) {
              try {
                statement.execute("INSERT INTO hosts_own VALUES (1)");
              } catch (SQLException e) {
                refused.add(e.getMessage());
              }
            }
          });

      assertThatImport(importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)))
          .isCompletedWith(10, 0);
    }
    assertThat(refused).singleElement().asString().contains("SQLITE_BUSY");
  }

  /** Even a host whose connections wait for nobody. */
  @Tag("sqlite")
  @Test
  void everyChangeWaitsForAWriterOfTheHost() throws Exception {
    source.pragma("busy_timeout", 0);
    try (Importer importer = Importer.builder().dataSource(source.dataSource()).workers(1).build();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + db.file());
        Statement statement = other.createStatement()) {
      long id = importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)).id();
      UserFiles.valid(folder.resolve("b.csv"), 20);
      for (Runnable change :
          List.<Runnable>of(
              () -> importer.load(folder.resolve("b.csv")),
              () -> importer.operations().delete(id))) {
        statement.execute("PRAGMA busy_timeout = 60000");
        statement.execute("BEGIN IMMEDIATE");
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
            new Thread(
                () -> {
                  try {
                    change.run();
                    done.complete(null);
                  } catch (RuntimeException e) {
                    done.completeExceptionally(e);
                  }
                },
                "changing");
        thread.start();
        Waiting.until("it waits", () -> isWaiting("changing") || done.isDone());
        assertThat(done).isNotDone();
        statement.execute("ROLLBACK");
        var unused = Waiting.get(done);
      }
      assertThat(importer.results().imports(PageRequest.FIRST).total()).isEqualTo(1);
    }
  }

  @Tag("sqlite")
  @Test
  void aDatabaseThatWasTakenAwayTakesNothingMoreUntilItIsBack() throws IOException {
    Path elsewhere = folder.resolve("elsewhere.db");
    try (Importer importer = db.open()) {
      importer.load(UserFiles.valid(folder.resolve("a.csv"), 10));
      UserFiles.valid(folder.resolve("b.csv"), 20);
      Files.move(db.file(), elsewhere);

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> importer.load(folder.resolve("b.csv")))
          .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.MOVED))
          .withMessageContaining("'imports.db' was removed, renamed or replaced");
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(importer.operations()::requireDatabaseInPlace);
      for (int i = 0; i < 20; i++) {
        assertThat(importer.results().imports(PageRequest.FIRST).total()).isEqualTo(1);
      }
      assertThat(db.file()).as("nobody has made an empty one").doesNotExist();

      Files.writeString(db.file(), "");
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> importer.load(folder.resolve("b.csv")))
          .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.MOVED));

      Files.move(elsewhere, db.file(), StandardCopyOption.REPLACE_EXISTING);
      importer.operations().requireDatabaseInPlace();
      assertThatImport(importer.load(folder.resolve("b.csv"))).isCompletedWith(20, 0);
    }
  }

  @Test
  void memoryThatRunsOutEndsTheImportAndNothingElse() {
    try (Importer importer =
        db.builder().batchSize(100).rowHandler("greedy", batch -> exhaustMemory()).build()) {
      ImportJob job =
          importer.submit(
              Source.of(UserFiles.valid(folder.resolve("a.csv"), 1_000)),
              ImportOptions.DEFAULT.withHandler("greedy"));

      assertThatExceptionOfType(SourceException.class).isThrownBy(() -> Waiting.get(job.result()));
      assertThat(importer.results().find(job.id()).orElseThrow().status())
          .isEqualTo(ImportStatus.FAILED);
      assertThat(db.disk().countRecords()).isZero();
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
    try (Importer importer = db.builder().clock(clock).build()) {
      long first = importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)).id();
      clock.advance(Duration.ofDays(-400));

      ImportJob second = importer.submit(UserFiles.valid(folder.resolve("b.csv"), 200_000));
      Waiting.until("it runs", () -> second.progress().rows() > 0);
      clock.advance(Duration.ofDays(-400));

      assertThatImport(Waiting.get(second.result())).isCompletedWith(200_000, 0);
      assertThat(importer.results().imports(PageRequest.FIRST).page().items())
          .extracting(StoredImport::id)
          .containsExactly(second.id(), first);
      StoredImport stored = importer.results().find(second.id()).orElseThrow();
      assertThat(stored.completedAt()).isBefore(stored.createdAt());
    }
  }
}
