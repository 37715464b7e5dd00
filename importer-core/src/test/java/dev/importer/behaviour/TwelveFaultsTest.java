package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Disk;
import dev.importer.testing.Hold;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The twelve faults that the program we began from had on purpose, each with a test that it would
 * fail. The classes beside this one go into the details.
 */
@Isolated
class TwelveFaultsTest {

  @TempDir Path folder;
  @Stored TestDatabase db;

  private Path file(int rows) {
    return UserFiles.valid(folder.resolve(rows + ".csv"), rows);
  }

  private Importer.Builder on(CountingDataSource source) {
    return Importer.builder().dataSource(source.dataSource()).spoolFolder(folder.resolve("spool"));
  }

  @Test
  void fault01WholeFileProcessedWhileTheCallerWaits() {
    CountingDataSource source = db.source();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Importer importer = on(source).batchSize(100).build()) {
      Hold.writerAfterBatches(source, 2, held::countDown, release);

      ImportJob job = importer.submit(file(1_000));
      Hold.await(held);

      assertThat(job.result()).isNotDone();
      assertThat(importer.results().records(RecordQuery.all()).items()).hasSize(100);
      assertThat(importer.results().statistics().processingImports()).isEqualTo(1);
      release.countDown();
      assertThatImport(Waiting.get(job.result())).isCompletedWith(1_000, 0);
    }
  }

  @Test
  void fault02OneInsertAndOneCommitForEachRow() {
    CountingDataSource source = db.source();
    try (Importer importer = on(source).batchSize(1_000).build()) {
      importer.load(file(10_000));

      assertThat(source.statements())
          .filteredOn(sql -> CountingDataSource.storesRows(sql))
          .hasSizeBetween(1, 1_000);
      assertThat(source.transactions())
          .filteredOn(made -> made.stream().anyMatch(sql -> CountingDataSource.storesRows(sql)))
          .hasSize(10);
    }
  }

  @Test
  void fault03OneMoreQueryForEachImportOfAList() {
    CountingDataSource source = db.source();
    try (Importer importer = on(source).build()) {
      for (int rows = 1; rows <= 20; rows++) {
        importer.load(file(rows));
      }
      assertThat(
              source.statementsOf(
                  () ->
                      assertThat(importer.results().imports(PageRequest.FIRST).page().items())
                          .extracting(summary -> summary.totalRecords())
                          .startsWith(20L, 19L)
                          .hasSize(20)))
          .filteredOn(sql -> !sql.equals("COMMIT"))
          .hasSize(1);
    }
  }

  @Test
  void fault04ANewConnectionForEachRequest() {
    try (Importer importer = db.open()) {
      importer.load(file(10));
      List<Thread> before = poolThreads();
      IntStream.range(0, 500)
          .parallel()
          .forEach(
              i -> assertThat(importer.results().records(RecordQuery.all()).items()).hasSize(10));
      assertThat(countConnections()).isBetween(0L, 20L);
      assertThat(poolThreads()).hasSameSizeAs(before);
    }
  }

  @Test
  void fault05ACacheThatOnlyGrows() {
    Path file = file(10);
    ImportOptions again = ImportOptions.DEFAULT.withOnDuplicate(OnDuplicate.ALLOW);
    try (Importer importer = TestDatabase.inMemory().build()) {
      for (int i = 0; i < 50; i++) {
        importer.operations().delete(importer.load(Source.of(file), again).id());
      }
      // A cache would know rows that are gone; BoundedMemoryTest watches the heap.
      for (long id = 1; id <= 50; id++) {
        assertThat(importer.results().records(RecordQuery.ofImport(id)).items()).isEmpty();
        assertThat(importer.operations().job(id)).isEmpty();
      }
    }
  }

  @Test
  void fault06ExceptionsSwallowedAndCausesLost() {
    try (Importer importer = db.open()) {
      SourceException failure =
          catchThrowableOfType(
              SourceException.class,
              () -> importer.load(Source.ofText("[{\"a\":1},\n{\"a\":]", Format.JSON)));

      assertThat(failure.code().text()).isEqualTo("json-syntax");
      assertThat(failure.line()).hasValue(2);
      assertThat(failure.column()).isPresent();
      assertThat(importer.results().find(failure.importId().orElseThrow()).orElseThrow().failure())
          .isEqualTo(
              new StoredImport.Failure(
                  "json-syntax",
                  failure.getMessage(),
                  failure.line().getAsLong(),
                  failure.column().getAsLong()));
    }
  }

  @Test
  void fault07DeleteInTwoStepsThatLeavesOrphans() {
    Disk disk = db.disk();
    try (Importer importer = db.open()) {
      long id = importer.load(file(50_000)).id();
      importer.operations().delete(id);
    }
    assertThat(disk.countOrphans()).isZero();
    try (Importer importer = db.open()) {
      Waiting.until("every row is gone", () -> disk.countRecords() == 0);
      assertThat(importer.results().records(RecordQuery.all()).items()).isEmpty();
    }
    assertThat(disk.countOrphans()).isZero();
  }

  @Test
  void fault08ValuesPastedIntoSql() {
    CountingDataSource source = db.source();
    try (Importer importer = on(source).build()) {
      importer.load(file(10));
      String attack = "x' OR '1'='1'; DROP TABLE records; --";

      assertThat(importer.results().records(RecordQuery.all().where("name", attack)).items())
          .isEmpty();
      assertThat(importer.results().records(RecordQuery.all().where(attack, "x")).items())
          .isEmpty();
      assertThat(importer.results().records(RecordQuery.all().containing(attack)).items())
          .isEmpty();
      importer.results().records(RecordQuery.all().withPage(new PageRequest(7, null, 3)));

      assertThat(source.statements())
          .noneMatch(sql -> sql.contains("DROP") || sql.contains("'1'='1'"));
      assertThat(source.statements()).noneMatch(sql -> sql.matches("(?s).*OFFSET\\s+[0-9].*"));
      assertThat(importer.results().records(RecordQuery.all()).items()).hasSize(10);
    }
  }

  @Test
  void fault09AllRecordsOfAnImportInOneAnswer() {
    try (Importer importer = db.open()) {
      long id = importer.load(file(3_000)).id();
      PageRequest everything = PageRequest.ofLimit(Integer.MAX_VALUE);
      List<StoredRecord> records = new ArrayList<>();
      Page<StoredRecord> page =
          importer.results().records(RecordQuery.ofImport(id).withPage(everything));
      while (true) {
        assertThat(page.items()).hasSizeLessThanOrEqualTo(1_000);
        records.addAll(page.items());
        if (page.nextCursor().isEmpty()) {
          break;
        }
        page =
            importer
                .results()
                .records(RecordQuery.ofImport(id).withPage(everything.at(page.nextCursor().get())));
      }
      assertThat(records).extracting(StoredRecord::rowNumber).hasSize(3_000).isSorted();
    }
  }

  @Test
  void fault10AnAtSignIsAnAddressAndABadAgeIsZero() {
    String text = UserFiles.HEADER + "Ada,@,36\nBob,bob@example.com,abc\nCid,c@example.com,\n";
    try (Importer importer = db.open()) {
      long id = importer.load(Source.ofText(text, Format.CSV)).id();

      assertThat(importer.results().records(RecordQuery.ofImport(id)).items())
          .extracting(StoredRecord::status, StoredRecord::errorMessage)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  RecordStatus.FAILED, "email: '@' is not a valid e-mail address"),
              org.assertj.core.groups.Tuple.tuple(
                  RecordStatus.FAILED, "age: 'abc' is not an integer"),
              org.assertj.core.groups.Tuple.tuple(RecordStatus.FAILED, "age: a value is required"));
    }
  }

  @Test
  void fault11ARaceBetweenTheCheckForADuplicateAndTheInsert() {
    Path file = file(100);
    try (Importer importer = db.open()) {
      Set<Long> ids = ConcurrentHashMap.newKeySet();
      List<CompletableFuture<Void>> threads =
          IntStream.range(0, 16)
              .mapToObj(i -> CompletableFuture.runAsync(() -> ids.add(importer.submit(file).id())))
              .toList();
      threads.forEach(Waiting::get);

      assertThat(ids).hasSize(1);
      assertThat(db.disk().countImports()).isEqualTo(1);
    }
  }

  @Test
  void fault12RequestsThatWaitForEachOther() {
    CountingDataSource source = db.source();
    CountDownLatch storing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Importer importer = on(source).build()) {
      long first = importer.load(file(5)).id();
      source.afterEach(
          sql -> {
            if (CountingDataSource.storesRows(sql)) {
              storing.countDown();
              Hold.await(release);
            }
          });
      List<ImportJob> jobs = List.of(importer.submit(file(10)));
      Hold.await(storing);

      // Every question is answered while a batch is being written, and waiting holds no thread.
      assertThat(importer.results().records(RecordQuery.ofImport(first)).items()).hasSize(5);
      assertThat(importer.results().imports(PageRequest.FIRST).total()).isEqualTo(2);
      CompletableFuture<Long> later = jobs.get(0).result().thenApply(result -> result.total());
      assertThat(later).isNotDone();
      release.countDown();
      assertThat(Waiting.get(later)).isEqualTo(10);
    }
  }

  private static List<Thread> poolThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains(":housekeeper"))
        .toList();
  }

  /** How often this process has the file open; 0 where the system does not tell. */
  private long countConnections() {
    return TestDatabase.isPostgresql()
        ? db.disk()
            .number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        : openFilesOf(db.file());
  }

  private static long openFilesOf(Path file) {
    java.io.File[] open = new java.io.File("/proc/self/fd").listFiles();
    if (open == null) {
      return 0;
    }
    return java.util.Arrays.stream(open)
        .filter(
            descriptor -> {
              try {
                return java.nio.file.Files.readSymbolicLink(descriptor.toPath())
                    .toString()
                    .equals(file.toAbsolutePath().toString());
              } catch (java.io.IOException e) {
                return false;
              }
            })
        .count();
  }
}
