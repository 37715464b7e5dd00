package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.ImportNotFoundException;
import dev.importer.job.ImportOptions;
import dev.importer.results.ErrorValues;
import dev.importer.results.ErrorValues.Cluster;
import dev.importer.results.ErrorValues.Value;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery.ErrorKind;
import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The different values that were refused in an import. */
class ErrorValuesTest {

  private static final Schema PETS =
      Schema.builder("pets")
          .field(Field.integer("id").unique())
          .field(Field.string("kind").oneOf("cat", "dog").required())
          .field(Field.date("born"))
          .field(Field.integer("age"))
          .build();

  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.builder().batchSize(100).addSchema(PETS).workers(1).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private long load(String text, Format format) {
    return importer
        .load(Source.ofText(text, format), ImportOptions.DEFAULT.withSchema("pets"))
        .id();
  }

  private ErrorValues values(long id) {
    return importer.results().errorValues(id, ErrorKind.ANY, PageRequest.FIRST);
  }

  private ErrorValues ofCsv(String csv) {
    return values(load(csv, Format.CSV));
  }

  private static @Nullable String to(Value value) {
    ValueSuggestion suggestion = value.suggestion();
    return suggestion == null ? null : String.valueOf(suggestion.to());
  }

  @Test
  void aCheckTellsWhatAnImportWouldTell() {
    String csv =
        "id,kind,born,age\n1,cta,,n/a\n1,dog,yesterday,n/a\n3,,2020-01-31,7 years\n4,Dog,,7\n";

    ErrorValues checked =
        importer
            .check(Source.ofText(csv, Format.CSV), ImportOptions.DEFAULT.withSchema("pets"))
            .values();

    assertThat(checked).isEqualTo(ofCsv(csv));
    assertThat(checked.values())
        .extracting(Value::field, Value::value, Value::count, ErrorValuesTest::to)
        .contains(tuple("age", "n/a", 2L, "null"), tuple("kind", "Dog", 1L, "dog"));
  }

  @Test
  void aCheckTellsTheMostFrequentOfVeryManyValues() {
    String csv =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(i -> i + ",cat,," + (i % 10 == 0 ? "many" : "x" + i))
            .collect(Collectors.joining("\n", "id,kind,born,age\n", "\n"));

    ErrorValues checked =
        importer
            .check(Source.ofText(csv, Format.CSV), ImportOptions.DEFAULT.withSchema("pets"))
            .values();

    assertThat(checked.values()).hasSize(200);
    assertThat(checked.values().get(0))
        .extracting(Value::value, Value::count)
        .containsExactly("many", 500L);
    assertThat(checked.complete()).isFalse();
    assertThat(checked.nextCursor()).isEmpty();
  }

  @Test
  void equalMistakesAreOneValueAndTheMostFrequentComesFirst() {
    ErrorValues values =
        ofCsv(
            """
            id,kind,born,age
            1,cat,,1
            2,Kat,,1
            3,dgo,31/12/2020,1
            4,Kat,,two
            5,bird,,1
            6,Kat,05/06/2021,1
            7,Kat,,1
            """);

    assertThat(values.values())
        .extracting(Value::field, Value::rule, Value::value, Value::count, Value::rows)
        .containsExactly(
            tuple("kind", "enum", "Kat", 4L, List.of(2L, 4L, 6L)),
            tuple("kind", "enum", "dgo", 1L, List.of(3L)),
            tuple("born", "date", "31/12/2020", 1L, List.of(3L)),
            tuple("age", "integer", "two", 1L, List.of(4L)),
            tuple("kind", "enum", "bird", 1L, List.of(5L)),
            tuple("born", "date", "05/06/2021", 1L, List.of(6L)));
    assertThat(values.values())
        .extracting(ErrorValuesTest::to)
        .containsExactly("cat", "dog", "2020-12-31", null, null, "2021-06-05");
    assertThat(values.values().get(0).message()).startsWith("'Kat' is not one of cat, dog");
    assertThat(values.total()).isEqualTo(6);
    assertThat(values.complete()).isTrue();
    assertThat(values.nextCursor()).isEmpty();
  }

  @Test
  void onlyOneKindIsTold() {
    long id = load("id,kind,born,age\n1,x,y,z\n2,x,,z\n", Format.CSV);

    assertThat(
            importer
                .results()
                .errorValues(id, new ErrorKind(null, null, "age"), PageRequest.FIRST)
                .values())
        .extracting(Value::value, Value::count)
        .containsExactly(tuple("z", 2L));
    assertThat(
            importer
                .results()
                .errorValues(id, new ErrorKind("constraint-error", "enum", null), PageRequest.FIRST)
                .values())
        .extracting(Value::field)
        .containsExactly("kind");
    assertThat(
            importer
                .results()
                .errorValues(id, new ErrorKind("none", null, null), PageRequest.FIRST)
                .values())
        .isEmpty();
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    String csv =
        IntStream.range(0, 25)
            .mapToObj(i -> i + ",kind" + i + ",,\n")
            .collect(Collectors.joining("", "id,kind,born,age\n", ""));
    long id = load(csv, Format.CSV);
    List<String> found = new ArrayList<>();
    PageRequest page = PageRequest.ofLimit(10);
    int pages = 0;
    while (page != null) {
      ErrorValues values = importer.results().errorValues(id, ErrorKind.ANY, page);
      values.values().forEach(each -> found.add(each.value()));
      assertThat(values.total()).isEqualTo(25);
      page = values.nextCursor().map(page::at).orElse(null);
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(found)
        .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(i -> "kind" + i).toList());
  }

  @Test
  void theCursorOfAnotherListIsRefused() {
    long id = load("id,kind,born,age\n1,x,,\n", Format.CSV);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                importer
                    .results()
                    .errorValues(id, ErrorKind.ANY, new PageRequest(1, "cmVjb3Jkczox", 0)));
  }

  @Test
  void faultsThatNoValueCuresAreToldWithoutSuggestions() {
    ErrorValues values = ofCsv("id,kind,born,age\n7,cat,,\n7,dog,,\n7,dog,,\n8,dog,,,9\n9,,,\n");

    assertThat(values.values())
        .extracting(Value::code, Value::value, Value::count, Value::suggestion)
        .containsExactly(
            tuple(ErrorCode.UNIQUE_ERROR, "7", 2L, null),
            tuple(ErrorCode.EXTRA_CELL, "9", 1L, null),
            tuple(ErrorCode.CONSTRAINT_ERROR, "", 1L, null));
    assertThat(values.clusters()).isEmpty();
  }

  @Test
  void numbersOfJsonAreAsTheyAreWritten() {
    ErrorValues values =
        values(
            load(
                "[{\"id\":1,\"kind\":1.50,\"born\":null,\"age\":41.5},"
                    + "{\"id\":2,\"kind\":\"cat\",\"born\":20201231,\"age\":1.25}]",
                Format.JSON));

    assertThat(values.values())
        .extracting(Value::value)
        .containsExactly("1.50", "41.5", "20201231", "1.25");
  }

  @Test
  void spellingsOfOneValueAreACluster() {
    ErrorValues values =
        ofCsv("id,kind,born,age\n1,Kat,,\n2,KAT,,\n3,k.a.t.,,\n4,Dog,,\n5,KAT,,\n");

    assertThat(values.clusters())
        .containsExactly(
            new Cluster(
                "kind",
                ErrorCode.CONSTRAINT_ERROR,
                "enum",
                List.of("KAT", "Kat"),
                3,
                new ValueSuggestion("cat", Reason.ALLOWED_VALUE)));
  }

  @Test
  void hostileValuesAreToldAsErrorsHaveThem() {
    String huge = "x".repeat(1_000_000);
    String json =
        "[{\"id\":1,\"kind\":\"a\\u0000b\",\"born\":\"\",\"age\":1},"
            + "{\"id\":2,\"kind\":\"\\ud800\",\"born\":\"\",\"age\":1},"
            + "{\"id\":3,\"kind\":\"\u202etac\",\"born\":\"\",\"age\":1},"
            + "{\"id\":4,\"kind\":\""
            + huge
            + "1\",\"born\":\"\",\"age\":1},"
            + "{\"id\":5,\"kind\":\""
            + huge
            + "2\",\"born\":\"\",\"age\":1}]";
    long id = load(json, Format.JSON);

    List<String> ofErrors = new ArrayList<>();
    importer
        .results()
        .errors(id, PageRequest.FIRST)
        .items()
        .forEach(
            row -> row.errors().forEach(error -> ofErrors.add(error.code() + " " + error.value())));
    List<Value> values = values(id).values();

    assertThat(values.get(0).count()).isEqualTo(2);
    assertThat(values.get(0).value()).hasSize(ImportError.MAX_VALUE_LENGTH).endsWith("x…");
    assertThat(values)
        .extracting(each -> each.code() + " " + each.value())
        .hasSameElementsAs(ofErrors)
        .doesNotHaveDuplicates();
    assertThat(values).extracting(Value::value).contains("a\u0000b", "\u202etac");
    assertThat(values).extracting(Value::suggestion).containsOnlyNulls();
  }

  @Test
  void errorsThatAreNotStoredOneByOneAreCounted() {
    String labels =
        IntStream.range(0, 150).mapToObj(i -> "c" + i).collect(Collectors.joining(",", "", "\n"));
    Schema.Builder wide = Schema.builder("wide");
    IntStream.range(0, 150).forEach(i -> wide.field(Field.integer("c" + i)));
    long id =
        importer
            .load(
                Source.ofText(labels + labels.replace('c', 'x'), Format.CSV),
                ImportOptions.DEFAULT.withSchema(wide.build()))
            .id();

    ErrorValues values = values(id);

    assertThat(values.total()).isEqualTo(100);
    assertThat(values.others()).isEqualTo(new ErrorValues.Others(1));
  }

  @Test
  void anImportThatIsNotThereHasNoValues() {
    assertThatExceptionOfType(ImportNotFoundException.class).isThrownBy(() -> values(99));
  }

  @Test
  void anImportThatIsDeletedMeanwhileIsAnErrorAndNoShortAnswer(@TempDir Path folder) {
    String csv = "id,kind,born,age\n" + "1,x,,\n".repeat(3 * Page.MAX_LIMIT);
    long id = load(csv, Format.CSV);
    CountingDataSource hook = db.source();
    try (Importer host =
        Importer.builder().dataSource(hook.dataSource()).spoolFolder(folder).workers(0).build()) {
      AtomicInteger pages = new AtomicInteger();
      hook.afterEach(
          sql -> {
            if (sql.startsWith("SELECT r.*") && pages.incrementAndGet() == 2) {
              importer.operations().delete(id);
            }
          });

      assertThatExceptionOfType(ImportNotFoundException.class)
          .isThrownBy(() -> host.results().errorValues(id, ErrorKind.ANY, PageRequest.FIRST));
      assertThat(pages).hasValue(2);
    }
  }

  @Test
  void anImportWithoutRefusedRowsHasNone() {
    assertThat(ofCsv("id,kind,born,age\n1,cat,,\n"))
        .isEqualTo(new ErrorValues(List.of(), List.of(), 0, null, null));
  }

  @Test
  void aCorrectedRowHasNoValuesAnyMore() {
    long id = load("id,kind,born,age\n1,x,,\n2,y,,\n", Format.CSV);

    var unused =
        importer.correct(id, Source.ofText("_row,id,kind,born,age\n1,1,cat,,\n", Format.CSV));

    assertThat(values(id).values()).extracting(Value::value).containsExactly("y");
  }
}
