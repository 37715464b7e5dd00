package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredRecord;
import dev.importer.source.Source;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.Disk;
import dev.importer.testing.Hold;
import dev.importer.testing.PostgresServer;
import dev.importer.testing.ReadingProcess;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of PostgreSQL that cannot be used as it is, and what only PostgreSQL has. */
@Tag("postgresql")
@EnabledIfSystemProperty(named = "importer.test.store", matches = "postgresql")
class PostgresTest {

  private static final String PASSWORD = "correct horse";

  /** Whatever has a name in the database: tables, indexes and sequences. */
  private static final String MADE =
      "SELECT count(*) FROM pg_class WHERE relnamespace NOT IN"
          + " ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)";

  private final PostgresServer server = PostgresServer.running();
  private String database;
  private String role;
  private Disk disk;

  @TempDir Path folder;
  @Stored TestDatabase db;

  @BeforeEach
  void makeARole() {
    database = PostgresServer.nameOf(db.address());
    role = "role_of_" + database;
    disk = db.disk();
    server.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "'");
  }

  @AfterEach
  void dropTheRole() {
    disk.execute("DROP OWNED BY " + role);
    server.execute("DROP ROLE " + role);
  }

  @Test
  void aWrongPasswordIsRefused() {
    server.requirePassword(role);
    String url = server.urlAs(database, role);

    assertThat(refusal(url + "&password=battery")).isEqualTo(Reason.ACCESS_DENIED);
    assertThat(refusal(url)).as("none at all").isEqualTo(Reason.ACCESS_DENIED);
    disk.execute("GRANT CREATE ON SCHEMA public TO " + role);
    TestDatabase.at(url + "&password=" + PASSWORD.replace(" ", "%20")).build().close();
  }

  @Test
  void aHostIsToldTheSameOfItsDataSource() {
    server.requirePassword(role);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.urlAs(database, role) + "&password=battery");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> Importer.builder().dataSource(source).build())
        .withMessageStartingWith("PostgreSQL refuses the user or the password")
        .matches(refused -> refused.reason() == Reason.ACCESS_DENIED);
  }

  @Test
  void aPrefixThatNoTableCanHaveIsNoFailureOfTheDatabase() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> db.builder().tablePrefix("pg_").build())
        .withMessageStartingWith("tablePrefix must be");
  }

  @Test
  void aDatabaseThatIsMissingIsNotMade() {
    StorageException refused = refused(server.url("nowhere"));

    assertThat(refused.reason()).isEqualTo(Reason.NOT_WRITABLE);
    assertThat(refused).hasMessageContaining("nowhere").hasMessageContaining("createdb");
    assertThat(disk.number("SELECT count(*) FROM pg_database WHERE datname = 'nowhere'")).isZero();
  }

  @Test
  void aRoleThatMayNotMakeTablesMakesNone() {
    disk.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");

    assertThat(refusal(server.urlAs(database, role))).isEqualTo(Reason.ACCESS_DENIED);
    assertThat(disk.number(MADE)).isZero();

    disk.execute("CREATE SCHEMA theirs");
    assertThat(refusal(TestDatabase.at(server.urlAs(database, role)).tableSchema("theirs")))
        .isEqualTo(Reason.ACCESS_DENIED);
    assertThat(disk.number(MADE)).isZero();
  }

  @Test
  void aRoleThatMayNotWriteIntoTheTablesOfAnotherStoresNothing() {
    db.open().close();
    disk.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);

    assertThat(refusal(server.urlAs(database, role))).isEqualTo(Reason.ACCESS_DENIED);
    assertThat(disk.countImports()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDatabaseThatCanOnlyBeReadIsRefused(boolean used) {
    if (used) {
      db.open().close();
    }
    long before = disk.number(MADE);
    disk.execute("ALTER DATABASE " + database + " SET default_transaction_read_only = on");

    StorageException refused = refused(db.address());

    assertThat(refused.reason()).isEqualTo(Reason.READ_ONLY);
    assertThat(refused).hasMessageContaining("targetServerType=primary");
    assertThat(disk.number(MADE)).isEqualTo(before);
    server.execute("ALTER DATABASE " + database + " RESET default_transaction_read_only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"imports", "records", "spool_chunks"})
  void tablesOfOthersAreLeftAlone(String name) {
    disk.execute("CREATE TABLE " + name + " (goods text)");
    disk.execute("INSERT INTO " + name + " VALUES ('tea')");
    long before = disk.number(MADE);

    StorageException refused = refused(db.address());

    assertThat(refused).hasMessageContaining(name).hasMessageContaining("tablePrefix");
    assertThat(disk.number(MADE)).isEqualTo(before);
    try (Importer importer = db.builder().tablePrefix("other_").build()) {
      importer.load(UserFiles.valid(folder.resolve("a.csv"), 10));
    }
    assertThat(disk.number("SELECT count(*) FROM other_records")).isEqualTo(10);
    assertThat(disk.texts("SELECT goods FROM " + name)).containsExactly("tea");
  }

  @Test
  void tablesOfANewerVersionAreLeftAlone() {
    db.open().close();
    disk.execute("UPDATE importer_version SET version = 999");
    long before = disk.number(MADE);

    assertThat(refusal(db.address())).isEqualTo(Reason.NEWER_VERSION);

    assertThat(disk.number("SELECT max(version) FROM importer_version")).isEqualTo(999);
    assertThat(disk.number(MADE)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://db/imports?password=correct",
        "jdbc:h2:mem:imports",
        "jdbc:sqlite:imports.db"
      })
  void aDatabaseOfAnotherProductIsRefused(String url) {
    StorageException refused = refused(url);

    assertThat(refused.reason()).isEqualTo(Reason.OTHER_DATABASE);
    assertThat(refused).hasMessageContaining("jdbc:postgresql:");
    assertThat(refused.getMessage()).doesNotContain("correct");
    assertThat(Path.of("imports.db")).doesNotExist();
  }

  @Test
  void nobodyListensIsTold() {
    PostgresServer stopped = PostgresServer.start();
    String url = stopped.createDatabase();
    stopped.close();

    assertThat(refusal(url)).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void aSchemaHoldsAllThatTheImporterMakes() {
    StorageException refused = refused(db.builder().tableSchema("importer"));
    assertThat(refused).hasMessageContaining("'importer'");
    assertThat(disk.number(MADE)).isZero();
    disk.execute("CREATE SCHEMA importer");
    disk.execute("CREATE TABLE records (artist text)");

    try (Importer importer = db.builder().tableSchema("importer").build()) {
      long id = importer.load(UserFiles.mixed(folder.resolve("a.csv"), 100, 1)).id();
      assertThat(importer.results().stream(RecordQuery.ofImport(id))).hasSize(100);
      importer.results().records(RecordQuery.all().containing("Person 7"));
      importer.results().statistics();
      importer.results().history();
      importer.staging().stage(stream("a.csv", UserFiles.HEADER));
      importer.operations().delete(id);
      Waiting.until(
          "its rows have left", () -> disk.number("SELECT count(*) FROM importer.records") == 0);
    }

    assertThat(
            disk.texts(
                "SELECT DISTINCT relnamespace::regnamespace::text FROM pg_class"
                    + " WHERE relname ~ 'import|upload|record|mapping|error_group|spool|instance'"
                    + " AND relnamespace::regnamespace::text !~ '^pg_|^information_schema$'"
                    + " ORDER BY 1"))
        .containsExactly("importer", "public");
    assertThat(disk.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo(1);
  }

  @Test
  void textThatNoColumnCanHoldIsStoredAllTheSame() throws IOException {
    String csv = "name,email,age\nA\u0000B,a@example.com,1\nC,c\u0000@example.com,x\u0000\n";
    String json = "[{\"name\":\"A\\ud800\",\"email\":\"\\udc00\",\"age\":\"\\u0000\"}]";
    try (Importer importer = db.open()) {
      for (String content : List.of(csv, json)) {
        long id =
            importer
                .load(
                    stream("a\u0000\ud800b\ud83d\ude00.txt", content),
                    ImportOptions.DEFAULT.withSchema("none"))
                .id();
        assertThat(importer.results().find(id).orElseThrow().filename())
            .startsWith("a")
            .endsWith("b\ud83d\ude00.txt")
            .doesNotContain("\u0000", "\ud800b");
        importer.results().imports(PageRequest.FIRST);
        importer.results().profile(id);
        importer.results().errorsCsv(id).writeTo(OutputStream.nullOutputStream());
      }
      List<StoredRecord> ofCsv = importer.results().stream(RecordQuery.ofImport(1)).toList();
      assertThat(ofCsv).hasSize(2);
      assertThat(ofCsv.get(0).cells()).containsValue("A\u0000B");
      // What is wrong with a row repeats what it says.
      assertThat(ofCsv.get(1).errors()).hasSize(2);
      assertThat(ofCsv.get(1).errorMessage()).isNotEmpty().doesNotContain("\u0000");
      assertThat(importer.results().errorSummary(1).groups()).hasSize(3);
      assertThat(importer.results().stream(RecordQuery.ofImport(2)))
          .singleElement()
          .satisfies(row -> assertThat(row.cells()).containsValues("A\ud800", "\udc00", "\u0000"));
    }
  }

  @Test
  void noRowIsLeftWithoutItsImport() {
    Path file = UserFiles.mixed(folder.resolve("a.csv"), 12_000, 1);
    CountDownLatch stored = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Importer importer =
            db.builder()
                .batchSize(1_000)
                .observer(Hold.afterBatches(3, stored::countDown, release))
                .build();
        Importer other = db.builder().workers(0).build()) {
      ImportJob cancelled = importer.submit(file);
      Hold.await(stored);
      other.operations().cancel(cancelled.id());
      release.countDown();
      Waiting.until("its rows have left", () -> disk.countRecords() == 0);

      long deleted = other.load(UserFiles.valid(folder.resolve("b.csv"), 12_000)).id();
      long stays = other.load(UserFiles.valid(folder.resolve("c.csv"), 1_000)).id();
      importer.operations().delete(deleted);
      Waiting.until("only the other's are left", () -> disk.countRecords() == 1_000);
      assertThat(disk.countRecords(stays)).isEqualTo(1_000);
      assertThat(disk.countOrphans()).isZero();

      other.operations().delete(stays);
      other.operations().delete(cancelled.id());
      Waiting.until("none are left", () -> disk.countRecords() == 0);
    }
    assertThat(disk.countOrphans()).isZero();
    assertThat(disk.number("SELECT count(*) FROM error_groups")).isZero();
    assertThat(db.spooled()).isEmpty();
  }

  /** The driver reads a whole answer at once, unless it is asked in the right way. */
  @Test
  void manyRowsAreReadInLittleMemory() throws IOException {
    Path file = folder.resolve("many.csv");
    int rows = 200_000;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("name,email,age,note\n");
      String note = "lorem ipsum ".repeat(8);
      for (int row = 1; row <= rows; row++) {
        out.write("Person " + row + ",p" + row + "@example.com," + row % 130 + "," + note + "\n");
      }
    }

    read(file, ImportOptions.DEFAULT, rows, "-Xmx64m");
  }

  /** A portion of an answer is so many rows, however long they are. */
  @Test
  void longRowsAreReadInLittleMemory() throws IOException {
    Path file = folder.resolve("long.csv");
    int rows = 100;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("number,text\n");
      String text = "x".repeat(1_000_000);
      for (int row = 1; row <= rows; row++) {
        out.write(row + "," + text + "\n");
      }
    }

    read(file, ImportOptions.DEFAULT.withSchema("none"), rows, "-Xmx64m");
  }

  private void read(Path file, ImportOptions options, int rows, String memory) {
    long id;
    try (Importer importer = db.open()) {
      id = importer.load(Source.of(file), options).id();
    }
    try (ChildJvm child = ReadingProcess.start(db.address(), id, memory)) {
      assertThat(child.awaitLine(line -> line.startsWith("rows"))).isEqualTo("rows " + rows);
      assertThat(child.awaitLine(line -> line.startsWith("profile")))
          .isEqualTo("profile " + disk.number("SELECT processed_records FROM imports"));
      assertThat(child.awaitLine(line -> line.startsWith("refused")))
          .isEqualTo("refused " + disk.number("SELECT failed_records FROM imports"));
      child.awaitLine(line -> line.startsWith("found"));
      assertThat(child.awaitEnd()).isZero();
    }
  }

  @Test
  void theImportsOfOneAreSeenByAllOthers() {
    try (Importer one = db.open();
        Importer other = db.open()) {
      long id = one.load(UserFiles.valid(folder.resolve("a.csv"), 100)).id();

      assertThatImport(other.results().find(id).orElseThrow()).isCompletedWith(100, 0);
      assertThat(other.load(folder.resolve("a.csv")).duplicate()).isTrue();
    }
  }

  private static Source stream(String name, String content) {
    return Source.of(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), name);
  }

  private Reason refusal(String url) {
    return refusal(TestDatabase.at(url));
  }

  private Reason refusal(Importer.Builder builder) {
    return refused(builder).reason();
  }

  private StorageException refused(String url) {
    return refused(TestDatabase.at(url));
  }

  /** Each refusal is told in a sentence or two, from which nobody learns a password. */
  private StorageException refused(Importer.Builder builder) {
    StorageException refused =
        catchThrowableOfType(StorageException.class, () -> builder.build().close());
    assertThat(refused).isNotNull();
    assertThat(refused.getMessage())
        .endsWith(".")
        .doesNotContain("\n", "Exception", "battery", PASSWORD);
    return refused;
  }
}
