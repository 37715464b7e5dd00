package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ImportStateException;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RowsExport;
import dev.importer.source.Source;
import dev.importer.testing.ChangingProcess;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.ExportingProcess;
import dev.importer.testing.LoadingProcess;
import dev.importer.testing.ReadingProcess;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class BoundedMemoryTest {

  private static final long MEBIBYTE = 1L << 20;

  @TempDir Path folder;
  @Stored TestDatabase db;

  @Tag("slow")
  @Test
  void neitherTheHeapNorTheThreadsGrowWithTheNumberOfImports() {
    Path file = UserFiles.mixed(folder.resolve("a.csv"), 20, 1);
    ImportOptions again = ImportOptions.DEFAULT.withOnDuplicate(OnDuplicate.ALLOW);
    try (Importer importer = TestDatabase.inMemory().build()) {
      long early = 0;
      int threadsEarly = 0;
      for (int i = 1; i <= 1_000; i++) {
        long id =
            i % 2 == 0
                ? importer.load(Source.of(file), again).id()
                : importer.submit(Source.of(file), again).result().join().id();
        importer.results().records(RecordQuery.ofImport(id).containing("Person"));
        importer.results().imports(PageRequest.FIRST);
        assertThat(importer.operations().job(id)).isPresent();
        importer.operations().delete(id);
        if (i == 100) {
          early = usedHeap();
          threadsEarly = Thread.activeCount();
        }
      }

      assertThat(usedHeap() - early).isLessThan(10 * MEBIBYTE);
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(threadsEarly + 2);
    }
  }

  @Test
  void aFileOfManyTimesTheHeapIsLoaded() throws IOException {
    Path file = folder.resolve("large.csv");
    int rows = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("name,email,age,note\n");
      String note = "lorem ipsum ".repeat(50);
      for (long written = 0; written < 200 * MEBIBYTE; written += note.length() + 40) {
        rows++;
        String age = rows % 100 == 0 ? "x" : "7";
        out.write("Person " + rows + ",person" + rows + "@example.com," + age + "," + note + "\n");
      }
    }
    assertThat(Files.size(file)).isGreaterThan(190 * MEBIBYTE);

    try (ChildJvm child = LoadingProcess.start(db.address(), file, false, 5_000, "-Xmx64m")) {
      String done = child.awaitLine(line -> line.startsWith("done"));
      assertThat(done).isEqualTo("done " + rows + " " + rows / 100);
      assertThat(child.awaitEnd()).isZero();
    }
  }

  @Tag("slow")
  @Test
  void anExportOfManyTimesTheHeapIsWritten() throws IOException {
    Path file = UserFiles.mixed(folder.resolve("many.csv"), 100_000, 1);
    long id;
    try (Importer importer = db.builder().build()) {
      id = importer.load(Source.of(file)).id();
    }

    try (ChildJvm child = ExportingProcess.start(db.address(), id, "-Xmx24m")) {
      for (RowsExport.Format format : RowsExport.Format.values()) {
        for (RowsExport.Names names : RowsExport.Names.values()) {
          String done = child.awaitLine(line -> line.startsWith("exported"));
          assertThat(done).isEqualTo("exported " + format.text() + " " + names.text());
        }
      }
      assertThat(child.awaitEnd()).isZero();
    }
  }

  @Tag("slow")
  @Test
  void storedRowsOfManyTimesTheHeapBecomeObjects() {
    Path file = UserFiles.mixed(folder.resolve("many.csv"), 100_000, 100);
    long valid;
    try (Importer importer = db.builder().build()) {
      valid = importer.load(Source.of(file)).valid();
    }

    try (ChildJvm child = ReadingProcess.start(db.address(), 1, "-Xmx24m")) {
      assertThat(child.awaitLine(line -> line.startsWith("objects"))).isEqualTo("objects " + valid);
      assertThat(child.awaitEnd()).isZero();
    }
  }

  @Tag("slow")
  @Test
  void rowsOfManyTimesTheHeapAreChangedAtOnce() throws IOException {
    int rows = 300_000;
    Path file = folder.resolve("users.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(UserFiles.HEADER);
      for (int row = 1; row <= rows; row++) {
        out.write("Person " + row + ",p" + row + "@example.com," + (row % 3 == 0 ? "x" : "7"));
        out.write("\n");
      }
    }
    long id;
    try (Importer importer = db.builder().build()) {
      id = importer.load(Source.of(file)).id();
    }

    try (ChildJvm child = ChangingProcess.start(db.address(), id, "age", "7", "x", "-Xmx24m")) {
      assertThat(child.awaitLine(line -> line.startsWith("replaced")))
          .isEqualTo("replaced " + rows / 3 * 2);
      assertThat(child.awaitLine(line -> line.startsWith("undone")))
          .isEqualTo("undone " + rows / 3 * 2);
      assertThat(child.awaitEnd()).isZero();
    }
  }

  /** Each record has one member, whose name no other has and which is a tenth of a megabyte. */
  @Tag("slow")
  @Test
  void labelsThatNeverComeAgainAreNotAllKept() throws IOException {
    Path file = folder.resolve("labels.ndjson");
    String name = "n".repeat(100_000);
    int rows = 1_000;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int row = 0; row < rows; row++) {
        out.write("{\"" + row + name + "\":1}\n");
      }
    }

    try (ChildJvm child = LoadingProcess.start(db.address(), file, false, 5_000, "-Xmx64m")) {
      String done = child.awaitLine(line -> line.startsWith("done"));
      assertThat(done).isEqualTo("done " + rows + " " + rows);
      assertThat(child.awaitEnd()).isZero();
    }

    try (Importer importer = db.builder().build()) {
      RowsExport all = importer.results().export(RecordQuery.ofImport(1));
      all.writeTo(OutputStream.nullOutputStream(), RowsExport.Format.NDJSON);
      // A table would have a column for each.
      assertThatExceptionOfType(ImportStateException.class)
          .isThrownBy(() -> all.writeTo(OutputStream.nullOutputStream(), RowsExport.Format.CSV))
          .withMessageContaining("or as JSON");
    }
  }

  /** The least that is in use after a few collections. */
  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
