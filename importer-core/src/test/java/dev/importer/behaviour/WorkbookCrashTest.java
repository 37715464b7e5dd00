package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.results.ErrorSummary;
import dev.importer.results.StoredImport;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.KeyedFiles;
import dev.importer.testing.LoadingProcess;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import dev.importer.testing.WorkbookFile;
import dev.importer.testing.WorkbookFile.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die in the middle of a workbook. */
class WorkbookCrashTest {

  private static final int ROWS = 40_000;

  @TempDir Path folder;
  @Stored TestDatabase db;
  @Stored TestDatabase undisturbedDatabase;

  @Test
  void everyRowIsStoredOnceAfterTwoCrashes() {
    Path file = people();
    StoredImport undisturbed = undisturbed(file, undisturbedDatabase.builder());
    assertThat(undisturbed.totalRecords()).isEqualTo(ROWS);
    assertThat(undisturbed.failedRecords()).isBetween(ROWS / 20L, ROWS / 2L);

    long rows = killedAfter(file, 1);
    rows = killedAfter(file, rows + 1_000);

    try (Importer importer = db.open()) {
      requireSame(importer, undisturbed);
      assertThat(db.disk().number("SELECT attempt FROM imports")).isEqualTo(3);
    }
    assertThat(rows).isLessThan(ROWS);
    assertThat(db.spooled()).isEmpty();
  }

  @Test
  void rulesAcrossRowsHoldAcrossACrash() throws IOException {
    Path file = keyed();
    StoredImport undisturbed =
        undisturbed(file, undisturbedDatabase.builder().schema(KeyedFiles.SCHEMA));
    assertThat(undisturbed.failedRecords()).isGreaterThan(ROWS / 5L);
    try (ChildJvm child =
        LoadingProcess.start(db.address(), file, true, 1_000, LoadingProcess.KEYED)) {
      child.awaitLine(line -> LoadingProcess.rowsOf(line) >= ROWS / 2);
      child.kill();
    }

    try (Importer importer = db.builder().schema(KeyedFiles.SCHEMA).build()) {
      requireSame(importer, undisturbed);
    }
  }

  private StoredImport undisturbed(Path file, Importer.Builder builder) {
    try (Importer importer = builder.build()) {
      return importer.load(file).summary();
    }
  }

  /** Works on the file until so many rows are stored, and dies; how many there are then. */
  private long killedAfter(Path file, long rows) {
    try (ChildJvm child = LoadingProcess.start(db.address(), file, true, 1_000)) {
      child.awaitLine(line -> LoadingProcess.rowsOf(line) >= rows);
      child.kill();
    }
    long stored = db.disk().countRecords();
    assertThat(stored).isGreaterThanOrEqualTo(rows).isLessThan(ROWS);
    return stored;
  }

  private void requireSame(Importer importer, StoredImport undisturbed) {
    assertThatImport(Waiting.get(importer.operations().job(1).orElseThrow().result()))
        .isCompletedWith(undisturbed.processedRecords(), undisturbed.failedRecords())
        .hasWarnings(undisturbed.warnings());
    StoredImport stored = importer.results().find(1).orElseThrow();
    assertThat(stored.accounting()).isEqualTo(undisturbed.accounting());
    assertThat(stored.notices()).isEqualTo(undisturbed.notices());
    assertThat(db.disk().fingerprint(1))
        .isEqualTo(undisturbedDatabase.disk().fingerprint(undisturbed.id()));
    ErrorSummary expected;
    try (Importer other = undisturbedDatabase.builder().workers(0).build()) {
      expected = other.results().errorSummary(undisturbed.id());
    }
    assertThat(importer.results().errorSummary(1)).isEqualTo(expected);
    Waiting.until("the spool is empty", () -> Spools.filesIn(importer).isEmpty());
  }

  private Path people() {
    Random random = new Random(7);
    WorkbookFile file = WorkbookFile.ofSheet("People").row("People of the club").row();
    file.row("Name", "Email", "AGE", "note");
    for (int row = 1; row <= ROWS; row++) {
      Object age =
          switch (random.nextInt(12)) {
            case 0 -> "abc";
            case 1 -> 200;
            case 2 -> new Fault("#N/A");
            case 3 -> null;
            default -> random.nextInt(100);
          };
      Object note = random.nextInt(5) == 0 ? "hé 😀 " + random.nextInt(9) : null;
      if (random.nextInt(50) == 0) {
        file.hiddenRow("Person " + row, "p" + row + "@example.com", age, note);
      } else {
        file.row("Person " + row, "p" + row + "@example.com", age, note);
      }
    }
    return UserFiles.write(folder.resolve("people.xlsx"), file.bytes());
  }

  private Path keyed() throws IOException {
    WorkbookFile file = WorkbookFile.ofSheet("Keyed").row("id", "code", "parent");
    Path text = KeyedFiles.mixed(folder.resolve("keyed.csv"), ROWS, 42);
    for (String line : Files.readAllLines(text).subList(1, ROWS + 1)) {
      String[] cells = line.split(",", -1);
      file.row(
          Integer.valueOf(cells[0]),
          cells[1],
          cells[2].isEmpty() ? null : Integer.valueOf(cells[2]));
    }
    return UserFiles.write(folder.resolve("keyed.xlsx"), file.bytes());
  }
}
