package dev.importer.examples;

import static dev.importer.examples.Project.printed;
import static dev.importer.examples.Project.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.results.CheckReport;
import dev.importer.results.ErrorSummary;
import dev.importer.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example runs and prints what its first sentence promises. */
class ExamplesTest {

  @TempDir Path folder;

  @Test
  void fiveLinesLoadAFile() throws Exception {
    Path database = folder.resolve("a.db");
    assertThat(printed(EmbedInFiveLines::main, sample("sample_data.csv"), database))
        .isEqualTo("3 rows: 3 valid, 0 refused\n");
    assertThat(database).isNotEmptyFile();
  }

  @Test
  void aCheckListsFaultsAndStoresNothing() throws Exception {
    assertThat(printed(CheckBeforeLoading::main, sample("users_with_errors.csv")))
        .startsWith("13 rows: 5 valid, 8 refused\n")
        .contains("line 4: age: 'abc' is not an integer\n")
        .contains(" x unknown-column\n")
        .endsWith("nothing was stored\n");
  }

  @Test
  void aCleanFileIsStoredAfterTheCheck() throws Exception {
    assertThat(printed(CheckBeforeLoading::main, sample("sample_data.json")))
        .endsWith("stored as import 1\n");
  }

  @Test
  void aCheckSaysWhyAFileCannotBeUsed() throws Exception {
    Path file = Files.writeString(folder.resolve("wrong.csv"), "title,price\nZen,9.90\n");
    assertThat(printed(CheckBeforeLoading::main, file))
        .startsWith("unusable: missing-label: The header lacks 'name', 'email', 'age'.");
  }

  @Test
  void cellsAreCleanedForOneImportAndForAllOfASchema() throws Exception {
    assertThat(printed(CleanCells::main))
        .startsWith("2 rows: 2 valid, 0 refused\n1 x replaced-cell\n2 x trimmed-cell\n")
        .contains("{\"name\":\"Ann\",\"phone\":\"+49 30 1\",\"age\":null,\"city\":\"Muenchen\"}\n")
        .contains("  phone: '+49 30 1\n", "  age: n/a\n", "  phone: =\"0301\"\n")
        .contains("\"city\":\"München\"}\n", "  city: Muenchen\n");
    assertThat(Schema.parse("people", CleanCells.JSON).fields())
        .isEqualTo(CleanCells.PEOPLE.fields());
  }

  @Test
  void usersReachTheirTableAndLeaveItAgain() throws Exception {
    assertThat(printed(UsersIntoTable::main, folder.resolve("a.db")))
        .contains(
            "manager: 'nobody@example.com' is not a value of email in app_users; did you mean 'boss@example.com'?")
        .contains("ann@example.com Ann\nboss@example.com The Boss\nUndoResult")
        .contains("removed=1, restored=1")
        .endsWith("\nboss@example.com Boss\n");
  }

  @Test
  void rowsGoIntoATableAndOutOfItAgain() throws Exception {
    assertThat(printed(IntoOwnTable::main, sample("users_with_errors.csv"), folder.resolve("a.db")))
        .startsWith("4 new, 1 changed\n")
        .contains("before=30, after=31")
        .endsWith("4 added, 1 changed\n4 removed, 1 as before\n");
  }

  @Test
  void aFileIsSentOnceAndCheckedOften() throws Exception {
    assertThat(
            printed(
                SendOnceCheckOften::main, sample("users_with_errors.csv"), folder.resolve("a.db")))
        .isEqualTo(
            """
            as users: 13 rows: 5 valid, 8 refused
            as text: 13 rows: 10 valid, 3 refused
            stored as import 1
            """);
  }

  @Test
  void rowsBecomeRecordsAndErrorsComeBesideThem() throws Exception {
    assertThat(printed(TypedRows::main, sample("users_with_errors.csv")))
        .contains("Ana Souza will be 32 next year\n")
        .contains("Łukasz Żółć will be 41 next year\n")
        .contains("line 5: age: '200' is above the maximum of 150\n");
  }

  @Test
  void storedRowsBecomeBeansAndWhatTheseRefuseComesBesideThem() throws Exception {
    assertThat(printed(OwnClasses::main))
        .isEqualTo(
            """
            7: 19.90, 2026-01-31
            line 3: total: an order of less than nothing
            line 4: due: an order without a day
            """);
  }

  @Test
  void aBackgroundImportEndsWithAllOfTheFileRead() throws Exception {
    Path large = folder.resolve("large.csv");
    printed(GenerateLargeSample::main, 20_000, large);
    assertThat(printed(BackgroundImportWithProgress::main, large, folder.resolve("a.db")))
        .startsWith("import 1 accepted\n")
        .containsPattern(
            "100 %, 20.000 rows, completed\n20000 rows: 1\\d{4} valid, \\d{3} refused\n$");
  }

  @Test
  void aBackgroundImportTellsWhyAFileCannotBeUsed() throws Exception {
    Path file = Files.writeString(folder.resolve("open.csv"), "name,email,age\n\"Ann,a@b.org,1\n");
    assertThat(printed(BackgroundImportWithProgress::main, file, folder.resolve("a.db")))
        .contains("the file cannot be used: The quote that opens on line 2, character 1");
  }

  @Test
  void aSchemaOfOnesOwnRefusesWhatBreaksIt() throws Exception {
    assertThat(printed(OwnSchema::main))
        .contains("\"price\":9.90")
        .contains("\"extras\":{\"pages\":300}")
        .contains(
            "sku: '42' is not of the form that is asked for: 2 capital letters, '-', 4 digits (pattern")
        .contains("title: 'A' is shorter than 2 characters")
        .contains("category: 'car' is not one of book, game, tool")
        .contains("price: '0' is below the minimum of 0.01")
        .contains("stock: 'many' is not an integer")
        .contains("released: '2023-02-29' is not a date");
  }

  @Test
  void aSchemaHasFourFormsThatAreEqual() throws Exception {
    assertThat(printed(SchemaForms::main))
        .isEqualTo(
            """
            JSON equals Java: true
            record equals Java: true
            number: integer, all values are whole numbers of at most 15 digits
            customer: string, the first value is neither a number, nor a truth value, nor a date
            total: number, all values are numbers of at most 15 digits
            due: date, all values are dates with the day first, as row 2 proves
            found equals Java: true
            /fields/0/type there is no type 'strng'; did you mean 'string'?
            /fields/1 a field needs a name
            number,customer,total,due\r
            1,example,1.5,23.11.2026\r
            """);
  }

  @Test
  void recordsAreFoundByPageStatusTextAndValue() throws Exception {
    assertThat(printed(QueryRecords::main, sample("users_with_errors.csv")))
        .isEqualTo(
            """
            page: [1, 2, 3, 4, 5]
            page: [6, 7, 8, 9, 10]
            page: [11, 12, 13]
            refused: [2, 3, 4, 5, 6, 7, 8, 9]
            containing 'research': [10]
            aged 31 in Finance: [1]
            13 rows in all
            """);
  }

  @Test
  void changeRows() throws Exception {
    assertThat(printed(ChangeRows::main, sample("users_with_errors.csv")))
        .isEqualTo(
            """
            13 rows: 6 valid, 7 refused
            4 rows replaced
            3 undo
            2 replace
            1 edit
            """);
  }

  @Test
  void refusedRowsAreMendedAndTakenBack() throws Exception {
    Path bad = folder.resolve("bad.csv");
    assertThat(printed(CorrectRefusedRows::main, sample("users_with_errors.csv"), bad))
        .startsWith("8 of 13 rows refused\n")
        .contains(" like line 4: 'abc' is not an integer\n")
        .endsWith("2 corrected, 6 still refused\n7 rows are valid now\n");
    assertThat(bad).content().startsWith("name,email,age,department,");
  }

  @Test
  void rulesAndTablesOfOnesOwnRefuseRows() throws Exception {
    assertThat(printed(HouseRules::main, sample("users_with_errors.csv"), folder.resolve("a.db")))
        .startsWith("13 rows: 4 valid, 9 refused\n13 rows: 4 valid, 9 refused\n")
        .contains("row 4: email: wants no mail\n")
        .endsWith("row 13: department: 'HR' is not a value of name in departments\n");
  }

  @Test
  void validRowsAreInATableOfOnesOwn() throws Exception {
    assertThat(printed(OwnTable::main, sample("users_with_errors.csv"), folder.resolve("a.db")))
        .isEqualTo("13 rows: 5 valid, 8 refused\n5 people, the oldest is 40\n");
  }

  @Test
  void aListenerIsToldWhenImportsEnd() throws Exception {
    assertThat(
            printed(
                TellWhenImportsEnd::main, sample("users_with_errors.csv"), folder.resolve("a.db")))
        .contains("mail: import 1 is completed\n")
        .contains("mail: import 2 is failed\n")
        .contains("unusable: missing-label\n");
  }

  @Test
  void anUploadIsTakenPieceByPiece() throws Exception {
    String file = sample("users_with_errors.csv");
    assertThat(printed(ReceiveAnUpload::main, file))
        .isEqualTo("users_with_errors.csv: " + Files.size(Path.of(file)) + " bytes, 13 rows\n");
  }

  @Test
  void anUploadPastTheLimitIsNotTaken() throws Exception {
    assertThat(printed(ReceiveAnUpload::main, sample("users_with_errors.csv"), 300))
        .startsWith("not taken: too-large: The source is larger than the limit of 300 bytes");
  }

  @Test
  void testsNeedNoFiles() throws Exception {
    assertThat(printed(InMemoryForTests::main))
        .isEqualTo(
            """
            2 rows: 1 valid, 1 refused
            completed at 2026-01-31T12:00:00Z
            the same bytes again: import 1 is the answer
            if allowed: import 2
            """);
  }

  @Test
  void aLargeSampleHasTheFaultsItPromisesAndNoOthers() throws Exception {
    Path file = folder.resolve("large.csv");
    assertThat(printed(GenerateLargeSample::main, 10_000, file, 7))
        .isEqualTo("10000 rows, " + Files.size(file) + " bytes in " + file + "\n");
    assertThat(Files.readString(file)).contains("\"\"").contains("花子").contains(", ");

    try (Importer importer = Importer.inMemory()) {
      CheckReport report = importer.check(file);
      assertThat(report.total()).isEqualTo(10_000);
      List<ErrorSummary.Group> groups = report.errorSummary().groups();
      assertThat(groups).hasSize(2);
      assertThat(groups.get(0).field()).isEqualTo("email");
      assertThat(groups.get(0).count()).isBetween(150L, 250L);
      assertThat(groups.get(1).field()).isEqualTo("age");
      assertThat(groups.get(1).count()).isBetween(60L, 140L);
    }
  }

  @Test
  void aLargeSampleIsTheSameForTheSameSeed() throws Exception {
    Path first = folder.resolve("a.csv");
    Path second = folder.resolve("b.csv");
    Path other = folder.resolve("c.csv");
    printed(GenerateLargeSample::main, 500, first, 7);
    printed(GenerateLargeSample::main, 500, second, 7);
    printed(GenerateLargeSample::main, 500, other, 8);
    assertThat(first).hasSameBinaryContentAs(second);
    assertThat(Files.mismatch(first, other)).isNotEqualTo(-1);
  }

  @Test
  void everyExampleIsInTheTableOfTheReadme() throws IOException {
    Path module = Project.folder("importer-examples");
    String readme = Files.readString(module.resolve("README.md"));
    Stream<String> listed =
        Pattern.compile("\\((src/main/[^)]+\\.java)\\)")
            .matcher(readme)
            .results()
            .map(m -> m.group(1));
    try (Stream<Path> files = Files.list(module.resolve("src/main/java/dev/importer/examples"))) {
      assertThat(listed)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .filter(file -> !file.endsWith("package-info.java"))
                  .map(file -> module.relativize(file).toString().replace('\\', '/'))
                  .toList());
    }
  }
}
