package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.RowHandler;
import dev.importer.results.StoredImport;
import dev.importer.row.TypedRow;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.Disk;
import dev.importer.testing.HandlingProcess;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of the host that holds exactly the valid rows. */
@Isolated
class RowHandlerTest {

  private static final ImportOptions PEOPLE = ImportOptions.DEFAULT.withHandler("people");

  /** What the table of the host must look like, told from what is stored. */
  private static String stored(Disk disk) {
    return "SELECT import_id || ' ' || row_number || ' ' || "
        + disk.member("email")
        + " || ' ' || "
        + disk.member("age")
        + " FROM records WHERE status = 'valid' ORDER BY id";
  }

  private static final String HANDLED =
      "SELECT import_id || ' ' || row || ' ' || email || ' ' || age FROM people"
          + " ORDER BY import_id, row";

  record Person(String name, String email, int age) {}

  @TempDir Path folder;
  @Stored TestDatabase db;

  private Importer open(RowHandler handler) {
    return HandlingProcess.importer(db.address(), handler).build();
  }

  private Disk disk() {
    return db.disk();
  }

  @Test
  void getsTheValidRowsBatchByBatch() {
    Path file = UserFiles.mixed(folder.resolve("people.csv"), 3_500, 4);
    List<Integer> sizes = new ArrayList<>();
    List<String> threads = new ArrayList<>();
    RowHandler handler =
        batch -> {
          HandlingProcess.insert(batch);
          sizes.add(batch.rows().size());
          threads.add(Thread.currentThread().getName());
        };
    try (Importer importer = open(handler)) {
      ImportResult result = importer.load(Source.of(file), PEOPLE);

      assertThat(sizes).hasSize(4);
      assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo((int) result.valid());
      assertThat(threads).containsOnly("importer-writer-" + result.id());
    }
    assertThat(disk().texts(HANDLED)).isEqualTo(disk().texts(stored(disk())));
  }

  @Test
  void getsRecordsOfTheApplication() {
    List<Person> people = new ArrayList<>();
    RowHandler handler =
        batch -> batch.as(Person.class).stream().map(TypedRow::require).forEach(people::add);
    String csv = UserFiles.HEADER + "Ann,ann@example.com,30\nBob,nobody,x\n";
    try (Importer importer = open(handler)) {
      importer.load(Source.ofText(csv, Format.CSV), PEOPLE);
    }

    assertThat(people).containsExactly(new Person("Ann", "ann@example.com", 30));
  }

  @Test
  void isNotCalledWithoutValidRowsNorByImportsThatDoNotNameIt() {
    RowHandler handler =
        batch -> {
          throw new AssertionError("called");
        };
    try (Importer importer = open(handler)) {
      assertThatImport(
              importer.load(Source.ofText(UserFiles.HEADER + "A,b,c\n", Format.CSV), PEOPLE))
          .isCompletedWith(0, 1);
      assertThatImport(importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)))
          .isCompletedWith(10, 0);
    }
  }

  @Test
  void whatItThrowsUndoesTheBatchAndEndsTheImport() {
    Path file = UserFiles.valid(folder.resolve("people.csv"), 3_000);
    RowHandler handler =
        batch -> {
          HandlingProcess.insert(batch);
          if (batch.rows().get(0).row().number() > 2_000) {
            throw new IllegalStateException("no more");
          }
        };
    try (Importer importer = open(handler)) {
      SourceException failed =
          catchThrowableOfType(SourceException.class, () -> importer.load(Source.of(file), PEOPLE));

      assertThat(failed.code()).isEqualTo(ErrorCode.HANDLER_ERROR);
      assertThat(failed).hasRootCauseMessage("no more");
      assertThat(failed)
          .hasMessageContaining("'people' refused rows 2001 to 3000 (IllegalStateException)");
      long id = failed.importId().orElseThrow();
      assertThatImport(importer.results().find(id).orElseThrow())
          .isFailedWith("handler-error", 2_002L);
      Waiting.until("its rows have left", () -> disk().countRecords() == 0);
    }
    // The batches before were committed with their import at that time.
    assertThat(disk().number("SELECT max(row) FROM people")).isEqualTo(2_000);
  }

  /** As frameworks ask before they begin a transaction of their own. */
  @Test
  void isToldThatATransactionIsUnderWay() {
    List<Boolean> commitsByItself = new ArrayList<>();
    try (Importer importer =
        open(batch -> commitsByItself.add(batch.connection().getAutoCommit()))) {
      importer.load(Source.ofText(UserFiles.HEADER + "A,a@example.com,1\n", Format.CSV), PEOPLE);
    }
    assertThat(commitsByItself).containsExactly(false);
  }

  @Test
  void whatItThrowsIsTheCauseOfWhatTheCallerGetsAndIsLoggedOnce() throws IOException {
    Exception thrown = new IOException("the disk of the host is gone");
    RowHandler handler =
        batch -> {
          throw thrown;
        };
    String csv = UserFiles.HEADER + "A,a@example.com,1\n";
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (Importer importer = open(handler)) {
      SourceException failed =
          catchThrowableOfType(
              SourceException.class, () -> importer.load(Source.ofText(csv, Format.CSV), PEOPLE));
      assertThat(failed.getCause()).isSameAs(thrown);
      assertThat(failed.importId()).isPresent();
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("The row handler 'people' refused rows 1 to 1 of import 1")
        .containsOnlyOnce("java.io.IOException: the disk of the host is gone");

    try (Importer importer = open(handler)) {
      ImportJob job = importer.submit(Source.ofText(csv, Format.CSV), PEOPLE);
      assertThat(catchThrowableOfType(SourceException.class, job::await).getCause())
          .isSameAs(thrown);
      assertThat(catchThrowableOfType(CompletionException.class, () -> job.result().join()))
          .cause()
          .cause()
          .isSameAs(thrown);
    }
  }

  @Test
  void whatItsOwnClassesLackIsItsFailureToo() {
    RowHandler handler =
        batch -> {
          throw new NoClassDefFoundError("org/example/Missing");
        };
    String csv = UserFiles.HEADER + "A,a@example.com,1\n";
    try (Importer importer = open(handler)) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.load(Source.ofText(csv, Format.CSV), PEOPLE))
          .withCauseInstanceOf(NoClassDefFoundError.class)
          .satisfies(failed -> assertThat(failed.code()).isEqualTo(ErrorCode.HANDLER_ERROR));
    }
  }

  @Test
  void cannotEndTheTransactionItself() {
    String csv = UserFiles.HEADER + "A,a@example.com,1\n";
    for (String method : List.of("commit", "rollback", "close")) {
      RowHandler handler = batch -> Connection.class.getMethod(method).invoke(batch.connection());
      try (Importer importer = open(handler)) {
        SourceException failed =
            catchThrowableOfType(
                SourceException.class, () -> importer.load(Source.ofText(csv, Format.CSV), PEOPLE));
        assertThat(failed)
            .hasRootCauseMessage(
                "a row handler must not call " + method + ": the transaction ends with the batch");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void hasEachValidRowOnceAfterACrashWithinABatch(int stopInBatch) {
    Path file = UserFiles.mixed(folder.resolve("people.csv"), 5_500, 9);
    try (ChildJvm child = HandlingProcess.start(db.address(), file, stopInBatch)) {
      child.awaitLine("in the middle"::equals);
      child.kill();
    }
    assertThat(disk().countRecords()).isEqualTo(1_000L * (stopInBatch - 1));

    try (Importer importer = open(HandlingProcess::insert)) {
      StoredImport resumed =
          Waiting.get(importer.operations().job(1).orElseThrow().result()).summary();

      assertThat(resumed.totalRecords()).isEqualTo(5_500);
      assertThat(disk().texts(HANDLED))
          .hasSize((int) resumed.processedRecords())
          .isEqualTo(disk().texts(stored(disk())));
    }
  }

  @Test
  void thatIsNotThereAfterARestartFailsTheImport() {
    Path file = UserFiles.valid(folder.resolve("people.csv"), 2_500);
    try (ChildJvm child = HandlingProcess.start(db.address(), file, 2)) {
      child.awaitLine("in the middle"::equals);
      child.kill();
    }

    try (Importer importer = db.open()) {
      Waiting.until(
          "it has ended", () -> importer.results().find(1).orElseThrow().status().hasEnded());
      assertThatImport(importer.results().find(1).orElseThrow())
          .isFailedWith("handler-error", null);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> importer.load(Source.of(file), PEOPLE))
          .withMessageContaining("'people' is not known");
    }
  }

  @Test
  void getsCorrectedRowsToo() {
    String csv =
        UserFiles.HEADER + "Ann,ann@example.com,30\n" + "Bob,bob@example.com,x\n".repeat(2);
    long id;
    String mended = "name,email,age,_row\nBob,bob@example.com,31,2\n";
    try (Importer importer = open(HandlingProcess::insert)) {
      id = importer.load(Source.ofText(csv, Format.CSV), PEOPLE).id();

      importer.correct(id, Source.ofText(mended, Format.CSV));

      assertThat(disk().texts("SELECT row FROM people ORDER BY row")).containsExactly("1", "2");
      assertThat(disk().texts(HANDLED)).isEqualTo(disk().texts(stored(disk())));
    }
    RowHandler refusing =
        batch -> {
          HandlingProcess.insert(batch);
          throw new IllegalStateException("not now");
        };
    String third = mended.replace("31,2", "32,3");
    try (Importer importer = open(refusing)) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.correct(id, Source.ofText(third, Format.CSV)))
          .withRootCauseInstanceOf(IllegalStateException.class);
      assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(2, 1);
    }
    assertThat(disk().texts(HANDLED)).isEqualTo(disk().texts(stored(disk())));
    try (Importer importer = db.open()) {
      assertThatExceptionOfType(ImportStateException.class)
          .isThrownBy(() -> importer.correct(id, Source.ofText(third, Format.CSV)))
          .withMessageContaining("'people'");
    }
  }
}
