package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import dev.importer.results.StoredImport;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.Disk;
import dev.importer.testing.KeyedFiles;
import dev.importer.testing.LoadingProcess;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules across rows hold across a crash, too, and for more keys than the memory is given. */
class KeysAfterCrashTest {

  private static final int ROWS = 120_000;

  @TempDir static Path shared;
  private static Path file;
  @Stored private static TestDatabase undisturbedDatabase;
  private static StoredImport undisturbed;

  @Stored TestDatabase db;

  @BeforeAll
  static void importUndisturbed() {
    file = KeyedFiles.mixed(shared.resolve("keyed.csv"), ROWS, 42);
    try (Importer importer = open(undisturbedDatabase)) {
      undisturbed = importer.load(file).summary();
    }
    assertThat(undisturbed.totalRecords()).isEqualTo(ROWS);
  }

  private static Importer open(TestDatabase database) {
    return database.builder().schema(KeyedFiles.SCHEMA).build();
  }

  @Test
  void everyBrokenRuleIsFoundWithItsFirstRow() throws Exception {
    List<String[]> rows =
        Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row[0]));
    Map<String, Integer> rowOfId = new HashMap<>();
    Map<String, Integer> rowOfCode = new HashMap<>();
    Map<Long, String> expected = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      Integer sameCode = rowOfCode.putIfAbsent(row[1], i + 1);
      Integer sameId = rowOfId.putIfAbsent(row[0], i + 1);
      String errors =
          (sameCode == null ? "" : "; code: '" + row[1] + "' was seen before in row " + sameCode)
              + (sameId == null ? "" : "; id: '" + row[0] + "' was seen before in row " + sameId)
              + (row[2].isEmpty() || ids.contains(row[2])
                  ? ""
                  : "; parent: '" + row[2] + "' is not a value of id");
      if (!errors.isEmpty()) {
        expected.put(i + 1L, errors.substring(2));
      }
    }

    Map<Long, String> found = new HashMap<>();
    for (Disk.Row row : undisturbedDatabase.disk().rows(undisturbed.id())) {
      if (row.errorMessage() != null) {
        found.put(row.rowNumber(), row.errorMessage());
      }
    }
    assertThat(found).hasSizeGreaterThan(ROWS / 5).isEqualTo(expected);
  }

  @Test
  void anImportThatGoesOnAfterACrashFindsTheSame() {
    Disk disk = db.disk();
    try (ChildJvm child =
        LoadingProcess.start(db.address(), file, true, 1_000, LoadingProcess.KEYED)) {
      child.awaitLine(line -> LoadingProcess.rowsOf(line) >= ROWS / 2);
      child.kill();
    }
    assertThat(disk.countRecords()).isBetween(1L, ROWS - 1L);
    assertThat(disk.text("SELECT status FROM imports")).isEqualTo("processing");

    try (Importer importer = open(db)) {
      ImportResult result = Waiting.get(importer.operations().job(1).orElseThrow().result());

      assertThatImport(result)
          .isCompletedWith(undisturbed.processedRecords(), undisturbed.failedRecords());
      assertThat(disk.fingerprint(result.id()))
          .isEqualTo(undisturbedDatabase.disk().fingerprint(undisturbed.id()));
      Waiting.until("the spool is empty", () -> Spools.filesIn(importer).isEmpty());
    }
    assertThat(db.spooled()).isEmpty();
  }

  @Test
  void closingEndsTheLookAheadAndTheImportGoesOnLater() {
    try (Importer importer = open(db)) {
      importer.submit(file);
    }

    try (Importer importer = open(db)) {
      assertThatImport(Waiting.get(importer.operations().job(1).orElseThrow().result()))
          .isCompletedWith(undisturbed.processedRecords(), undisturbed.failedRecords());
    }
    assertThat(db.disk().fingerprint(1))
        .isEqualTo(undisturbedDatabase.disk().fingerprint(undisturbed.id()));
  }
}
