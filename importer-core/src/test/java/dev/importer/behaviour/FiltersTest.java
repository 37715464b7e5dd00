package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.results.ErrorSummary;
import dev.importer.results.History;
import dev.importer.results.ImportPage;
import dev.importer.results.ImportQuery;
import dev.importer.results.ImportStatus;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordQuery.ErrorKind;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports by state and name, rows by what is wrong with them, and what was imported when. */
class FiltersTest {

  private static final String BAD =
      """
      name,email,age
      Ann,ann@example.com,30
      Bob,nobody,x
      Cid,cid@example.com,y
      ,dan@example.com,200
      Eve,nobody,31
      """;

  @Stored TestDatabase db;

  private Importer open(String day) {
    Clock clock = Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
    return db.builder().clock(clock).build();
  }

  private static long load(Importer importer, String name, String text) {
    return importer.load(Source.ofText(text, Format.CSV).withName(name)).id();
  }

  private static List<String> names(ImportPage page) {
    return page.page().items().stream().map(StoredImport::filename).toList();
  }

  @Test
  void importsAreFoundByPartOfTheirName() {
    try (Importer importer = TestDatabase.inMemory().build()) {
      load(importer, "Users May.csv", UserFiles.HEADER + "A,a@x.org,1\n");
      load(importer, "users_june.csv", UserFiles.HEADER + "A,a@x.org,2\n");
      load(importer, "50%.csv", UserFiles.HEADER + "A,a@x.org,3\n");

      ImportPage found = importer.results().imports(ImportQuery.all().named("USERS"));

      assertThat(names(found)).containsExactly("users_june.csv", "Users May.csv");
      assertThat(found.total()).isEqualTo(2);
      // No pattern: these characters mean themselves.
      assertThat(names(importer.results().imports(ImportQuery.all().named("%"))))
          .containsExactly("50%.csv");
      assertThat(names(importer.results().imports(ImportQuery.all().named("_"))))
          .containsExactly("users_june.csv");
      assertThat(importer.results().imports(ImportQuery.all().named("' OR 1=1 --")).total())
          .isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "id, 12345678901234567890",
    "price, 1.10",
    "price, 1.1",
    "huge, 1E+400",
    "'odd \"name', 2",
  })
  void rowsAreFoundByTheirNumbersAsTheyAreWritten(String name, String number) {
    try (Importer importer = TestDatabase.inMemory().build()) {
      String row = "{\"id\":12345678901234567890,\"price\":1.10,\"huge\":1e400,\"odd \\\"name\":2}";
      importer.load(Source.ofText(row, Format.NDJSON), ImportOptions.DEFAULT.withSchema("none"));

      assertThat(importer.results().records(RecordQuery.all().where(name, number)).items())
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "EMAIL", "e_mail"})
  void rowsAreFoundByAFieldUnderWhateverLabel(String name) {
    Schema schema =
        Schema.builder("people")
            .field(Field.string("email").aliases("e-mail"))
            .field(Field.integer("age"))
            .build();
    try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
      String rows = "A,x@example.com,1\nB,x@example.com,old\nC,c@example.com,old\n";
      long id = load(importer, "a.csv", "name,EMAIL,AGE\n" + rows);

      assertThat(
              importer
                  .results()
                  .records(RecordQuery.ofImport(id).where(name, "x@example.com"))
                  .items())
          .hasSize(2);
    }
  }

  @Test
  void importsAreFoundByStateAndPagedLikeAll() {
    try (Importer importer = TestDatabase.inMemory().build()) {
      for (int i = 0; i < 5; i++) {
        load(importer, i + ".csv", UserFiles.HEADER + "A,a@x.org," + i + "\n");
      }
      importer.submit(Source.ofText("\"", Format.CSV)).result().exceptionally(e -> null).join();
      ImportQuery completed = ImportQuery.all().withStatus(ImportStatus.COMPLETED);

      ImportPage first = importer.results().imports(completed.withPage(PageRequest.ofLimit(3)));
      String cursor = Objects.requireNonNull(first.page().cursor());
      ImportPage second =
          importer.results().imports(completed.withPage(PageRequest.ofLimit(3).at(cursor)));

      assertThat(names(first)).containsExactly("4.csv", "3.csv", "2.csv");
      assertThat(names(second)).containsExactly("1.csv", "0.csv");
      assertThat(second.total()).isEqualTo(5);
      assertThat(second.page().cursor()).isNull();
      assertThat(
              importer.results().imports(ImportQuery.all().withStatus(ImportStatus.FAILED)).total())
          .isEqualTo(1);
    }
  }

  @Test
  void eachGroupOfErrorsFindsItsRows() {
    try (Importer importer = TestDatabase.inMemory().build()) {
      long id = load(importer, "bad.csv", BAD);
      ErrorSummary summary = importer.results().errorSummary(id);

      assertThat(summary.groups()).hasSize(4);
      for (ErrorSummary.Group group : summary.groups()) {
        List<StoredRecord> found =
            importer.results().stream(RecordQuery.ofImport(id).withError(ErrorKind.of(group)))
                .toList();
        assertThat(found)
            .hasSize((int) group.count())
            .allMatch(row -> row.status() == RecordStatus.FAILED);
        assertThat(found.get(0).rowNumber()).isEqualTo(group.examples().get(0).row());
      }
    }
  }

  @Test
  void whatIsNotSaidOfAnErrorMayBeAnything() {
    try (Importer importer = TestDatabase.inMemory().build()) {
      long id = load(importer, "bad.csv", BAD);
      RecordQuery rows = RecordQuery.ofImport(id);

      assertThat(importer.results().stream(rows.withError(new ErrorKind(null, null, "age"))))
          .extracting(StoredRecord::rowNumber)
          .containsExactly(2L, 3L, 4L);
      assertThat(
              importer.results().stream(
                  rows.withError(new ErrorKind("constraint-error", null, null))))
          .extracting(StoredRecord::rowNumber)
          .containsExactly(2L, 4L, 5L);
      assertThat(importer.results().stream(rows.withError(new ErrorKind(null, null, null))))
          .hasSize(4);
      assertThat(
              importer.results().stream(
                  rows.withError(new ErrorKind(null, null, null)).withStatus(RecordStatus.VALID)))
          .isEmpty();
      assertThat(
              importer.results().stream(rows.withError(new ErrorKind("' OR 1=1 --", null, null))))
          .isEmpty();
    }
  }

  @Test
  void theHistoryTellsDaysAndTheMostFrequentErrors() {
    try (Importer importer = open("2026-05-01")) {
      load(importer, "a.csv", BAD);
      load(importer, "b.csv", UserFiles.HEADER + "A,a@x.org,1\n");
    }
    try (Importer importer = open("2026-05-03")) {
      load(importer, "c.csv", UserFiles.HEADER + "A,a@x.org,x\n");
      importer.operations().delete(load(importer, "gone.csv", UserFiles.HEADER + "A,a@x.org,z\n"));

      History history = importer.results().history();

      assertThat(history.days())
          .containsExactly(
              new History.Day(LocalDate.of(2026, 5, 1), 2, 2, 4),
              new History.Day(LocalDate.of(2026, 5, 3), 1, 0, 1));
      assertThat(history.errors())
          .startsWith(
              new History.ErrorCount("type-error", "integer", "age", 3),
              new History.ErrorCount("constraint-error", "format", "email", 2))
          .hasSize(4);
    }
  }
}
