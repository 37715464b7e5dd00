package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.job.Trim;
import dev.importer.results.CheckReport;
import dev.importer.results.CorrectionResult;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.CellChange;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.schema.SchemaField;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Hold;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells are changed where somebody asked for it, and nothing of that is hidden. */
class CleaningTest {

  private static final Schema PEOPLE =
      Schema.builder("people")
          .field(Field.string("name").required())
          .field(Field.integer("age"))
          .field(Field.string("city"))
          .build();

  private static final ImportOptions TRIM = ImportOptions.DEFAULT.withTrim(Trim.CELLS);

  @Stored private TestDatabase db;

  private static Source csv(String text) {
    return Source.ofText(text, Format.CSV);
  }

  private static CheckReport check(Schema schema, String text, ImportOptions options) {
    try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
      return importer.check(csv(text), options);
    }
  }

  private static List<String> data(CheckReport report) {
    return report.rows().stream().map(StoredRecord.Draft::dataJson).toList();
  }

  @Test
  void isCountedByColumnWithTheFirstPlaces() {
    String rows = " Ann, 31,Bonn\nBob,32 ,Ulm\n\u00a0Cid\u200b,33,Kiel\n";
    CheckReport report = check(PEOPLE, "name,age,city\n" + rows, TRIM);

    assertThat(data(report).get(2)).isEqualTo("{\"name\":\"Cid\",\"age\":33,\"city\":\"Kiel\"}");
    assertThat(report.warnings()).containsExactly(entry("trimmed-cell", 4L));
    assertThat(report.notices())
        .contains(
            new Notice(
                ErrorCode.TRIMMED_CELL,
                3L,
                4L,
                null,
                "name: the white space around the value was removed (2 cells of this column)"))
        .extracting(Notice::row)
        .containsExactly(1L, 1L, 2L, 3L);
    assertThat(report.rows().get(0).changes())
        .containsExactly(
            new CellChange(1, "name", " Ann", List.of(ErrorCode.TRIMMED_CELL)),
            new CellChange(2, "age", " 31", List.of(ErrorCode.TRIMMED_CELL)));
  }

  @Test
  void unwrapsThenTrimsThenReplacesThenChecks() {
    ImportOptions all =
        TRIM.withUnwrap(true).withReplacement("city", "MUC", " M ").withReplacement("age", "-", "");
    CheckReport report = check(PEOPLE, "name,age,city\n\" =\"\" 7 \"\" \",' -5,' MUC\n", all);
    assertThat(report.failed()).isEqualTo(1);

    CheckReport other =
        check(PEOPLE, "name,age,city\n\" =\"\" 7 \"\" \", - ,\" =\"\"MUC \"\"\"\n", all);
    assertThat(data(other)).containsExactly("{\"name\":\"7\",\"age\":null,\"city\":\" M \"}");
    assertThat(other.rows().get(0).changes())
        .extracting(CellChange::by)
        .containsExactly(
            List.of(ErrorCode.UNWRAPPED_CELL, ErrorCode.TRIMMED_CELL),
            List.of(ErrorCode.TRIMMED_CELL, ErrorCode.REPLACED_CELL),
            List.of(ErrorCode.UNWRAPPED_CELL, ErrorCode.TRIMMED_CELL, ErrorCode.REPLACED_CELL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "=\"01234\"|01234",
        "=\"a \"\"b\"\"\"|a \"b\"",
        "'+49 30|+49 30",
        "'=SUM(A1;\"x\")|=SUM(A1;\"x\")",
        "'0123|0123",
        "'-5|-5",
        "'@home|@home",
        "'4006381333931|4006381333931",
        "=A1|=A1",
        "=\"a\"&\"b\"|=\"a\"&\"b\"",
        "'t Hooft|'t Hooft",
        "'90s|'90s",
        "'-'|'-'",
        "'quoted'|'quoted'",
        "''|''"
      })
  void unwrapsWhatSpreadsheetsPutAroundAValueAndNothingElse(String cell, String inside) {
    String csv = "name,city\nx,\"" + cell.replace("\"", "\"\"") + "\"\n";
    CheckReport report = check(PEOPLE, csv, ImportOptions.DEFAULT.withUnwrap(true));

    assertThat(report.rows().get(0).data()).containsEntry("city", inside);
    boolean changed = !cell.equals(inside);
    assertThat(report.rows().get(0).changes()).hasSize(changed ? 1 : 0);
    // What was unwrapped is no damage any more.
    assertThat(report.warnings()).isEqualTo(changed ? Map.of("unwrapped-cell", 1L) : Map.of());
  }

  @Test
  void aReplacedValueIsNotReplacedAgain() {
    ImportOptions swap =
        ImportOptions.DEFAULT.withReplacement("city", "a", "b").withReplacement("city", "b", "a");
    assertThat(data(check(PEOPLE, "name,city\n1,a\n2,b\n3,A\n", swap)))
        .containsExactly(
            "{\"name\":\"1\",\"city\":\"b\"}",
            "{\"name\":\"2\",\"city\":\"a\"}",
            "{\"name\":\"3\",\"city\":\"A\"}");
  }

  @Test
  void noValueIsNoneWhateverStandsForOne() {
    Schema dashes =
        Schema.builder("dashes")
            .field(Field.string("name"))
            .field(Field.string("city").missingValues(new MissingValue("-", null)))
            .build();
    ImportOptions options = ImportOptions.DEFAULT.withReplacement("city", "?", "");
    assertThat(data(check(dashes, "name,city\na,?\nb,\n", options)))
        .containsExactly("{\"name\":\"a\",\"city\":null}", "{\"name\":\"b\",\"city\":\"\"}");
  }

  @Test
  void textsOfJsonAreCleanedAndOtherValuesAreNot() {
    String json = "[{\"name\":\" Ann\",\"age\":31,\"city\":null,\"more\":[\" x \"],\"x\":\" y \"}]";
    try (Importer importer = TestDatabase.inMemory().schema(PEOPLE).build()) {
      CheckReport report = importer.check(Source.ofText(json, Format.JSON), TRIM);
      assertThat(data(report))
          .containsExactly(
              "{\"name\":\"Ann\",\"age\":31,\"city\":null,\"more\":[\" x \"],\"x\":\"y\"}");
      assertThat(report.warnings()).containsEntry("trimmed-cell", 2L);
    }
  }

  @Test
  void keysAreComparedAfterIt() {
    Schema keyed =
        Schema.builder("keyed")
            .field(Field.string("id").unique())
            .field(Field.string("to"))
            .foreignKey(new dev.importer.schema.ForeignKey(List.of("to"), null, List.of("id")))
            .build();
    assertThat(check(keyed, "id,to\n a,b\na ,b \nb,a\n", ImportOptions.DEFAULT).failed())
        .isEqualTo(2);
    assertThat(check(keyed, "id,to\n a,b\na ,b \nb,a\n", TRIM).errors())
        .extracting(ImportError::message)
        .containsExactly("'a' was seen before in row 1");
  }

  @Test
  void columnsWithoutAFieldAreTrimmedWithTheOthersAndByNameUnderNoSchema() {
    assertThat(data(check(PEOPLE, "name,note\nAnn, x \n", TRIM)))
        .containsExactly("{\"name\":\"Ann\",\"note\":\"x\"}");
    ImportOptions named = ImportOptions.DEFAULT.withTrim(Trim.fields("b")).withSchema("none");
    assertThat(data(check(Schema.NONE, "a,b\n 1 , 2 \n", named)))
        .containsExactly("{\"a\":\" 1 \",\"b\":\"2\"}");
  }

  @Nested
  class AName {

    @Test
    void thatDoesNotExistIsRefusedBeforeAnyRow() {
      says(
          ImportOptions.DEFAULT.withTrim(Trim.fields("citty")),
          "Cells of 'citty' are to be cleaned, but the schema 'people' has no such field; did you"
              + " mean 'city'?");
      says(
          ImportOptions.DEFAULT.withReplacement("zip", "1", "2"),
          "Cells of 'zip' are to be cleaned, but the schema 'people' has no such field. It has"
              + " 'name', 'age', 'city'.");
      says(
          ImportOptions.DEFAULT.withSchema("none").withTrim(Trim.fields("nam")),
          "Cells of 'nam' are to be cleaned, but the file has no such column; did you mean 'name'?");
    }

    private void says(ImportOptions options, String sentence) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> check(PEOPLE, "name\n" + "x\n".repeat(3), options))
          .withMessage(sentence)
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD));
    }

    @Test
    void isAnyThatMeansTheField() {
      Schema aliased =
          Schema.builder("aliased").field(Field.string("first_name").aliases("Vorname")).build();
      for (String name : List.of("first_name", "First Name", "Vorname")) {
        ImportOptions options = ImportOptions.DEFAULT.withTrim(Trim.fields(name));
        assertThat(data(check(aliased, "Vorname\n Ann\n", options)))
            .containsExactly("{\"first_name\":\"Ann\"}");
      }
    }
  }

  @Nested
  class AReplacementOfNothing {

    private static final String FILE =
        "name,age\nAnn,n/a\nBob,31\nCid,32\nDan,33\nEve,34\nFay,35\n";

    @Test
    void failsTheImportAndNamesWhatWasProbablyMeant() {
      ImportOptions options = ImportOptions.DEFAULT.withReplacement("age", "N/A", "");
      try (Importer importer = db.builder().schema(PEOPLE).build()) {
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(() -> importer.load(csv(FILE), options))
            .withMessage(
                "No cell of 'age' is 'N/A', which is to be replaced by ''; did you mean 'n/a'?")
            .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNUSED_REPLACEMENT));
        assertThat(importer.results().records(RecordQuery.all()).items()).isEmpty();
        StoredImport stored = importer.results().imports(PageRequest.FIRST).page().items().get(0);
        assertThat(stored.failure().code()).isEqualTo("unused-replacement");
      }
    }

    @Test
    void isToldByACheckWithWhatThereIs() {
      ImportOptions options = ImportOptions.DEFAULT.withReplacement("age", "unknown", "");
      CheckReport report = check(PEOPLE, FILE, options);

      assertThat(report.total()).isEqualTo(6);
      assertThat(report.failure().code()).isEqualTo("unused-replacement");
      assertThat(report.failure().message())
          .endsWith("It has 'n/a', '31', '32', '33', '34' and others.");
    }

    @Test
    void endsTheReadingOfRows() {
      record Person(String name, String age) {}
      ImportOptions options = ImportOptions.DEFAULT.withReplacement("name", "Zoe", "x");
      try (Importer importer = TestDatabase.inMemory().build();
          RowStream<Person> rows = importer.read(csv(FILE), Person.class, options)) {
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(() -> rows.forEach(row -> assertThat(row.isValid()).isTrue()))
            .withMessageContaining("Zoe");
      }
    }

    @Test
    void isNoFaultOfASchemaNorOfAFileWithoutRows() {
      Schema standing = Schema.builder("s").field(Field.string("name").replacing("x", "y")).build();
      assertThat(check(standing, "name\nAnn\n", ImportOptions.DEFAULT).failure()).isNull();
      ImportOptions options = ImportOptions.DEFAULT.withReplacement("name", "x", "");
      assertThat(check(PEOPLE, "name\n", options).failure()).isNull();
    }
  }

  @Nested
  class Fields {

    record Cleaned(
        @SchemaField(trim = true) String name,
        @SchemaField(
                unwrap = true,
                replace = {"a=b", "c="})
            String city) {}

    private static final String JSON =
        "{\"fields\":[{\"name\":\"name\",\"type\":\"string\",\"importer:trim\":true},"
            + "{\"name\":\"city\",\"type\":\"string\",\"importer:unwrap\":true,"
            + "\"importer:replace\":{\"c\":\"\",\"a\":\"b\"}}],\"fieldsMatch\":\"partial\"}";

    private static final Schema BUILT =
        Schema.builder("cleaned")
            .field(Field.string("name").trimmed())
            .field(Field.string("city").unwrapped().replacing("c", "").replacing("a", "b"))
            .build();

    @Test
    void sayItInThreeForms() {
      assertThat(Schema.of(Cleaned.class).fields()).isEqualTo(BUILT.fields());
      assertThat(Schema.parse("cleaned", JSON)).isEqualTo(BUILT);
      assertThat(Schema.parse("cleaned", BUILT.toJson())).isEqualTo(BUILT);
      assertThat(Schema.parse("cleaned", JSON).digest()).isEqualTo(BUILT.digest());
      Schema plain =
          Schema.builder("cleaned")
              .field(Field.string("name"))
              .field(Field.string("city").unwrapped().replacing("c", "").replacing("a", "b"))
              .fieldsMatch(FieldsMatch.PARTIAL)
              .build();
      assertThat(plain.digest()).isNotEqualTo(BUILT.digest());
    }

    @Test
    void areObeyedEverywhere() {
      String rows = "name,city\n Ann ,a\nBob,c\nCid,'+1\n";
      assertThat(data(check(BUILT, rows, ImportOptions.DEFAULT)))
          .containsExactly(
              "{\"name\":\"Ann\",\"city\":\"b\"}",
              "{\"name\":\"Bob\",\"city\":null}",
              "{\"name\":\"Cid\",\"city\":\"+1\"}");
      try (Importer importer = TestDatabase.inMemory().build();
          RowStream<Cleaned> read = importer.read(csv(rows), Cleaned.class)) {
        assertThat(read.stream().map(TypedRow::value))
            .containsExactly(
                new Cleaned("Ann", "b"), new Cleaned("Bob", null), new Cleaned("Cid", "+1"));
        assertThat(read.warnings())
            .containsExactly(
                entry("replaced-cell", 2L), entry("trimmed-cell", 1L), entry("unwrapped-cell", 1L));
      }
    }

    @Test
    void whatAnImportAsksForComesOnTopAndWins() {
      ImportOptions options = TRIM.withReplacement("city", "a", "z");
      assertThat(data(check(BUILT, "name,city\nAnn, a \nBob,c\n", options)))
          .containsExactly("{\"name\":\"Ann\",\"city\":\"z\"}", "{\"name\":\"Bob\",\"city\":null}");
    }
  }

  @Nested
  class ARefusedRow {

    @Test
    void keepsItsCellsAsTheFileHasThemAndTheErrorSpeaksOfWhatWasChecked() throws IOException {
      try (Importer importer = db.builder().schema(PEOPLE).build()) {
        long id = importer.load(csv("name,age\n Ann , x \n"), TRIM).id();
        StoredRecord row = importer.results().records(RecordQuery.ofImport(id)).items().get(0);

        assertThat(row.dataJson()).isEqualTo("{\"name\":\" Ann \",\"age\":\" x \"}");
        assertThat(row.errors())
            .extracting(ImportError::value, ImportError::message)
            .containsExactly(org.assertj.core.groups.Tuple.tuple("x", "'x' is not an integer"));
        assertThat(row.changes()).extracting(CellChange::from).containsExactly(" Ann ", " x ");
        ByteArrayOutputStream download = new ByteArrayOutputStream();
        importer.results().errorsCsv(id).writeTo(download);
        assertThat(download.toString(StandardCharsets.UTF_8)).contains("\n\" Ann \",\" x \",1,2,");
      }
    }

    @Test
    void isCleanedInTheSameWayWhenItIsCorrected() {
      ImportOptions options = TRIM.withUnwrap(true).withReplacement("age", "n/a", "");
      try (Importer importer = db.builder().schema(PEOPLE).build()) {
        long id = importer.load(csv("name,age,city\n Ann,x,\nBob,n/a,\nCid,y,\n"), options).id();
        String corrections =
            "[{\"_row\":1,\"age\":\" n/a \",\"city\":\"=\\\"01\\\"\"},{\"_row\":3,\"age\":\" z\"}]";
        CorrectionResult result = importer.correct(id, Source.ofText(corrections, Format.JSON));

        assertThat(result.corrected()).isEqualTo(1);
        List<StoredRecord> rows = importer.results().records(RecordQuery.ofImport(id)).items();
        assertThat(rows.get(0).dataJson())
            .isEqualTo("{\"name\":\"Ann\",\"age\":null,\"city\":\"01\"}");
        assertThat(rows.get(0).changes())
            .extracting(CellChange::from)
            .containsExactly(" Ann", "x", "");
        assertThat(rows.get(2).dataJson())
            .isEqualTo("{\"name\":\"Cid\",\"age\":\" z\",\"city\":\"\"}");
        assertThat(rows.get(2).changes()).extracting(CellChange::from).containsExactly("y");
      }
    }
  }

  @Test
  void aRunThatResumesCountsFromTheFirstRowOn() {
    String file = "name,age\n" + " Ann,n/a\nBob,'07\n".repeat(400);
    ImportOptions options =
        TRIM.withUnwrap(true).withReplacement("age", "n/a", "").withOnDuplicate(OnDuplicate.ALLOW);
    StoredImport undisturbed;
    long id;
    try (Importer importer =
        db.builder()
            .schema(PEOPLE)
            .batchSize(10)
            .observer(Hold.eachBatch(batch -> batch.importId() > 1, Duration.ofMillis(30)))
            .build()) {
      undisturbed = importer.load(csv(file), options).summary();
      ImportJob job = importer.submit(csv(file), options);
      id = job.id();
      Waiting.until("rows are stored", () -> job.progress().rows() > 0);
    }
    assertThat(db.disk().text("SELECT status FROM imports WHERE id = " + id))
        .isNotEqualTo("completed");

    try (Importer importer = db.builder().schema(PEOPLE).build()) {
      StoredImport resumed =
          Waiting.get(importer.operations().job(id).orElseThrow().result()).summary();
      assertThat(resumed.warnings())
          .containsAllEntriesOf(undisturbed.warnings())
          .containsExactly(
              entry("replaced-cell", 400L),
              entry("seen-rows", 800L),
              entry("trimmed-cell", 400L),
              entry("unwrapped-cell", 400L));
      assertThat(resumed.notices().subList(1, resumed.notices().size()))
          .isEqualTo(undisturbed.notices());
      assertThat(importer.results().stream(RecordQuery.ofImport(id)).map(StoredRecord::changesJson))
          .isEqualTo(
              importer.results().stream(RecordQuery.ofImport(undisturbed.id()))
                  .map(StoredRecord::changesJson)
                  .toList());
    }
  }
}
