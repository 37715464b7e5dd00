package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.importer.Importer;
import dev.importer.error.ImportStateException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.ImportStatus;
import dev.importer.source.Source;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.LoadingProcess;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An importer without workers does what it is asked for, and leaves the rest to others. */
class NoWorkersTest {

  private static final int ROWS = 200_000;

  @TempDir Path folder;
  @Stored TestDatabase db;

  private Importer open() {
    return db.builder().workers(0).build();
  }

  /** Leaves an import whose process was killed after some of its rows. */
  private Path dieInTheMiddle() {
    Path file = UserFiles.valid(folder.resolve("people.csv"), ROWS);
    try (ChildJvm child = LoadingProcess.start(db.address(), file, false, 1_000)) {
      child.awaitLine(line -> LoadingProcess.rowsOf(line) > 0);
      child.kill();
    }
    assertThat(db.disk().text("SELECT status FROM imports")).isEqualTo("processing");
    return file;
  }

  @Test
  void itLeavesTheImportsOfDeadInstancesToOthers() {
    dieInTheMiddle();
    String owner = db.disk().text("SELECT owner FROM imports");
    CountingDataSource source = db.source();
    try (Importer importer =
        Importer.builder().dataSource(source.dataSource()).workers(0).build()) {
      Waiting.until(
          "two rounds of housekeeping have gone by",
          () ->
              source.statements().stream().filter(sql -> sql.contains("deleted_at IS NOT")).count()
                  >= 2);

      assertThat(importer.results().find(1).orElseThrow().status())
          .isEqualTo(ImportStatus.PROCESSING);
    }
    assertThat(db.disk().text("SELECT owner FROM imports")).isEqualTo(owner);
    try (Importer other = db.open()) {
      assertThatImport(Waiting.get(other.operations().job(1).orElseThrow().result()))
          .isCompletedWith(ROWS, 0);
    }
  }

  @Test
  void itGoesOnWithTheImportOfADeadInstanceThatItIsAskedFor() {
    Path file = dieInTheMiddle();
    try (Importer importer = open()) {
      ImportResult result = importer.load(file);

      assertThat(result.id()).isEqualTo(1);
      assertThat(result.duplicate()).isTrue();
      assertThatImport(result).isCompletedWith(ROWS, 0);
      assertThat(db.disk().countRecords()).isEqualTo(ROWS);
    }
  }

  @Test
  void whatIsSubmittedWaitsForAnInstanceThatHasWorkers() {
    try (Importer importer = open()) {
      ImportJob job = importer.submit(UserFiles.valid(folder.resolve("a.csv"), 10));
      importer.load(UserFiles.valid(folder.resolve("b.csv"), 20));

      assertThat(job.progress().status()).isEqualTo(ImportStatus.PENDING);
    }
    try (Importer other = db.open()) {
      assertThatImport(Waiting.get(other.operations().job(1).orElseThrow().result()))
          .isCompletedWith(10, 0);
    }
  }

  @Test
  void theHandleIsThereBeforeTheRows() {
    List<ImportJob> handles = new ArrayList<>();
    try (Importer importer = open()) {
      Source source = Source.of(UserFiles.valid(folder.resolve("a.csv"), 10));
      ImportResult result =
          importer.load(
              source,
              ImportOptions.DEFAULT,
              job -> {
                assertThat(job.progress().rows()).isZero();
                assertThat(job.progress().fraction()).isZero();
                assertThat(job.progress().totalBytes()).isPositive();
                handles.add(job);
              });

      assertThat(handles).singleElement().extracting(ImportJob::id).isEqualTo(result.id());
    }
  }

  @Test
  void theHandleCancelsTheImport() {
    try (Importer importer = open()) {
      Source source = Source.of(UserFiles.valid(folder.resolve("a.csv"), 10));
      assertThatThrownBy(() -> importer.load(source, ImportOptions.DEFAULT, ImportJob::cancel))
          .isInstanceOf(ImportStateException.class)
          .hasMessageContaining("cancelled");

      assertThat(importer.results().find(1).orElseThrow().status())
          .isEqualTo(ImportStatus.CANCELLED);
    }
  }

  @Test
  void whatItDeletesHasLeftTheDiskWhenTheCallReturns() {
    Path file = UserFiles.valid(folder.resolve("people.csv"), ROWS);
    try (Importer importer = open()) {
      long id = importer.load(file).id();
      assertThat(db.disk().text("SELECT count(*) FROM records")).isEqualTo("" + ROWS);

      importer.operations().delete(id);

      assertThat(db.disk().text("SELECT count(*) FROM records")).isEqualTo("0");
    }
  }
}
