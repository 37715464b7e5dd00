package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportResult;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ImportStatus;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.source.Source;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Disk;
import dev.importer.testing.HeldProcess;
import dev.importer.testing.Hold;
import dev.importer.testing.LoadingProcess;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that die in the middle of an import, and instances that live side by side. */
class CrashTest {

  private static final int ROWS = 150_000;

  @TempDir static Path shared;
  @Stored static TestDatabase undisturbedDatabase;
  private static Path file;
  private static StoredImport undisturbed;
  private static String expected;
  private static ErrorSummary expectedErrors;

  @TempDir Path folder;
  @Stored TestDatabase db;

  @BeforeAll
  static void importUndisturbed() {
    file = UserFiles.mixed(shared.resolve("people.csv"), ROWS, 42);
    try (Importer importer = undisturbedDatabase.open()) {
      undisturbed = importer.load(file).summary();
      expected = undisturbedDatabase.disk().fingerprint(undisturbed.id());
      expectedErrors = importer.results().errorSummary(undisturbed.id());
    }
    assertThat(undisturbed.totalRecords()).isEqualTo(ROWS);
  }

  /** One of them, for every build. */
  @Test
  void storesEveryRowOnceAfterTwoCrashes() {
    storesEveryRowOnceAfterSeveralCrashes(2, true, 1_000);
  }

  @Tag("slow")
  @ParameterizedTest(name = "seed {0}, streamed: {1}, then batches of {2} rows")
  @CsvSource({"1, false, 1000", "3, true, 7770"})
  void storesEveryRowOnceAfterSeveralCrashes(long seed, boolean streamed, int laterBatchSize) {
    Disk disk = db.disk();
    Random random = new Random(seed);
    long rows = 0;
    for (int crash = 1; crash <= 2; crash++) {
      int batchSize = crash == 1 ? 1_000 : laterBatchSize;
      try (ChildJvm child = LoadingProcess.start(db.address(), file, streamed, batchSize)) {
        long moment = rows + 1 + random.nextInt(ROWS / 4);
        child.awaitLine(line -> LoadingProcess.rowsOf(line) >= moment);
        child.kill();
      }
      long stored = disk.countRecords();
      assertThat(stored).isGreaterThan(rows).isLessThan(ROWS);
      assertThat(disk.number("SELECT total_records FROM imports")).isEqualTo(stored);
      assertThat(disk.text("SELECT status FROM imports")).isEqualTo("processing");
      rows = stored;
    }

    try (Importer importer = db.builder().batchSize(laterBatchSize).build()) {
      ImportJob job = importer.operations().job(1).orElseThrow();
      ImportResult result = Waiting.get(job.result());

      assertThatImport(result)
          .isCompletedWith(undisturbed.processedRecords(), undisturbed.failedRecords())
          .hasWarnings(undisturbed.warnings());
      assertThat(result.summary().columns()).isEqualTo(undisturbed.columns());
      assertThat(result.summary().accounting()).isEqualTo(undisturbed.accounting());
      assertThat(result.summary().notices()).isEqualTo(undisturbed.notices());
      assertThat(result.summary().fileHash()).isEqualTo(undisturbed.fileHash());
      assertThat(disk.fingerprint(result.id())).isEqualTo(expected);
      assertThat(importer.results().errorSummary(result.id())).isEqualTo(expectedErrors);
      Waiting.until("the spool is empty", () -> Spools.filesIn(importer).isEmpty());
      assertThat(importer.load(Source.of(file)).duplicate()).isTrue();
      // What it is known by is that of an import that nothing disturbed.
      assertThat(disk.rowDigests(result.id()))
          .isEqualTo(undisturbedDatabase.disk().rowDigests(undisturbed.id()));
      assertThat(importer.check(file).warnings())
          .containsEntry("seen-rows", undisturbed.processedRecords());
    }
    assertThat(db.spooled()).isEmpty();
  }

  @Test
  void aStreamThatWasCutOffByACrashIsSwept() throws Exception {
    try (ChildJvm child = LoadingProcess.start(db.address(), file, false, 1_000)) {
      child.awaitLine(line -> LoadingProcess.rowsOf(line) > 0);
      child.kill();
    }
    String dead = db.disk().text("SELECT owner FROM imports");
    db.leaveBehind(dead + ".half.part");
    db.leaveBehind(dead + ".whole.data");
    db.endLeases();

    try (Importer importer = db.open()) {
      Waiting.until("both are gone", () -> db.spooled().isEmpty());
      assertThatImport(Waiting.get(importer.operations().job(1).orElseThrow().result()))
          .isCompletedWith(undisturbed.processedRecords(), undisturbed.failedRecords());
    }
  }

  @Test
  void anInstanceInAnotherProcessKeepsItsImport() {
    Path small = UserFiles.valid(folder.resolve("small.csv"), 1_000);
    try (ChildJvm child =
        ChildJvm.start(HeldProcess.class, List.of(), List.of(db.address(), small.toString()))) {
      child.awaitLine("held"::equals);

      standBy(() -> child.sendLine("go"));

      child.awaitLine("done 1000"::equals);
      assertThat(child.awaitEnd()).isZero();
    }
  }

  @Test
  void anInstanceInTheSameProcessKeepsItsImport() {
    Path small = UserFiles.valid(folder.resolve("small.csv"), 1_000);
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountingDataSource source = db.source();
    try (Importer importer =
        Importer.builder().dataSource(source.dataSource()).batchSize(100).build()) {
      Hold.writerAfterBatches(source, 3, held::countDown, release);
      ImportJob job = importer.submit(small);
      Hold.await(held);

      standBy(release::countDown);

      assertThatImport(Waiting.get(job.result())).isCompletedWith(1_000, 0);
    }
  }

  /** Opens a second instance, which looks after dead ones a few times, and lets the first go on. */
  private void standBy(Runnable letTheFirstGoOn) {
    Disk disk = db.disk();
    String owner = disk.text("SELECT owner FROM imports");
    CountingDataSource source = db.source();
    try (Importer second = Importer.builder().dataSource(source.dataSource()).build()) {
      Waiting.until(
          "the second instance has looked around",
          () ->
              source.statements().stream().filter(sql -> sql.contains("DISTINCT owner")).count()
                  >= 3);
      assertThat(disk.text("SELECT owner FROM imports")).isEqualTo(owner);
      assertThat(second.results().find(1).orElseThrow().status())
          .isEqualTo(ImportStatus.PROCESSING);
      assertThat(second.results().find(1).orElseThrow().totalRecords()).isEqualTo(300);
      ImportJob seen = second.operations().job(1).orElseThrow();

      letTheFirstGoOn.run();

      assertThatImport(Waiting.get(seen.result())).isCompletedWith(1_000, 0);
      assertThat(second.results().records(RecordQuery.ofImport(1)).items()).hasSize(100);
      assertThat(disk.countRecords()).isEqualTo(1_000);
    }
  }
}
