package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportResult;
import dev.importer.results.ImportStatus;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteAndCancelTest {

  private static final int MANY_ROWS = 200_000;

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Disk disk;
  private Importer importer;

  @BeforeEach
  void open() {
    disk = db.disk();
    importer = db.builder().batchSize(1_000).workers(1).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @Test
  void deleteRemovesAnImportAndItsRowsOnly() {
    long kept = importer.load(UserFiles.mixed(folder.resolve("kept.csv"), 500, 1)).id();
    long deleted = importer.load(UserFiles.mixed(folder.resolve("deleted.csv"), 500, 2)).id();
    String before = disk.fingerprint(kept);

    importer.operations().delete(deleted);

    assertThat(importer.results().find(deleted)).isEmpty();
    assertThat(importer.operations().job(deleted)).isEmpty();
    assertThat(importer.results().records(RecordQuery.ofImport(deleted)).items()).isEmpty();
    assertThat(importer.results().imports(PageRequest.FIRST).total()).isEqualTo(1);
    assertThat(importer.results().statistics().totalImports()).isEqualTo(1);
    Waiting.until("its rows have left the disk", () -> disk.countRecords(deleted) == 0);
    assertThat(disk.fingerprint(kept)).isEqualTo(before);
    assertThat(disk.countOrphans()).isZero();
  }

  @Test
  void anInterruptedPurgeGoesOnAfterReopening() {
    long kept = importer.load(UserFiles.valid(folder.resolve("kept.csv"), 100)).id();
    long deleted = importer.load(UserFiles.valid(folder.resolve("deleted.csv"), MANY_ROWS)).id();

    importer.operations().delete(deleted);
    importer.close();

    assertThat(disk.countRecords(deleted)).isPositive();
    assertThat(disk.countOrphans()).isZero();
    importer = db.open();
    assertThat(importer.results().find(deleted)).isEmpty();
    assertThat(importer.results().records(RecordQuery.ofImport(deleted)).items()).isEmpty();
    Waiting.until("its rows have left the disk", () -> disk.countRecords(deleted) == 0);
    assertThat(disk.countRecords()).isEqualTo(100);
    assertThat(disk.countRecords(kept)).isEqualTo(100);
    assertThat(disk.countOrphans()).isZero();
  }

  @Test
  void otherImportsAreQuickWhileAPurgeIsUnderWay() {
    long deleted = importer.load(UserFiles.valid(folder.resolve("deleted.csv"), MANY_ROWS)).id();
    importer.operations().delete(deleted);

    ImportResult result = importer.load(UserFiles.valid(folder.resolve("next.csv"), 10));

    assertThatImport(result).isCompletedWith(10, 0);
    assertThat(disk.countRecords(deleted)).isPositive();
  }

  @Test
  void deleteStopsAnImportThatIsProcessed() throws IOException {
    ImportJob job = submitMany();
    Waiting.until("rows are stored", () -> job.progress().rows() > 0);

    importer.operations().delete(job.id());

    assertThat(importer.results().find(job.id())).isEmpty();
    assertThat(importer.results().records(RecordQuery.all()).items()).isEmpty();
    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(() -> Waiting.get(job.result()))
        .withMessageContaining("deleted");
    Waiting.until("its rows have left the disk", () -> disk.countRecords() == 0);
    Waiting.until("the spool is empty", () -> Spools.filesIn(importer).isEmpty());
    assertThatImport(importer.load(UserFiles.valid(folder.resolve("next.csv"), 10)))
        .isCompletedWith(10, 0);
  }

  @Test
  void cancelStopsAnImportThatIsProcessed() throws IOException {
    ImportJob job = submitMany();
    Waiting.until("rows are stored", () -> job.progress().rows() > 0);

    job.cancel();

    assertThatImport(importer.results().find(job.id()).orElseThrow()).isCancelled();
    assertThat(importer.results().records(RecordQuery.all()).items()).isEmpty();
    assertThat(importer.results().records(RecordQuery.ofImport(job.id())).items()).isEmpty();
    assertThat(importer.results().statistics().totalRecords()).isZero();
    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(() -> Waiting.get(job.result()))
        .withMessageContaining("cancelled");
    Waiting.until("its rows have left the disk", () -> disk.countRecords() == 0);
    assertThat(job.progress().status()).isEqualTo(ImportStatus.CANCELLED);
    assertThat(Spools.filesIn(importer)).as("its file, for another attempt").hasSize(1);
    importer.operations().delete(job.id());
    assertThat(Spools.filesIn(importer)).isEmpty();
  }

  @Test
  void aCancelledFileCanBeImportedAgain() throws IOException {
    ImportJob cancelled = submitMany();
    Waiting.until("rows are stored", () -> cancelled.progress().rows() > 0);
    cancelled.cancel();

    ImportJob again = submitMany();

    assertThat(again.id()).isNotEqualTo(cancelled.id());
    assertThatImport(Waiting.get(again.result())).isCompletedWith(MANY_ROWS, 0);
    Waiting.until("only its rows are on the disk", () -> disk.countRecords() == MANY_ROWS);
  }

  @Test
  void cancelTakesAnImportOutOfTheQueue() throws IOException {
    ImportJob running = submitMany();
    ImportJob waiting;
    try (InputStream in = Files.newInputStream(UserFiles.valid(folder.resolve("b.csv"), 10))) {
      waiting = importer.submit(Source.of(in, "b.csv"));
    }

    importer.operations().cancel(waiting.id());

    assertThatImport(importer.results().find(waiting.id()).orElseThrow()).isCancelled();
    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(() -> Waiting.get(waiting.result()));
    assertThatImport(Waiting.get(running.result())).isCompletedWith(MANY_ROWS, 0);
    assertThat(disk.countRecords(waiting.id())).isZero();
    importer.operations().delete(waiting.id());
    Waiting.until("the spool is empty", () -> Spools.filesIn(importer).isEmpty());
  }

  @Test
  void cancelOfAnEndedImportIsRefused() {
    long id = importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)).id();

    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(() -> importer.operations().cancel(id))
        .withMessageContaining("completed")
        .satisfies(refused -> assertThat(refused.importId()).isEqualTo(id));
    assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(10, 0);
    assertThat(disk.countRecords()).isEqualTo(10);
  }

  @Test
  void idsOfNoImportAreToldApart() {
    long deleted = importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)).id();
    importer.operations().delete(deleted);

    for (long id : new long[] {deleted, 999, 0, -1, Long.MAX_VALUE}) {
      assertThat(importer.results().find(id)).isEmpty();
      assertThat(importer.operations().job(id)).isEmpty();
      assertThat(importer.results().records(RecordQuery.ofImport(id)).items()).isEmpty();
      assertThatExceptionOfType(ImportNotFoundException.class)
          .isThrownBy(() -> importer.operations().delete(id))
          .satisfies(missing -> assertThat(missing.importId()).isEqualTo(id));
      assertThatExceptionOfType(ImportNotFoundException.class)
          .isThrownBy(() -> importer.operations().cancel(id));
      assertThatExceptionOfType(ImportNotFoundException.class)
          .isThrownBy(() -> importer.results().errors(id, PageRequest.FIRST));
    }
  }

  @Test
  void nothingOfADeletedImportButItsNumberStays() {
    long withRows =
        importer
            .load(
                UserFiles.write(
                    folder.resolve("secret1.csv"), UserFiles.HEADER + "A,secret@example.com,x\n"))
            .id();
    long empty =
        importer.load(UserFiles.write(folder.resolve("secret2.csv"), UserFiles.HEADER)).id();

    importer.operations().delete(withRows);
    importer.operations().delete(empty);

    Waiting.until(
        "names and hashes are gone",
        () ->
            disk.texts("SELECT filename || file_hash || source_path FROM imports").stream()
                .allMatch(String::isEmpty));
    assertThat(importer.load(UserFiles.valid(folder.resolve("b.csv"), 1)).id())
        .isGreaterThan(empty);
  }

  private ImportJob submitMany() throws IOException {
    Path file = folder.resolve("many.csv");
    if (!Files.exists(file)) {
      UserFiles.valid(file, MANY_ROWS);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return importer.submit(Source.of(in, "many.csv"));
    }
  }
}
