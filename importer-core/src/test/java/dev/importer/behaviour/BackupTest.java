package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.error.StorageException;
import dev.importer.job.ImportJob;
import dev.importer.results.ImportStatus;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a database in use, and what an importer makes of it. */
@Tag("sqlite")
class BackupTest {

  private static final int MANY_ROWS = 300_000;

  @TempDir Path folder;

  private Path backup() {
    return folder.resolve("backup.db");
  }

  private Importer original() {
    return Importer.open(folder.resolve("imports.db"));
  }

  private Path many() {
    return UserFiles.valid(folder.resolve("many.csv"), MANY_ROWS);
  }

  private static List<StoredRecord> records(Importer importer, long id) {
    return importer.results().stream(RecordQuery.ofImport(id)).toList();
  }

  private static ImportJob midway(Importer importer, Source source) {
    ImportJob job = importer.submit(source);
    Waiting.until("some rows are stored", () -> job.progress().rows() > 0);
    return job;
  }

  @Test
  void holdsAllThatWasStored() {
    try (Importer importer = original()) {
      long id = importer.load(UserFiles.mixed(folder.resolve("a.csv"), 2_000, 1)).id();

      importer.operations().backup(backup());

      try (Importer copy = Importer.open(backup())) {
        assertThat(copy.results().find(id)).isEqualTo(importer.results().find(id));
        assertThat(records(copy, id)).isEqualTo(records(importer, id));
        assertThat(copy.results().errorSummary(id)).isEqualTo(importer.results().errorSummary(id));
        assertThat(copy.load(folder.resolve("a.csv")).id()).as("the same bytes").isEqualTo(id);
      }
    }
    assertThat(folder.resolve("backup.db.part")).doesNotExist();
  }

  @Test
  void isOfOneMomentWhileAnImportRuns() {
    try (Importer importer = original()) {
      ImportJob job = midway(importer, Source.of(many()));

      importer.operations().backup(backup());

      assertThat(Waiting.get(job.result()).valid()).isEqualTo(MANY_ROWS);
    }
    Disk disk = Disk.of(backup());
    assertThat(disk.text("PRAGMA integrity_check")).isEqualTo("ok");
    assertThat(disk.number("SELECT count(*) FROM records"))
        .isEqualTo(disk.number("SELECT sum(total_records) FROM imports"))
        .isEqualTo(disk.number("SELECT sum(checkpoint) FROM imports"))
        .isPositive();
  }

  @Test
  void anImportThatHadNotEndedGoesOnInTheCopyWhereItsFileIsStillThere() {
    long id;
    try (Importer importer = original()) {
      ImportJob job = midway(importer, Source.of(many()));
      id = job.id();
      importer.operations().backup(backup());
      var unused = Waiting.get(job.result());
    }
    try (Importer copy = Importer.open(backup())) {
      Waiting.until(
          "it has ended", () -> copy.results().find(id).orElseThrow().status().hasEnded());

      assertThatImport(copy.results().find(id).orElseThrow()).isCompletedWith(MANY_ROWS, 0);
      assertThat(records(copy, id))
          .extracting(StoredRecord::rowNumber)
          .doesNotHaveDuplicates()
          .hasSize(MANY_ROWS);
    }
  }

  @Test
  void anImportWhoseFileIsGoneFailsInTheCopyAndLeavesNothing() throws IOException {
    long id;
    try (Importer importer = original()) {
      ImportJob job = midway(importer, Source.of(Files.newInputStream(many()), "many.csv"));
      id = job.id();
      importer.operations().backup(backup());
      // The spool file goes with the end of the import.
      var unused = Waiting.get(job.result());
    }
    try (Importer copy = Importer.open(backup())) {
      Waiting.until(
          "it has ended", () -> copy.results().find(id).orElseThrow().status().hasEnded());

      StoredImport failed = copy.results().find(id).orElseThrow();
      assertThat(failed.status()).isEqualTo(ImportStatus.FAILED);
      assertThat(failed.failure()).extracting(StoredImport.Failure::code).isEqualTo("source-error");
      assertThat(records(copy, id)).isEmpty();
      assertThatImport(copy.load(folder.resolve("many.csv")).summary())
          .isCompletedWith(MANY_ROWS, 0);
    }
  }

  /** Both work on the same spool file, which belongs to the original. */
  @Test
  void aCopyBesideTheOriginalTakesNothingFromIt() throws IOException {
    try (Importer importer = original()) {
      ImportJob job = midway(importer, Source.of(Files.newInputStream(many()), "many.csv"));
      importer.operations().backup(backup());
      try (Importer copy = Importer.open(backup())) {
        copy.operations().delete(job.id());

        assertThat(copy.results().imports(PageRequest.FIRST).total()).isZero();
        assertThat(Waiting.get(job.result()).valid()).isEqualTo(MANY_ROWS);
      }
    }
  }

  @Test
  void isNeverWrittenOverAnotherFile() throws IOException {
    Path file = Files.writeString(backup(), "precious");
    try (Importer importer = original()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> importer.operations().backup(file))
          .withMessageContaining("backup.db");
    }
    assertThat(file).hasContent("precious");
  }

  @Test
  void isNotDisturbedByWhatAnInterruptedOneLeft() throws IOException {
    Files.writeString(
        folder.resolve("backup.db.part"), "half a backup", StandardOpenOption.CREATE_NEW);
    try (Importer importer = original()) {
      importer.operations().backup(backup());
    }
    assertThat(Disk.of(backup()).text("PRAGMA integrity_check")).isEqualTo("ok");
  }

  @Test
  void ofManyToOneNameAtOnceOneIsMadeAndTheOthersAreRefused() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try (Importer importer = original()) {
      importer.load(UserFiles.valid(folder.resolve("a.csv"), 2_000));
      List<Callable<Boolean>> backups = Collections.nCopies(12, () -> isMade(importer));

      List<Boolean> made = new ArrayList<>();
      for (Future<Boolean> each : threads.invokeAll(backups)) {
        made.add(each.get());
      }

      assertThat(made).containsOnlyOnce(true);
    } finally {
      threads.shutdownNow();
    }
    try (Importer copy = Importer.open(backup())) {
      assertThat(records(copy, 1)).hasSize(2_000);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  private boolean isMade(Importer importer) {
    try {
      importer.operations().backup(backup());
      assertThat(Disk.of(backup()).countRecords()).isEqualTo(2_000);
      return true;
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("exists already");
      return false;
    }
  }

  @Test
  void thatCannotBeWrittenLeavesNothing() {
    try (Importer importer = original()) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> importer.operations().backup(folder.resolve("missing/backup.db")))
          .withMessageContaining("could not be written");
    }
    assertThat(folder.resolve("missing")).doesNotExist();
  }

  @Test
  void ofADatabaseInMemoryIsAFile() {
    try (Importer importer = Importer.inMemory()) {
      long id = importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)).id();
      importer.operations().backup(backup());
      try (Importer copy = Importer.open(backup())) {
        assertThatImport(copy.results().find(id).orElseThrow()).isCompletedWith(10, 0);
      }
    }
  }
}
