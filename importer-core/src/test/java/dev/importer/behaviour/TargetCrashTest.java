package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.source.Source;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.Disk;
import dev.importer.testing.Stored;
import dev.importer.testing.TargetProcess;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes that die while rows are on their way into a table of the application, or out of it: the
 * table holds all rows of an import or none, what it had before is not lost, and the rows and
 * refusals are those of an import that nobody has killed.
 */
class TargetCrashTest {

  private static final int ROWS = 20_000;

  /** More than it takes to complete the import, and to undo it. */
  private static final int LONGEST_PAUSE_MILLIS = 700;

  /** How the names of some end. */
  private static final String REFUSED = "777";

  private static final String NOBODY = "nobody";

  private static final String ALL =
      "SELECT email || ' ' || name || ' ' || age || ' ' || coalesce(import_id, 0)"
          + " FROM app_users ORDER BY email";

  private static final String WRITTEN =
      "SELECT email || ' ' || name || ' ' || age FROM app_users WHERE import_id = %d ORDER BY email";

  private static final String FAULTS =
      "SELECT code || ' ' || coalesce(rule, '') || ' ' || coalesce(field, '') || ' ' || count"
          + " FROM error_groups WHERE import_id = %d ORDER BY 1";

  @TempDir Path folder;
  @Stored TestDatabase db;

  /** One of them, for every build. */
  @Test
  void aProcessThatDiesLeavesAllRowsOrNone() {
    aProcessThatDiesLeavesAllRowsOrNone(1);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(2, 1 + Integer.getInteger("importer.test.target.kills", 5));
  }

  @Tag("slow")
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aProcessThatDiesLeavesAllRowsOrNone(long seed) {
    Random random = new Random(seed);
    Disk disk = db.disk();
    Path file = UserFiles.mixed(folder.resolve("people.csv"), ROWS, seed);
    db.open().close();
    String refused = random.nextBoolean() ? REFUSED : NOBODY;
    disk.execute(TargetProcess.table(refused));
    disk.execute(TargetProcess.known());
    List<String> valid = validAddresses(file, refused);
    List<String> blocked = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (int i = 1; i < valid.size(); i += 200) {
      blocked.add(valid.get(i - 1));
      known.add("('" + valid.get(i - 1) + "', NULL)");
      known.add("('" + valid.get(i) + "', 'Known " + i + "')");
    }
    disk.execute("INSERT INTO known_people VALUES " + String.join(", ", known));
    // Some of them are there already, or none.
    int others = random.nextInt(3) == 0 ? 0 : 100;
    List<String> there = new ArrayList<>(List.of("('nobody', 'Before', 1, NULL)"));
    for (int i = 0; i < others; i++) {
      there.add("('" + valid.get(i * 99 + 1) + "', 'Before', " + i + ", NULL)");
    }
    disk.execute("INSERT INTO app_users VALUES " + String.join(", ", there));
    List<String> before = disk.texts(ALL);

    boolean undoes = random.nextInt(3) == 0;
    int moment = random.nextInt(2) == 0 ? ROWS - 1_000 : random.nextInt(ROWS);
    try (ChildJvm child = TargetProcess.start(db.address(), file)) {
      child.awaitLine(
          line -> undoes ? line.equals("undoing") : line.equals("done") || rowsOf(line) >= moment);
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)).toNanos());
      child.kill();
    }

    boolean completed = disk.text("SELECT status FROM imports").equals("completed");
    boolean undone = completed && disk.text("SELECT undone_at FROM imports") != null;
    if (!completed || undone) {
      assertThat(disk.texts(ALL)).isEqualTo(before);
      assertThat(disk.number("SELECT count(*) FROM target_rows")).isZero();
    }
    db.endLeases();
    try (Importer importer = TargetProcess.open(db.address())) {
      StoredImport imported =
          Waiting.get(importer.operations().job(1).orElseThrow().result()).summary();
      if (undone) {
        importer.redo(1);
      }

      assertThat(disk.texts("SELECT email FROM app_users WHERE import_id = 1 ORDER BY email"))
          .hasSize((int) importer.results().find(1).orElseThrow().processedRecords())
          .isEqualTo(valid.stream().filter(each -> !blocked.contains(each)).sorted().toList());
      List<String> written = disk.texts(WRITTEN.formatted(1));
      assertThat(imported.totalRecords()).isEqualTo(ROWS);
      importer.undo(1);
      assertThat(disk.texts(ALL)).isEqualTo(before);

      importer.load(
          Source.of(file), TargetProcess.OPTIONS.withOnDuplicate(ImportOptions.OnDuplicate.ALLOW));
      assertThat(disk.texts(WRITTEN.formatted(2))).isEqualTo(written);
      assertThat(disk.fingerprint(2)).isEqualTo(disk.fingerprint(1));
      assertThat(disk.texts(FAULTS.formatted(2))).isEqualTo(disk.texts(FAULTS.formatted(1)));
    }
  }

  private static long rowsOf(String line) {
    return line.startsWith("rows ") ? Long.parseLong(line.substring(5)) : -1;
  }

  /** The addresses of valid rows, but of those whose names end in some way. */
  private static List<String> validAddresses(Path file, String refused) {
    try (Importer importer = Importer.inMemory()) {
      importer.load(file);
      return importer.results().stream(RecordQuery.ofImport(1).withStatus(RecordStatus.VALID))
          .filter(row -> !String.valueOf(row.data().get("name")).endsWith(refused))
          .map(row -> String.valueOf(row.data().get("email")))
          .toList();
    }
  }
}
