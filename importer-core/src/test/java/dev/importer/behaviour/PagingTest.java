package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.results.ImportPage;
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
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

  @TempDir Path folder;
  @Stored TestDatabase db;
  private CountingDataSource hook;

  @BeforeEach
  void prepare() {
    hook = db.source();
  }

  /** An importer whose statements the test can hold up. */
  private Importer open(int batchSize) {
    return Importer.builder()
        .dataSource(hook.dataSource())
        .spoolFolder(folder.resolve("spool"))
        .batchSize(batchSize)
        .build();
  }

  private static List<StoredRecord> all(Importer importer, RecordQuery query, int limit) {
    List<StoredRecord> found = new ArrayList<>();
    PageRequest request = PageRequest.ofLimit(limit);
    while (true) {
      Page<StoredRecord> page = importer.results().records(query.withPage(request));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(page.items());
      if (page.nextCursor().isEmpty()) {
        return found;
      }
      request = request.at(page.nextCursor().get());
    }
  }

  private static List<Long> ids(List<StoredRecord> records) {
    return records.stream().map(StoredRecord::id).toList();
  }

  @Nested
  class Cursors {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 251, 252, 753, 1_000})
    void giveEveryRecordOnceInOrderAtAnyLimit(int limit) {
      try (Importer importer = open(100)) {
        long first = importer.load(UserFiles.mixed(folder.resolve("a.csv"), 502, 1)).id();
        long second = importer.load(UserFiles.mixed(folder.resolve("b.csv"), 251, 2)).id();
        Disk disk = db.disk();

        List<StoredRecord> everything = all(importer, RecordQuery.all(), limit);
        List<StoredRecord> ofFirst = all(importer, RecordQuery.ofImport(first), limit);
        List<StoredRecord> ofSecond = all(importer, RecordQuery.ofImport(second), limit);

        assertThat(everything).hasSize(753);
        assertThat(ids(everything)).isSorted().doesNotHaveDuplicates();
        assertThat(disk.texts("SELECT data FROM records ORDER BY import_id, row_number"))
            .isEqualTo(everything.stream().map(StoredRecord::dataJson).toList());
        assertThat(ofFirst).isEqualTo(everything.subList(0, 502));
        assertThat(ofSecond).isEqualTo(everything.subList(502, 753));
        assertThat(ofSecond).extracting(StoredRecord::rowNumber).startsWith(1L, 2L).endsWith(251L);
        for (RecordStatus status : RecordStatus.values()) {
          List<StoredRecord> expected =
              everything.stream().filter(record -> record.status() == status).toList();
          assertThat(expected).isNotEmpty();
          assertThat(all(importer, RecordQuery.all().withStatus(status), limit))
              .isEqualTo(expected);
        }
        List<StoredRecord> containing =
            everything.stream().filter(record -> record.dataJson().contains("Person 1")).toList();
        assertThat(all(importer, RecordQuery.all().containing("pERSON 1"), limit))
            .isEqualTo(containing);
      }
    }

    @Test
    void giveEveryImportOnceNewestFirst() {
      try (Importer importer = open(100)) {
        List<Long> loaded = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
          loaded.add(0, load(importer, "P" + i));
        }
        importer.operations().delete(loaded.remove(10));

        List<Long> found = new ArrayList<>();
        PageRequest request = PageRequest.ofLimit(7);
        while (true) {
          ImportPage answer = importer.results().imports(request);
          assertThat(answer.total()).isEqualTo(24);
          answer.page().items().stream().map(StoredImport::id).forEach(found::add);
          if (answer.page().nextCursor().isEmpty()) {
            break;
          }
          request = request.at(answer.page().nextCursor().get());
        }

        assertThat(found).isEqualTo(loaded);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "x", "!!!", "cmVjb3Jkczo", "cmVjb3Jkczotx", "' OR 1=1", "1", "\u0663"})
    void thatNobodyGaveAreRefused(String cursor) {
      try (Importer importer = open(100)) {
        PageRequest request = new PageRequest(10, cursor, 0);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> importer.results().records(RecordQuery.all().withPage(request)))
            .withMessageContaining("cursor");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> importer.results().imports(request))
            .withMessageContaining("cursor");
      }
    }

    @Test
    void ofOneListAreRefusedByTheOther() {
      try (Importer importer = open(100)) {
        load(importer, "A");
        load(importer, "B");
        PageRequest one = PageRequest.ofLimit(1);
        String ofImports = importer.results().imports(one).page().nextCursor().orElseThrow();
        String ofRecords =
            importer.results().records(RecordQuery.all().withPage(one)).nextCursor().orElseThrow();

        assertThatIllegalArgumentException()
            .isThrownBy(() -> importer.results().imports(one.at(ofRecords)));
        assertThatIllegalArgumentException()
            .isThrownBy(
                () -> importer.results().records(RecordQuery.all().withPage(one.at(ofImports))));
      }
    }
  }

  @Nested
  class Offsets {

    @Test
    void passOverRecords() {
      try (Importer importer = open(100)) {
        long id = importer.load(UserFiles.mixed(folder.resolve("a.csv"), 300, 1)).id();
        List<StoredRecord> everything = all(importer, RecordQuery.ofImport(id), 1_000);

        Page<StoredRecord> page =
            importer
                .results()
                .records(RecordQuery.ofImport(id).withPage(new PageRequest(10, null, 200)));
        Page<StoredRecord> filtered =
            importer
                .results()
                .records(
                    RecordQuery.ofImport(id)
                        .containing("person")
                        .withPage(new PageRequest(10, null, 200)));
        Page<StoredRecord> behind =
            importer
                .results()
                .records(RecordQuery.ofImport(id).withPage(new PageRequest(10, null, 300)));

        assertThat(page.items()).isEqualTo(everything.subList(200, 210));
        assertThat(filtered.items()).isEqualTo(everything.subList(200, 210));
        assertThat(
                importer
                    .results()
                    .records(
                        RecordQuery.ofImport(id)
                            .withPage(PageRequest.ofLimit(5).at(page.nextCursor().orElseThrow())))
                    .items())
            .isEqualTo(everything.subList(210, 215));
        assertThat(behind.items()).isEmpty();
        assertThat(behind.nextCursor()).isEmpty();
      }
    }

    @Test
    void outOfRangeAreRefused() {
      assertThatIllegalArgumentException().isThrownBy(() -> new PageRequest(10, null, -1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new PageRequest(10, null, Page.MAX_OFFSET + 1));
    }
  }

  @Nested
  class Limits {

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void belowOneAreRefused(int limit) {
      assertThatIllegalArgumentException().isThrownBy(() -> PageRequest.ofLimit(limit));
    }

    @Test
    void aboveTheMostCountAsTheMost() {
      try (Importer importer = open(1_000)) {
        long id = importer.load(UserFiles.valid(folder.resolve("a.csv"), 1_001)).id();
        PageRequest request = PageRequest.ofLimit(Integer.MAX_VALUE);

        assertThat(importer.results().records(RecordQuery.ofImport(id).withPage(request)).items())
            .hasSize(Page.MAX_LIMIT);
        assertThat(importer.results().records(RecordQuery.all()).items())
            .hasSize(Page.DEFAULT_LIMIT);
      }
    }
  }

  @Nested
  class Search {

    @Test
    void findsTypedValuesByTheirText() {
      try (Importer importer = open(100)) {
        load(importer, "Ada");
        load(importer, "Bob");

        assertThat(names(importer, RecordQuery.all().where("name", "Bob"))).containsExactly("Bob");
        assertThat(names(importer, RecordQuery.all().where("age", "30")))
            .containsExactly("Ada", "Bob");
        assertThat(names(importer, RecordQuery.all().where("age", "30").where("name", "Ada")))
            .containsExactly("Ada");
        assertThat(names(importer, RecordQuery.all().where("age", "3"))).isEmpty();
        assertThat(names(importer, RecordQuery.all().where("years", "30"))).isEmpty();
        assertThat(names(importer, RecordQuery.all().containing("BOB@example")))
            .containsExactly("Bob");
      }
    }

    @Test
    void missesNoRowWhileAnImportBeforeItGrows() {
      try (Importer importer = open(5_000)) {
        load(importer, "Ada");
        long searched = importer.load(UserFiles.valid(folder.resolve("a.csv"), 5_000)).id();
        Disk disk = db.disk();
        // After the rows to look at were counted, and before they are looked at.
        hook.afterEach(
            sql -> {
              if (sql.startsWith("SELECT coalesce(max(id)")) {
                disk.execute(
                    "INSERT INTO records (id, import_id, "
                        + (TestDatabase.isPostgresql() ? "row_number, " : "")
                        + "line_number, data, status, created_at)"
                        + " SELECT max(id) + 1, 1, "
                        + (TestDatabase.isPostgresql() ? "max(row_number) + 1, " : "")
                        + "1, '{}', 'valid', max(created_at) FROM records WHERE import_id = 1");
              }
            });

        List<StoredRecord> found = all(importer, RecordQuery.all().containing("person"), 1_000);

        assertThat(disk.countRecords(1)).as("rows that came meanwhile").isGreaterThan(1);
        assertThat(found)
            .filteredOn(record -> record.importId() == searched)
            .extracting(StoredRecord::rowNumber)
            .hasSize(5_000)
            .isSorted();
      }
    }

    @Test
    void refusesMoreConditionsThanItTakes() {
      RecordQuery query = RecordQuery.all();
      for (int i = 0; i < RecordQuery.MAX_CONDITIONS; i++) {
        query = query.where("n" + i, "x");
      }
      RecordQuery full = query;
      assertThatIllegalArgumentException().isThrownBy(() -> full.where("one more", "x"));
    }

    private static List<String> names(Importer importer, RecordQuery query) {
      return importer.results().records(query).items().stream()
          .map(record -> dev.importer.testing.Json.read(record.dataJson()).get("name").textValue())
          .toList();
    }
  }

  @Nested
  class WhileAnImportRuns {

    @Test
    void pagesAndCountersShowWholeBatchesOnly() {
      record Seen(long counter, long rows) {}
      Path file = UserFiles.valid(folder.resolve("a.csv"), 2_600);
      List<Seen> seen = new CopyOnWriteArrayList<>();
      try (Importer importer = open(500)) {
        // In the middle of the transaction that stores a batch, whoever asks has a connection of
        // his
        // own. What the asking itself executes calls back too, and starts with SELECT.
        hook.afterEach(
            sql -> {
              if (sql.startsWith("UPDATE imports") || CountingDataSource.storesRows(sql)) {
                seen.add(
                    new Seen(
                        importer.results().statistics().totalRecords(),
                        all(importer, RecordQuery.all(), 1_000).size()));
              }
            });

        assertThatImport(importer.load(file)).isCompletedWith(2_600, 0);
      }
      assertThat(seen).allSatisfy(one -> assertThat(one.counter()).isEqualTo(one.rows()));
      assertThat(seen)
          .extracting(Seen::rows)
          .contains(0L, 500L, 1_000L, 1_500L, 2_000L, 2_500L)
          .allSatisfy(rows -> assertThat(rows % 500).isZero());
    }

    @Test
    void rowsOfADeletedImportVanishAtOnceThoughTheyAreStillOnTheDisk() {
      try (Importer importer = open(1_000)) {
        long kept = importer.load(UserFiles.valid(folder.resolve("kept.csv"), 10)).id();
        long deleted = importer.load(UserFiles.valid(folder.resolve("deleted.csv"), 20_000)).id();
        CountDownLatch purging = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        hook.afterEach(
            sql -> {
              if (sql.startsWith("DELETE FROM records")) {
                purging.countDown();
                await(mayGoOn);
              }
            });

        importer.operations().delete(deleted);

        assertThat(all(importer, RecordQuery.all(), 1_000)).hasSize(10);
        await(purging);
        Disk disk = db.disk();
        assertThat(disk.countRecords(deleted)).isEqualTo(20_000);
        assertThat(all(importer, RecordQuery.all(), 1_000))
            .hasSize(10)
            .allSatisfy(record -> assertThat(record.importId()).isEqualTo(kept));
        assertThat(all(importer, RecordQuery.ofImport(deleted), 1_000)).isEmpty();
        assertThat(all(importer, RecordQuery.all().containing("Person"), 1_000)).hasSize(10);
        assertThat(importer.results().statistics().totalRecords()).isEqualTo(10);
        assertThat(importer.results().find(deleted)).isEmpty();
        mayGoOn.countDown();
        Waiting.until("the purge is done", () -> disk.countRecords() == 10);
      }
    }

    private static void await(CountDownLatch latch) {
      Waiting.until("the other thread is there", () -> latch.getCount() == 0);
    }
  }

  private static long load(Importer importer, String name) {
    String text = UserFiles.HEADER + name + "," + name + "@example.com,30\n";
    return importer.load(Source.ofText(text, Format.CSV)).id();
  }
}
