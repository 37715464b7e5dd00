package dev.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.server.Contract;
import dev.importer.testing.PostgresServer;
import dev.importer.testing.ReadWorkbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on files and databases, without a server. */
class FileCommandsTest {

  private static final String CLEAN = "samples/sample_data.csv";
  private static final String FAULTY = "samples/users_with_errors.csv";

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void prepare() {
    shell = new Shell(folder);
  }

  @Test
  void theExitCodeTellsWhetherRowsWereRefused() {
    shell.run("import", CLEAN).expect(0);
    shell.run("import", FAULTY).expect(1);
    shell.run("import", "samples/README.md").expect(2);
    shell.run("import", CLEAN, FAULTY, "missing.csv").expect(2);

    shell.run("check", CLEAN).expect(0);
    shell.run("check", FAULTY).expect(1);
    shell.run("check", FAULTY, "--max-errors", "3").expect(2);
    shell.run("check", "missing.csv").expect(2);
  }

  @Test
  void eachFileHasItsLineAndAFaultyOneStopsNoOther() {
    Shell.End end = shell.run("import", "missing.csv", CLEAN, FAULTY).expect(2);

    assertThat(end.out().lines().filter(line -> !line.startsWith("  ")))
        .containsExactly(
            "sample_data.csv: 3 rows: 3 valid, 0 refused (import 1)",
            "users_with_errors.csv: 13 rows: 5 valid, 8 refused (import 2)");
    assertThat(end.err())
        .isEqualToIgnoringNewLines(
            "importer-server: missing.csv: source-error: There is no file 'missing.csv'.");
  }

  @Test
  void everyFileIsCheckedAndTheWorstDecides() {
    Shell.End end = shell.run("check", FAULTY, "missing.csv", CLEAN).expect(2);
    assertThat(
            end.out().lines().filter(line -> line.contains(": CSV in") || line.contains("rows:")))
        .containsExactly(
            "users_with_errors.csv: CSV in utf-8, delimiter ',', schema users",
            "13 rows: 5 valid, 8 refused",
            "sample_data.csv: CSV in utf-8, delimiter ',', schema users",
            "3 rows: 3 valid, 0 refused");
    assertThat(end.err())
        .isEqualToIgnoringNewLines(
            "importer-server: missing.csv: source-error: There is no file 'missing.csv'.");

    shell.run("check", CLEAN, FAULTY).expect(1);
    shell.run("check", CLEAN, CLEAN).expect(0);
    List<JsonNode> lines =
        shell.run("check", CLEAN, "missing.csv", FAULTY, "--json").expect(2).jsonLines();
    expect("CheckReport", lines.get(0));
    expect("Problem", lines.get(1));
    expect("CheckReport", lines.get(2));
    assertThat(shell.run("check", CLEAN, FAULTY, "--filename", "a.csv").expect(2).err())
        .contains("--filename is for one file, but there are 2.");
    assertThat(shell.run("check", "-", "-").expect(2).err()).contains("only once");
  }

  @Test
  void rowsAreShownUnderOneSetOfColumns() {
    shell.write(
        "a.csv",
        "Full Name,e-mail,AGE,note\nAnn,ann@example.com,30," + "n".repeat(50) + "\nBob,no,x,\n");
    shell.run("import", "a.csv").expect(1);

    List<String> table =
        shell
            .run("show", "1")
            .expect(0)
            .out()
            .lines()
            .dropWhile(l -> !l.startsWith("row"))
            .toList();
    assertThat(table).hasSize(3);
    assertThat(table.get(0)).matches("row  status  name  email            age  note");
    assertThat(table.get(1))
        .isEqualTo("  1  valid   Ann   ann@example.com  30   " + "n".repeat(39) + "…");
    assertThat(table.get(2))
        .startsWith("  2  failed  Bob   no               x ")
        .endsWith("age: 'x' is not an integer");
  }

  @Test
  void rowsAreFoundByTextValuesAndErrors() {
    shell.run("import", FAULTY).expect(1);

    assertThat(rows("search", "1", "nomail")).containsExactly("2");
    assertThat(rows("search", "1", "--where", "department=Sales", "--status", "failed"))
        .contains("2")
        .doesNotContain("1");
    assertThat(rows("search", "1", "--code", "type-error", "--limit", "1")).hasSize(1);
    assertThat(shell.run("search", "1", "no such text").expect(0).out())
        .isEqualToIgnoringNewLines("no rows");
    Shell.End json = shell.run("search", "1", "--code", "type-error", "--json").expect(0);
    expect("RecordPage", json);
    assertThat(json.json().path("records")).hasSize(2);
    shell.run("search", "2").expect(2);
  }

  private List<String> rows(String... arguments) {
    return shell
        .run(arguments)
        .expect(0)
        .out()
        .lines()
        .filter(line -> line.matches(" *[0-9]+  .*"))
        .map(line -> line.strip().replaceAll(" .*", ""))
        .toList();
  }

  @Test
  void rowsAreExported() throws IOException {
    shell.write("a.csv", "Full Name,email,AGE,note\nAnn,ann@example.com,030,=x\nBob,no,x,\n");
    shell.run("import", "a.csv").expect(1);

    assertThat(shell.run("export", "1").expect(0).out())
        .isEqualTo("name,email,age,note\r\nAnn,ann@example.com,30,'=x\r\n");
    assertThat(shell.run("export", "1", "--names", "labels", "--formulas", "plain").expect(0).out())
        .isEqualTo("Full Name,email,AGE,note\r\nAnn,ann@example.com,30,=x\r\n");
    assertThat(
            shell.run("export", "1", "--status", "all", "--format", "ndjson").expect(0).jsonLines())
        .extracting(row -> row.path("_status").asText())
        .containsExactly("valid", "failed");
    assertThat(shell.run("export", "1", "--numbered", "--format", "json").expect(0).json().get(0))
        .hasSize(6);
    assertThat(shell.run("export", "1", "--code", "type-error").expect(0).out()).contains("Bob");

    Path xlsx = folder.resolve("people.xlsx");
    shell.write("people.xlsx", "old");
    assertThat(shell.run("export", "1", "--format", "xlsx", "-o", xlsx.toString()).expect(0).out())
        .isEmpty();
    assertThat(ReadWorkbook.of(Files.readAllBytes(xlsx)).texts(1)).hasSize(2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void anExportThatFailsLeavesTheFileAsItWas() throws IOException {
    shell.write("a.csv", "name,email,age\n" + "n".repeat(40_000) + ",a@example.com,x\n");
    shell.run("import", "a.csv").expect(1);
    Path kept = shell.write("kept.xlsx", "old");

    assertThat(
            shell
                .run("export", "1", "--status", "all", "--format", "xlsx", "-o", kept.toString())
                .expect(2)
                .err())
        .contains("Export them as CSV");
    assertThat(kept).hasContent("old");
    assertThat(
            shell.run("export", "1", "-o", folder.resolve("none/a.csv").toString()).expect(2).err())
        .contains("cannot be written");
  }

  @Test
  void theDatabaseOfACommandHasLargePages() throws SQLException {
    shell.run("import", CLEAN).expect(0);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data_imports.db"));
        Statement statement = connection.createStatement();
        ResultSet pages = statement.executeQuery("PRAGMA page_size")) {
      assertThat(pages.getInt(1)).isEqualTo(16_384);
    }
  }

  @Test
  void jsonIsALineForEachFile() {
    List<JsonNode> lines =
        shell.run("import", CLEAN, "missing.csv", FAULTY, "--json").expect(2).jsonLines();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).path("import_id").asLong()).isEqualTo(1);
    assertThat(lines.get(1).path("code").asText()).isEqualTo("source-error");
    assertThat(lines.get(2).path("failed_records").asLong()).isEqualTo(8);
  }

  @Test
  void jsonIsWhatTheDescriptionOfTheCallsSays() {
    expect("CheckReport", shell.run("check", FAULTY, "--json"));
    expect("UploadAnswer", shell.run("import", FAULTY, "--json"));
    expect("UploadAnswer", shell.run("import", FAULTY, "--json"));
    expect("ImportPage", shell.run("imports", "--json"));
    expect("ImportAndRecords", shell.run("show", "1", "--json"));
    shell.run("errors", "1", "--format=json").json().forEach(row -> expect("Record", row));
    shell.script("importer-server errors 1 > bad.csv").expect(0);
    expect("CorrectionAnswer", shell.run("correct", "1", "bad.csv", "--json"));
    expect("SchemaList", shell.run("schemas", "--json"));
    expect("TableSchema", shell.run("infer", CLEAN));
    expect("Problem", shell.run("cancel", "1", "--json"));
    expect("Problem", shell.run("check", "missing.csv", "--json"));
    expect("Problem", shell.run("check", CLEAN, "--json", "--header=maybe"));
    JsonNode detected = shell.run("detect", CLEAN, "--json").expect(0).json();
    expect("Dialect", detected.path("dialect"));
    expect("Detection", detected.path("detection"));
  }

  private static void expect(String schema, Shell.End end) {
    expect(schema, end.json());
  }

  private static void expect(String schema, JsonNode json) {
    Contract.requireValid(schema, json);
  }

  @Test
  void aCopyHoldsWhatTheOriginalHolds() {
    String copy = folder.resolve("copy.db").toString();
    shell.run("import", CLEAN, FAULTY).expect(1);

    JsonNode copied = shell.run("copy", "--to", copy, "--json").expect(0).json();

    assertThat(copied.path("imports").asInt()).isEqualTo(2);
    assertThat(copied.path("rows").asInt()).isEqualTo(16);
    assertThat(copied.path("copied").findValuesAsText("rows")).containsExactly("3", "13");
    assertThat(shell.run("imports", "--db", copy, "--json").expect(0).json())
        .isEqualTo(shell.run("imports", "--json").expect(0).json());
    assertThat(shell.run("copy", "--to", copy).expect(2).err())
        .contains("imports already", "Copy to a new one");
  }

  @Test
  @EnabledIfSystemProperty(
      named = "importer.test.store",
      matches = "postgresql",
      disabledReason = "it needs PostgreSQL; ask for it with -Dimporter.test.store=postgresql")
  void aCopyInPostgresqlHoldsWhatTheOriginalHolds() {
    String copy = PostgresServer.running().createDatabase();
    shell.run("import", CLEAN, FAULTY).expect(1);

    assertThat(shell.run("copy", "--to", copy).expect(0).out())
        .contains("import 1: 3 rows in both, sha256 ", "2 imports with 16 rows");

    assertThat(shell.run("imports", "--db", copy, "--json").expect(0).json())
        .isEqualTo(shell.run("imports", "--json").expect(0).json());
    assertThat(shell.run("copy", "--to", copy).expect(2).err())
        .contains("imports already", "Copy to a new one");
    assertThat(shell.run("copy", "--db", copy, "--to", "back.db").expect(0).out())
        .contains("import 2: 13 rows in both, sha256 ");
  }

  @Test
  void aCopyNeedsATargetThatItCanOpen() {
    String copy = folder.resolve("copy.db").toString();
    shell.run("import", CLEAN).expect(0);

    assertThat(shell.run("copy").expect(2).err()).contains("--to");
    assertThat(shell.run("copy", "--to", copy, "--to-user", "me").expect(2).err())
        .contains("--to-user", "--to is an SQLite file");
    assertThat(shell.run("copy", "--to", "jdbc:postgresql://me:secret@x/y").expect(2).err())
        .contains("jdbc:postgresql://x/y", "?user=...")
        .doesNotContain("secret");
    assertThat(shell.run("copy", "--db", "missing.db", "--to", copy).expect(2).err())
        .contains("There is no database 'missing.db'");
    assertThat(Path.of(copy)).doesNotExist();
  }

  @Test
  void variablesOfPostgresqlCountForNothingBesideAFile() {
    shell
        .script("IMPORTER_DB_PASSWORD=secret importer-server import --db people.db " + CLEAN)
        .expect(0);
  }

  @Test
  void theSameBytesAreImportedOnce() {
    shell.run("import", CLEAN).expect(0);
    JsonNode again = shell.run("import", CLEAN, "--json").expect(0).json();

    assertThat(again.path("duplicate").asBoolean()).isTrue();
    assertThat(shell.run("imports", "--json").expect(0).json().path("total").asLong()).isEqualTo(1);
  }

  @Test
  void theSameBytesAreRefusedOrImportedAgainOnRequest() {
    shell.run("import", CLEAN).expect(0);

    assertThat(shell.run("import", CLEAN).expect(0).out())
        .contains("imported before as import 1")
        .contains("CSV in utf-8, delimiter ','; schema users")
        .contains("--on-duplicate allow");
    assertThat(shell.run("import", CLEAN, "--on-duplicate", "refuse").expect(2).err())
        .contains("as import 1");
    assertThat(
            shell
                .run("import", CLEAN, "--on-duplicate", "refuse", "--json")
                .expect(2)
                .json()
                .path("code")
                .asText())
        .isEqualTo("duplicate-import");
    assertThat(shell.run("import", CLEAN, "--on-duplicate", "allow").expect(0).out())
        .contains("import 2");
  }

  @Test
  void everyOptionOfAnUploadIsAnOptionOfTheCommand() {
    shell.write("a.txt", "junk\nname;email;age\n'Ann';ann@example.com;30;x\n");
    JsonNode answer =
        shell
            .run(
                "import",
                "a.txt",
                "--format=csv",
                "--encoding=utf-8",
                "--delimiter=;",
                "--quote='",
                "--escape=",
                "--header=true",
                "--skip-rows=1",
                "--header-rows=1",
                "--repair",
                "--max-errors=10%",
                "--severity=extra-cell:warning",
                "--on-duplicate=refuse",
                "--filename=people.csv",
                "--schema=users",
                "--json")
            .expect(0)
            .json();

    assertThat(answer.path("filename").asText()).isEqualTo("people.csv");
    assertThat(answer.path("dialect").path("quote").asText()).isEqualTo("'");
    assertThat(answer.path("dialect").path("skip_rows").asInt()).isEqualTo(1);
    assertThat(answer.path("warnings").path("extra-cell").asInt()).isEqualTo(1);
    shell.run("import", FAULTY, "--strict").expect(2);
  }

  @Test
  void theStandardInputIsAFile() {
    Shell.End end = shell.script("cat samples/users.ndjson | importer-server import -").expect(1);

    assertThat(end.out()).startsWith("stdin: 5 rows: 4 valid, 1 refused (import 1)");
    shell.script("gzip -c " + CLEAN + " | importer-server check - --filename a.csv").expect(0);
    shell.script("importer-server infer - < " + CLEAN).expect(0);
    shell.script("importer-server import - - < " + CLEAN).expect(2);
  }

  @Test
  void refusedRowsAndTemplatesAreWrittenAsWorkbooks() throws Exception {
    shell.run("import", FAULTY).expect(1);
    shell.script("importer-server errors 1 --format xlsx > bad.xlsx").expect(0);
    shell.script("importer-server template users --format xlsx > users.xlsx").expect(0);

    List<List<String>> rows =
        ReadWorkbook.of(Files.readAllBytes(folder.resolve("bad.xlsx"))).texts(1);
    assertThat(rows).hasSize(9);
    assertThat(rows.get(0))
        .startsWith("name", "email", "age", "department")
        .endsWith("_row", "_line", "_errors", "_import");
    assertThat(ReadWorkbook.of(Files.readAllBytes(folder.resolve("users.xlsx"))).texts(1))
        .containsExactly(
            List.of("name", "email", "age"), List.of("example", "name@example.com", "1"));
  }

  @Test
  void refusedRowsGoOutAndComeBack() {
    shell.run("import", FAULTY).expect(1);
    shell
        .script("importer-server errors 1 | sed s/not-an-email/ben@example.com/ > bad.csv")
        .expect(0);

    assertThat(shell.run("correct", "1", "bad.csv").expect(1).out())
        .isEqualToIgnoringNewLines("1 row corrected, 7 still refused, 0 unchanged");
    JsonNode again = shell.run("correct", "1", "bad.csv", "--json").expect(1).json();
    assertThat(again.path("unchanged").asInt()).isEqualTo(1);
    assertThat(shell.run("errors", "1", "--format", "ndjson").expect(0).jsonLines()).hasSize(7);
    assertThat(shell.run("errors", "1", "--format", "json").expect(0).json()).hasSize(7);
    assertThat(shell.run("show", "1").expect(0).out())
        .contains("13 rows: 6 valid, 7 refused", "line 4: 'abc' is not an integer");
  }

  @Test
  void aListGoesOnWhereThePageBeforeEnds() {
    shell.run("import", CLEAN, "samples/users_bom.csv").expect(0);
    Shell.End first = shell.run("imports", "--limit", "1").expect(0);
    String cursor =
        first.out().lines().reduce((a, b) -> b).orElseThrow().replace("more: --cursor ", "");

    assertThat(first.out()).contains("users_bom.csv").doesNotContain("sample_data.csv");
    assertThat(shell.run("imports", "--cursor", cursor).expect(0).out())
        .contains("sample_data.csv")
        .doesNotContain("users_bom.csv", "more:");
    shell.run("imports", "--cursor", "x").expect(2);
    shell.run("imports", "--limit", "0").expect(2);
  }

  @Test
  void deletedAndCancelledImportsAreGone() {
    shell.run("import", CLEAN).expect(0);

    assertThat(shell.run("cancel", "1").expect(2).err())
        .contains("is completed and cannot be cancelled");
    shell.run("delete", "1").expect(0);
    assertThat(shell.run("delete", "1").expect(2).err()).contains("There is no import 1.");
    assertThat(shell.run("show", "1", "--json").expect(2).json().path("code").asText())
        .isEqualTo("import-not-found");
    shell.run("errors", "1").expect(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"imports", "show 1", "errors 1", "delete 1", "cancel 1", "correct 1 a"})
  void aDatabaseThatIsNotThereIsNotMade(String command) {
    Shell.End end =
        shell
            .run(
                Stream.concat(
                        Pattern.compile(" ").splitAsStream(command),
                        Stream.of("--db", folder.resolve("typo.db").toString()))
                    .toArray(String[]::new))
            .expect(2);

    assertThat(end.err()).contains("There is no database", "typo.db");
    assertThat(folder.resolve("typo.db")).doesNotExist();
  }

  @Test
  void aFoundSchemaIsOneToCheckWith() throws Exception {
    Files.createDirectories(folder.resolve("schemas"));
    Shell.End found =
        shell.script("importer-server infer " + CLEAN + " > schemas/people.json").expect(0);

    assertThat(found.err()).contains("age: integer, all values are whole numbers");
    assertThat(shell.run("schemas", "--schemas", "schemas").expect(0).out())
        .contains("people  4 fields");
    shell.run("check", CLEAN, "--schemas", "schemas", "--schema", "people").expect(0);
    assertThat(shell.run("template", "people", "--schemas", "schemas").expect(0).out())
        .startsWith("name,email,age,department");
    assertThat(shell.run("check", CLEAN, "--schema", "people").expect(2).err())
        .contains("The option schema must be one of [none, users], but is 'people'.");
  }

  @Test
  void oneSchemaNeedsNoFolder() {
    shell.script("importer-server infer " + CLEAN + " > people.json").expect(0);
    shell.write("bad.csv", "name,email,age,department\nAnn,ann@example.com,x,Sales\n");

    assertThat(shell.run("check", CLEAN, "--schema", "people.json").expect(0).out())
        .contains("schema people");
    assertThat(shell.run("template", "people.json").expect(0).out()).startsWith("name,email,age");
    shell.run("detect", CLEAN, "--schema", "people.json").expect(0);
    shell.run("import", "bad.csv", "--schema", "people.json").expect(1);
    shell
        .script(
            "importer-server errors 1 | sed s/,x,/,41,/ > mended.csv;"
                + " importer-server correct 1 mended.csv --schema ./people.json")
        .expect(0);
    assertThat(shell.run("correct", "1", "mended.csv", "--schema", "other.json").expect(2).err())
        .contains("other.json: there is no such file");
  }

  @ParameterizedTest
  @CsvSource({
    "check samples, '''samples'' is a folder. Name a file in it.'",
    "import samples, '''samples'' is a folder. Name a file in it.'",
    "infer missing.csv, There is no file 'missing.csv'.",
    "check a --schemas missing, The folder 'missing' of --schemas cannot be read.",
    "imports --db samples, '''samples'' cannot be used. '",
    "import a --db missing/x.db, '''missing/x.db'' cannot be used. '",
    "imports --db samples/README.md, '''samples/README.md'' cannot be used. '",
    "show one, 'IMPORT must be a whole number, but is ''one''.'",
    "imports --limit x, '--limit must be a whole number, but is ''x''.'",
    "errors 1 --encoding nope, '--encoding must be the name of a character encoding'",
    "serve --log-format xml, '--log-format must be one of [text, json], but is ''xml''.'",
    "serve --no-auth=maybe, '--no-auth must be true or false, but is ''maybe''.'",
    "detect a b, 'There is no use for the argument ''b''.'",
    "template, Missing required parameter: 'SCHEMA'"
  })
  void whatCannotBeUsedIsNamedInALine(String command, String message) {
    Shell.End end = shell.script("importer-server " + command).expect(2);

    assertThat(end.err()).startsWith("importer-server: ").contains(message);
    assertThat(end.err().lines()).hasSize(1);
    assertThat(end.out()).isEmpty();
  }

  @Test
  void argumentsThatCannotBeUsedAreToldOnTheStandardErrorWithJsonToo() {
    shell.write("wrong.json", "{}");

    assertThat(shell.run("check", CLEAN, "--schema", "wrong.json", "--json").expect(2).err())
        .startsWith("importer-server: wrong.json: ");
    assertThat(shell.run("imports", "--db", "missing.db", "--json").expect(2).err())
        .contains("There is no database");
  }

  @Test
  void theFaultsOfASchemaAreLinesWithItsName() {
    shell.write("wrong.json", "{\"fields\": [{\"name\": \"a\", \"type\": \"strnig\"}]}");
    shell.write("broken.json", "{");

    for (String schema : List.of("wrong.json", "broken.json", "./missing", "samples")) {
      Shell.End end = shell.run("check", CLEAN, "--schema", schema).expect(2);
      assertThat(end.err().lines()).as(end.err()).hasSize(1);
      assertThat(end.err()).startsWith("importer-server: ").doesNotContain("Exception");
    }
  }

  @Test
  void whatRefusesNothingIsSaidAfterWhatDoes() {
    shell.write(
        "a.csv",
        """
        name;email;age;note;note;
        Ann;ann@example.com;30;5" pipe;x;

        Bob;bob;40;;;
        Cid;cid@example.com;50;;;
        """);

    for (String command : List.of("check", "import", "show")) {
      String what = command.equals("show") ? "1" : "a.csv";
      Shell.End end = shell.run(command, what).expect(command.equals("show") ? 0 : 1);
      assertThat(end.out().lines().map(String::strip))
          .containsSubsequence(
              "1 x  constraint-error (format)  email  line 4: 'bob' is not a valid e-mail address",
              "warnings:",
              "1 x  blank-label     columns without a label are named by their position: column_6",
              "1 x  blank-row       line 3: The row has no value and is skipped.",
              "1 x  literal-quote   line 2: A quote in a cell that does not begin with one is"
                  + " text.",
              "1 x  renamed-label   labels that occur twice got a number: note_2",
              "3 x  unknown-column  the schema has no such column; it is kept as it is: note,"
                  + " note_2, column_6");
    }
    JsonNode json = shell.run("check", "a.csv", "--json").expect(1).json();
    assertThat(json.path("warnings").path("renamed-label").asInt()).isEqualTo(1);
    assertThat(json.path("notices").findValuesAsText("code"))
        .containsExactlyInAnyOrder("blank-row", "literal-quote");
  }

  @Test
  void whatIsDetectedAndMayBeWrongIsSaid() throws Exception {
    shell.write(
        "titled.csv",
        "Members of the club\n\nName;Email;AGE\nAnn;ann@example.com;30\nBob;bob@example.com;31\n");
    assertThat(shell.run("check", "titled.csv", "--schema", "users", "--skip-rows=2").out())
        .contains(
            "detected:",
            "Lines 1 to 2 are skipped: they stand before the table.",
            "Column 1 ('Name') is the field 'name'.");

    Files.write(
        folder.resolve("latin.csv"),
        "name,email,age\nJörg Müller,joerg@example.com,30\n"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThat(shell.run("import", "latin.csv").expect(0).out())
        .contains("1 x  guessed-encoding  The file is not UTF-8", "Name the encoding");
  }

  @ParameterizedTest
  @CsvSource({
    "improt a.csv, 'There is no command ''improt''; did you mean ''import''?'",
    "chek, 'There is no command ''chek''; did you mean ''check''?'",
    "xyzzy, 'There is no command ''xyzzy''. (--help'",
    "check a --delimitr=x, 'There is no option ''--delimitr''; did you mean ''--delimiter''?'",
    "check a --zzz, 'There is no option ''--zzz''. (importer-server check --help'",
    "--prot=1, 'There is no option ''--prot''; did you mean ''--port''?'",
    "errors 1 --format jsn, 'did you mean ''json''?'",
    "errors 1 --format yaml, 'must be one of [csv, json, ndjson, xlsx], but is ''yaml''."
        + " (importer-server'",
    "check a --schema user, 'must be one of [none, users], but is ''user''; did you mean ''users''?'",
    "check a --schema orders, 'must be one of [none, users], but is ''orders''.'",
    "check a --header ture, 'must be true or false, but is ''ture''; did you mean ''true''?'",
    "check a --encoding utf-88, 'did you mean ''UTF-8''?'",
    "template usres, 'There is no schema ''usres''; did you mean ''users''?'"
  })
  void whatWasProbablyMeantIsAskedAndNothingElse(String command, String message) {
    Shell.End end = shell.run(command.split(" ")).expect(2);

    assertThat(end.err()).contains(message);
    assertThat(end.err().lines()).hasSize(1);
  }

  @Test
  void theEnvironmentNamesTheDatabaseAndNothingElse() {
    shell
        .script(
            "IMPORTER_DB=other.db IMPORTER_FORMAT=json IMPORTER_JSON=true importer-server import "
                + CLEAN)
        .expect(0);

    assertThat(folder.resolve("other.db")).exists();
    assertThat(shell.run("show", "1", "--db", "other.db").expect(0).out()).contains("CSV in");
  }

  @Test
  void nothingInAFileControlsTheTerminal() {
    shell.write("a.csv", "name,email,age\n\u001b[31mAnn\u202e,x\u001b[0m,30\n");

    Shell.End end = shell.run("import", "a.csv", "--filename", "\u001b]0;x\u0007.csv").expect(1);
    assertThat(end.out()).doesNotContain("\u001b", "\u0007").contains("'x<U+001B>[0m'");
    assertThat(shell.run("show", "1").expect(0).out())
        .doesNotContain("\u001b", "\u202e")
        .contains("Ann<U+202E>");
  }

  @Test
  void aCommandThatCannotBeUnderstoodIsToldInALine() {
    for (List<String> arguments :
        List.of(
            List.of("import"),
            List.of("import", CLEAN, "--colour"),
            List.of("import", CLEAN, "--header", "maybe"),
            List.of("show", "one"),
            List.of("errors", "1", "--format", "xml"),
            List.of("--port=1", "import", CLEAN),
            List.of("exprot"))) {
      Shell.End end = shell.run(arguments.toArray(String[]::new)).expect(2);
      assertThat(end.err().lines()).as(end.err()).hasSize(1);
      assertThat(end.err()).startsWith("importer-server: ");
    }
  }

  @Test
  void theShellCompletesCommandsAndOptions() {
    Shell.End end =
        shell
            .script(
                "source <(importer-server generate-completion);"
                    + " COMP_WORDS=(importer-server imp); COMP_CWORD=1;"
                    + " _complete_importer-server; echo ${COMPREPLY[@]};"
                    + " COMP_WORDS=(importer-server import --max); COMP_CWORD=2;"
                    + " _complete_importer-server; echo ${COMPREPLY[@]}")
            .expect(0);

    assertThat(end.out().lines()).containsExactly("import imports", "--max-errors");
  }

  @Test
  void theServerIsAlsoACommand() {
    String refusal = "importer-server: --port must be 0 to 65535, but is '-1'. (";

    assertThat(shell.run("serve", "--port=-1").expect(2).err()).startsWith(refusal);
    assertThat(shell.run("--port=-1").expect(2).err()).startsWith(refusal);
  }
}
