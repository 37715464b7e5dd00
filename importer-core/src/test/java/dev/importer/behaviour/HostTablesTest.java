package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.importer.Importer;
import dev.importer.results.CorrectionResult;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordQuery.ErrorKind;
import dev.importer.results.RecordStatus;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.UserFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What the importer's tables are called in the database of a host, and which it takes for its. */
class HostTablesTest {

  private static final String NAMES =
      "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name";

  @TempDir Path folder;
  private Path database;
  private SQLiteDataSource source;
  private Disk disk;

  @BeforeEach
  void makeTheDatabaseOfTheHost() {
    database = folder.resolve("application.db");
    UserFiles.write(database, "");
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + database);
    disk = Disk.of(database);
  }

  @Test
  void everyNameBeginsWithImporter() {
    Importer.builder().dataSource(source).build().close();

    assertThat(disk.texts(NAMES))
        .containsExactly(
            "importer_changed_rows",
            "importer_error_groups",
            "importer_import_changes",
            "importer_import_events",
            "importer_import_events_next",
            "importer_importer_version",
            "importer_imports",
            "importer_imports_live",
            "importer_imports_of_bytes",
            "importer_imports_once",
            "importer_imports_open",
            "importer_imports_to_purge",
            "importer_mappings",
            "importer_mappings_of_labels",
            "importer_records",
            "importer_records_failed",
            "importer_target_rows",
            "importer_uploads",
            "importer_uploads_once",
            "importer_uploads_to_expire");
  }

  /** The names that the importer uses in a database of its own, with other things behind them. */
  @Test
  void aHostMayHaveTablesOfTheSameNames() {
    disk.execute("CREATE TABLE imports (id INTEGER PRIMARY KEY, goods TEXT)");
    disk.execute("CREATE TABLE records (id INTEGER PRIMARY KEY, artist TEXT)");
    disk.execute("CREATE INDEX records_failed ON records (artist)");
    disk.execute("CREATE TABLE importer_version (version INTEGER NOT NULL)");
    disk.execute("INSERT INTO records (artist) VALUES ('Nina Simone')");

    try (Importer importer = Importer.builder().dataSource(source).build()) {
      useAllOf(importer);
    }

    assertThat(disk.texts("SELECT artist FROM records")).containsExactly("Nina Simone");
    assertThat(disk.number("SELECT count(*) FROM importer_version")).isZero();
    assertThat(disk.number("SELECT count(*) FROM importer_records")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "crm_", "Import2_"})
  void thePrefixCanBeChosen(String prefix) {
    try (Importer importer = Importer.builder().dataSource(source).tablePrefix(prefix).build()) {
      useAllOf(importer);
    }

    assertThat(disk.texts(NAMES)).hasSize(20).allMatch(name -> name.startsWith(prefix));
    assertThat(disk.number("SELECT count(*) FROM " + prefix + "records")).isEqualTo(3);
  }

  @Test
  void tablesThatAVersionOfBeforeMadeAreUsedOn() {
    try (Importer before = Importer.builder().dataSource(source).tablePrefix("").build()) {
      before.load(UserFiles.valid(folder.resolve("a.csv"), 10));
    }

    try (Importer importer = Importer.builder().dataSource(source).build()) {
      assertThat(importer.results().imports(PageRequest.FIRST).total()).isEqualTo(1);
      assertThat(importer.load(folder.resolve("a.csv")).duplicate()).isTrue();
    }
    assertThat(disk.texts(NAMES)).doesNotContain("importer_imports");
  }

  @Test
  void twoImportersWithPrefixesOfTheirOwnKnowNothingOfEachOther() {
    Path file = UserFiles.valid(folder.resolve("a.csv"), 10);
    try (Importer one =
            Importer.builder()
                .dataSource(source)
                .tablePrefix("one_")
                .spoolFolder(folder.resolve("one"))
                .build();
        Importer two =
            Importer.builder()
                .dataSource(source)
                .tablePrefix("two_")
                .spoolFolder(folder.resolve("two"))
                .build()) {
      assertThat(one.load(file).duplicate()).isFalse();
      assertThat(two.load(file).duplicate()).isFalse();
      one.operations().delete(1);
      assertThat(two.results().imports(PageRequest.FIRST).total()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-b_", "1_", "a b", "x;", "\"", "é_", "sqlite_", "PG_"})
  void whatNoNameCanBeginWithIsRefused(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Importer.builder().dataSource(source).tablePrefix(prefix).build())
        .withMessageContaining("tablePrefix")
        .withMessageContaining("'" + prefix + "'");
    assertThat(disk.texts(NAMES)).isEmpty();
  }

  @Test
  void aDatabaseOfTheImportersOwnTakesNoPrefix() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Importer.builder().inMemory().tablePrefix("x_").build())
        .withMessageContaining("tablePrefix");
  }

  /** Every kind of statement, so that none is left that names a table without its prefix. */
  private void useAllOf(Importer importer) {
    String text = UserFiles.HEADER + "Ann,ann@example.com,30\nBob,nobody,x\nCid,c@x.org,31\n";
    long id = importer.load(Source.ofText(text, Format.CSV)).id();
    RecordQuery rows = RecordQuery.ofImport(id);
    assertThat(importer.results().records(rows).items()).hasSize(3);
    assertThat(importer.results().records(RecordQuery.all().containing("ANN")).items()).hasSize(1);
    assertThat(importer.results().records(rows.where("age", "31")).items()).hasSize(1);
    assertThat(importer.results().records(rows.withStatus(RecordStatus.VALID)).items()).hasSize(2);
    assertThat(
            importer
                .results()
                .records(rows.withError(new ErrorKind("type-error", null, null)))
                .items())
        .hasSize(1);
    assertThat(importer.results().statistics().totalRecords()).isEqualTo(3);
    assertThat(importer.results().history().days()).hasSize(1);
    assertThat(importer.results().errorSummary(id).groups()).hasSize(2);
    CorrectionResult report =
        importer.correct(id, Source.ofText("name,email,age,_row\nBob,b@x.org,32,2\n", Format.CSV));
    assertThat(report.corrected()).isEqualTo(1);
    assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(3, 0);
    importer.load(UserFiles.valid(folder.resolve("gone.csv"), 20));
    importer.operations().backup(folder.resolve("copy.db"));
    importer.operations().delete(id + 1);
    assertThat(importer.results().imports(PageRequest.FIRST).page().items())
        .extracting(each -> each.id())
        .isEqualTo(List.of(id));
    try (Importer again = Importer.builder().database(folder.resolve("other.db")).build()) {
      assertThat(again.results().imports(PageRequest.FIRST).total()).isZero();
    }
  }
}
