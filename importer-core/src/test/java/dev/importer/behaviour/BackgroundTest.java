package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportStateException;
import dev.importer.error.QueueFullException;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.Progress;
import dev.importer.results.ImportStatus;
import dev.importer.results.PageRequest;
import dev.importer.source.Source;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Disk;
import dev.importer.testing.Hold;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundTest {

  private static final int MANY_ROWS = 30_000;

  @TempDir Path folder;
  @Stored TestDatabase db;

  private Importer.Builder builder() {
    return db.builder().batchSize(1_000);
  }

  /** One whose imports of many rows go on for as long as it takes to do something meanwhile. */
  private Importer.Builder slowBuilder() {
    return builder().observer(Hold.eachBatch(batch -> true, Duration.ofMillis(20)));
  }

  private Path many() {
    return UserFiles.valid(folder.resolve("many.csv"), MANY_ROWS);
  }

  @Test
  void progressGrowsUntilTheResultIsThere() {
    try (Importer importer = builder().build()) {
      ImportJob job = importer.submit(many());
      List<Progress> seen = new ArrayList<>();
      Waiting.until("the result is there", () -> seen.add(job.progress()) && job.result().isDone());
      ImportResult result = Waiting.get(job.result());

      assertThatImport(result).isCompletedWith(MANY_ROWS, 0);
      assertThat(result.duplicate()).isFalse();
      assertThat(seen).extracting(Progress::rows).isSorted();
      assertThat(seen).extracting(Progress::bytesRead).filteredOn(bytes -> bytes > 0).isNotEmpty();
      assertThat(seen)
          .filteredOn(one -> one.status() == ImportStatus.PROCESSING)
          .isNotEmpty()
          .allSatisfy(
              one -> {
                assertThat(one.importId()).isEqualTo(job.id());
                assertThat(one.totalBytes()).isEqualTo(result.summary().fileSize());
                assertThat(one.fraction()).isBetween(0.0, 1.0);
                assertThat(one.rows()).isLessThanOrEqualTo(MANY_ROWS);
              });
      Progress last = job.progress();
      assertThat(last.status()).isEqualTo(ImportStatus.COMPLETED);
      assertThat(last.rows()).isEqualTo(MANY_ROWS);
      assertThat(last.fraction()).isEqualTo(1);
    }
  }

  @Test
  void aFileThatCannotBeUsedFailsTheFuture() {
    try (Importer importer = builder().build()) {
      ImportJob job = importer.submit(UserFiles.write(folder.resolve("a.csv"), "name\nAda\n"));

      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> Waiting.get(job.result()))
          .satisfies(
              failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.MISSING_LABEL);
                assertThat(failure.importId()).hasValue(job.id());
              });
      assertThatImport(importer.results().find(job.id()).orElseThrow())
          .isFailedWith("missing-label", null);
    }
  }

  @Test
  void futuresOfOneJobDoNotDisturbEachOther() {
    try (Importer importer = builder().build()) {
      ImportJob job = importer.submit(many());

      assertThat(job.result().cancel(true)).isTrue();
      CompletableFuture<ImportResult> other = job.result();

      assertThatImport(Waiting.get(other)).isCompletedWith(MANY_ROWS, 0);
    }
  }

  @Test
  void aJobIsFoundAgainAfterReopening() {
    long id;
    try (Importer importer = builder().build()) {
      id = importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)).id();
    }
    try (Importer importer = builder().build()) {
      ImportJob job = importer.operations().job(id).orElseThrow();

      assertThat(job.id()).isEqualTo(id);
      assertThatImport(Waiting.get(job.result())).isCompletedWith(10, 0);
      assertThat(job.progress().rows()).isEqualTo(10);
      assertThat(importer.operations().job(id + 1)).isEmpty();
    }
  }

  @Test
  void closingInTheMiddleLeavesAnImportThatGoesOnLater() {
    Path file = many();
    Disk disk = db.disk();
    ImportJob interrupted;
    try (Importer importer = slowBuilder().build()) {
      interrupted = importer.submit(file);
      Waiting.until("rows are stored", () -> interrupted.progress().rows() > 0);
    }
    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(() -> Waiting.get(interrupted.result()))
        .withMessageContaining("goes on later");
    long stored = disk.countRecords();
    assertThat(stored).isBetween(1L, MANY_ROWS - 1L);
    assertThat(disk.number("SELECT total_records FROM imports")).isEqualTo(stored);

    try (Importer importer = builder().batchSize(333).build()) {
      ImportJob job = importer.operations().job(interrupted.id()).orElseThrow();
      assertThatImport(Waiting.get(job.result())).isCompletedWith(MANY_ROWS, 0);
    }
    assertThat(disk.countRecords()).isEqualTo(MANY_ROWS);
    assertThat(disk.number("SELECT count(DISTINCT row_number) FROM records")).isEqualTo(MANY_ROWS);
  }

  @Test
  void closingEndsALoadInAnotherThread() {
    Path file = many();
    CompletableFuture<ImportResult> load;
    try (Importer importer = slowBuilder().build()) {
      load = CompletableFuture.supplyAsync(() -> importer.load(file));
      Waiting.until("rows are stored", () -> importer.results().statistics().totalRecords() > 0);
    }
    assertThatExceptionOfType(ImportStateException.class).isThrownBy(() -> Waiting.get(load));
    try (Importer importer = builder().build()) {
      assertThatImport(importer.load(file)).isCompletedWith(MANY_ROWS, 0);
    }
  }

  @Test
  void anInterruptedLoadGoesOnInTheBackground() throws InterruptedException {
    try (Importer importer = slowBuilder().build()) {
      Path file = many();
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
      Thread loader =
          new Thread(
              () -> {
                try {
                  importer.load(file);
                } catch (RuntimeException e) {
                  thrown.set(e);
                }
                stillInterrupted.set(Thread.currentThread().isInterrupted());
              });
      loader.start();
      Waiting.until("rows are stored", () -> importer.results().statistics().totalRecords() > 0);

      loader.interrupt();
      loader.join(Waiting.PATIENCE.toMillis());

      assertThat(thrown.get()).isInstanceOf(ImportStateException.class);
      assertThat(stillInterrupted.get()).isTrue();
      Waiting.until(
          "the import has ended",
          () -> importer.results().find(1).orElseThrow().status().hasEnded());
      assertThatImport(importer.results().find(1).orElseThrow()).isCompletedWith(MANY_ROWS, 0);
    }
  }

  @Test
  void twoWorkersWorkAtOnceAndAThirdImportWaits() {
    CountingDataSource source = db.source();
    CountDownLatch release = new CountDownLatch(1);
    Set<String> held = ConcurrentHashMap.newKeySet();
    try (Importer importer = hosted(source).workers(2).build()) {
      holdWorkersAtTheirEnds(source, held, release);
      List<ImportJob> jobs = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        jobs.add(importer.submit(UserFiles.valid(folder.resolve(i + ".csv"), i)));
      }
      Waiting.until("two workers are busy", () -> held.size() == 2);

      assertThat(importer.results().find(jobs.get(2).id()).orElseThrow().status())
          .isEqualTo(ImportStatus.PENDING);
      assertThat(jobs.get(2).progress().status()).isEqualTo(ImportStatus.PENDING);

      release.countDown();
      for (int i = 1; i <= 3; i++) {
        assertThatImport(Waiting.get(jobs.get(i - 1).result())).isCompletedWith(i, 0);
      }
    }
  }

  @Test
  void largeImportsNeverTakeAllWorkers() {
    CountingDataSource source = db.source();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Importer importer = hosted(source).workers(2).build()) {
      holdFirstWorkerAtItsStart(source, held, release);
      ImportJob firstLarge = importer.submit(UserFiles.valid(folder.resolve("a.csv"), 250_000));
      Hold.await(held);
      ImportJob secondLarge = importer.submit(UserFiles.valid(folder.resolve("b.csv"), 250_001));

      ImportJob small = importer.submit(UserFiles.valid(folder.resolve("c.csv"), 10));

      assertThatImport(Waiting.get(small.result())).isCompletedWith(10, 0);
      assertThat(importer.results().find(secondLarge.id()).orElseThrow().status())
          .isEqualTo(ImportStatus.PENDING);

      release.countDown();
      assertThatImport(Waiting.get(firstLarge.result())).isCompletedWith(250_000, 0);
      assertThatImport(Waiting.get(secondLarge.result())).isCompletedWith(250_001, 0);
    }
  }

  @Test
  void aFullQueueTakesNothingMore() {
    CountingDataSource source = db.source();
    CountDownLatch release = new CountDownLatch(1);
    Set<String> held = ConcurrentHashMap.newKeySet();
    try (Importer importer = hosted(source).workers(1).maxPending(3).build()) {
      holdWorkersAtTheirEnds(source, held, release);
      List<ImportJob> jobs = new ArrayList<>();
      jobs.add(importer.submit(stream(0)));
      Waiting.until("the worker is busy", () -> held.size() == 1);
      for (int i = 1; i <= 3; i++) {
        jobs.add(importer.submit(stream(i)));
      }

      assertThatExceptionOfType(QueueFullException.class)
          .isThrownBy(() -> importer.submit(stream(4)))
          .withMessageContaining("3 imports");
      assertThat(importer.results().imports(PageRequest.FIRST).total()).isEqualTo(4);
      assertThat(importer.results().statistics().pendingImports()).isEqualTo(3);
      assertThat(Spools.filesIn(importer)).hasSize(4);
      assertThat(importer.submit(stream(2)).isDuplicate()).isTrue();

      release.countDown();
      for (ImportJob job : jobs) {
        assertThatImport(Waiting.get(job.result())).isCompletedWith(1, 0);
      }
      Waiting.until("the spool is empty", () -> Spools.filesIn(importer).isEmpty());
      assertThatImport(Waiting.get(importer.submit(stream(4)).result())).isCompletedWith(1, 0);
    }
  }

  @Test
  void everyImportOfALongQueueEndsWell() {
    try (Importer importer = builder().build()) {
      List<ImportJob> jobs = new ArrayList<>();
      for (int i = 1; i <= 40; i++) {
        jobs.add(importer.submit(UserFiles.mixed(folder.resolve(i + ".csv"), 5_000, i)));
      }
      for (ImportJob job : jobs) {
        assertThat(Waiting.get(job.result()).total()).isEqualTo(5_000);
      }
      assertThat(importer.results().statistics().completedImports()).isEqualTo(40);
      assertThat(importer.results().statistics().totalRecords()).isEqualTo(200_000);
    }
  }

  @Test
  void readingGoesOnWhileABatchIsStored() {
    CountingDataSource source = db.source();
    CountDownLatch storing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Importer importer = hosted(source).build()) {
      source.afterEach(
          sql -> {
            if (CountingDataSource.storesRows(sql)) {
              storing.countDown();
              Hold.await(release);
            }
          });
      ImportJob job = importer.submit(UserFiles.valid(folder.resolve("a.csv"), 100));
      Hold.await(storing);

      assertThat(importer.results().find(job.id()).orElseThrow().totalRecords()).isZero();
      assertThat(importer.results().imports(PageRequest.FIRST).total()).isEqualTo(1);
      assertThat(importer.results().statistics().processingImports()).isEqualTo(1);
      assertThat(job.progress().status()).isEqualTo(ImportStatus.PROCESSING);

      release.countDown();
      assertThatImport(Waiting.get(job.result())).isCompletedWith(100, 0);
    }
  }

  @Test
  void aClosedImporterTakesNothing() {
    Importer importer = builder().build();
    importer.close();

    Path file = UserFiles.valid(folder.resolve("a.csv"), 1);
    assertThatIllegalStateException().isThrownBy(() -> importer.load(file));
    assertThatIllegalStateException().isThrownBy(() -> importer.submit(file));
  }

  @Test
  void unknownSchemasAndSettingsOutOfRangeAreRefused() {
    try (Importer importer = builder().build()) {
      Path file = UserFiles.valid(folder.resolve("a.csv"), 1);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> importer.load(Source.of(file), ImportOptions.DEFAULT.withSchema("nobody's")))
          .withMessageContaining("[none, users]");
      assertThat(importer.operations().schemas()).containsOnlyKeys("none", "users");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> builder().batchSize(0).build());
    assertThatIllegalArgumentException().isThrownBy(() -> builder().batchSize(100_001).build());
    assertThatIllegalArgumentException().isThrownBy(() -> builder().workers(-1).build());
    assertThatIllegalArgumentException().isThrownBy(() -> builder().maxPending(0).build());
    assertThatIllegalArgumentException().isThrownBy(() -> ImportOptions.DEFAULT.withMaxErrors(-1));
    assertThatIllegalStateException().isThrownBy(() -> Importer.builder().build());
    assertThatIllegalStateException().isThrownBy(() -> builder().inMemory().build());
  }

  private Importer.Builder hosted(CountingDataSource source) {
    return Importer.builder().dataSource(source.dataSource()).spoolFolder(folder.resolve("spool"));
  }

  /** Holds the first worker that begins to work on an import it has claimed. */
  private static void holdFirstWorkerAtItsStart(
      CountingDataSource source, CountDownLatch held, CountDownLatch release) {
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

  /**
   * Holds each worker when it has stored the last row and looks its import up for the last time.
   */
  private static void holdWorkersAtTheirEnds(
      CountingDataSource source, Set<String> held, CountDownLatch release) {
    source.afterEach(
        sql -> {
          if (Hold.isNamed("importer-worker")
              && sql.stripLeading().startsWith("SELECT id, filename")) {
            held.add(Thread.currentThread().getName());
            Hold.await(release);
          }
        });
  }

  private static Source stream(int number) {
    String text = UserFiles.HEADER + "Person " + number + ",p@example.com,1\n";
    return Source.of(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), number + ".csv");
  }
}
