package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.CheckReport;
import dev.importer.results.CorrectionResult;
import dev.importer.results.HeaderMapping;
import dev.importer.results.HeaderMapping.Column;
import dev.importer.results.HeaderMapping.Constant;
import dev.importer.results.HeaderMapping.Reason;
import dev.importer.results.ImportStatus;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns feed the fields that the caller names, and no others. */
class MappingTest {

  private static final Schema KEYED =
      Schema.builder("keyed")
          .field(Field.string("id").required())
          .field(Field.string("parent"))
          .field(Field.string("country"))
          .primaryKey("country", "id")
          .foreignKey(new ForeignKey(List.of("parent"), null, List.of("id")))
          .build();

  private static final Schema STRICT =
      Schema.builder("strict")
          .field(Field.string("a"))
          .field(Field.integer("b"))
          .field(Field.string("c"))
          .fieldsMatch(FieldsMatch.EXACT)
          .build();

  private static final ImportOptions GERMAN =
      ImportOptions.DEFAULT
          .withMap("Vorname", "name")
          .withMap("#2", "email")
          .withMap("Alter", "age")
          .withoutColumn("Geheim");

  private static final String GERMAN_FILE =
      """
      Vorname,Post,Geheim,Alter,Ort
      Ada,ada@example.com,s3cret,36,London
      Bob,bob,t0psecret,41,Rome
      """;

  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.builder().addSchema(KEYED).addSchema(STRICT).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private static Source csv(String text) {
    return Source.ofText(text, Format.CSV);
  }

  private static Source json(String text) {
    return Source.ofText(text, Format.JSON);
  }

  private List<String> data(long id) {
    return importer.results().stream(RecordQuery.ofImport(id)).map(StoredRecord::dataJson).toList();
  }

  private List<String> messages(long id) {
    return importer.results().stream(RecordQuery.ofImport(id))
        .map(row -> String.valueOf(row.errorMessage()))
        .toList();
  }

  private SourceException refused(String text, ImportOptions options) {
    SourceException checked = catchSource(() -> importer.check(csv(text), options));
    SourceException loaded = catchSource(() -> importer.load(csv(text), options));
    assertThat(loaded.code()).isEqualTo(checked.code());
    assertThat(loaded).hasMessage(checked.getMessage());
    StoredImport failed = importer.results().find(loaded.importId().orElseThrow()).orElseThrow();
    assertThat(failed.status()).isEqualTo(ImportStatus.FAILED);
    assertThat(data(failed.id())).isEmpty();
    return checked;
  }

  private static SourceException catchSource(Runnable call) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(SourceException.class, call::run);
  }

  @Test
  void columnsFeedTheFieldsThatAreNamedByLabelAndByPosition() {
    ImportResult result = importer.load(csv(GERMAN_FILE), GERMAN);

    assertThatImport(result)
        .isCompletedWith(1, 1)
        .hasColumns("Vorname", "Post", "Geheim", "Alter", "Ort")
        .hasWarnings(Map.of("unknown-column", 1L));
    assertThat(data(result.id()))
        .containsExactly(
            "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"age\":36,\"Ort\":\"London\"}",
            "{\"Vorname\":\"Bob\",\"Post\":\"bob\",\"Alter\":\"41\",\"Ort\":\"Rome\"}");
    assertThat(db.disk().texts("SELECT data || coalesce(errors, '') FROM records"))
        .noneMatch(text -> text.contains("s3cret") || text.contains("t0psecret"));
  }

  @Test
  void whichColumnFeedsWhatIsToldWithTheReason() {
    List<Column> columns =
        List.of(
            new Column(1, "Vorname", "name", Reason.GIVEN),
            new Column(2, "Post", "email", Reason.GIVEN),
            new Column(3, "Geheim", null, Reason.GIVEN),
            new Column(4, "Alter", "age", Reason.GIVEN),
            new Column(5, "Ort", null, null));

    CheckReport report = importer.check(csv(GERMAN_FILE), GERMAN);
    StoredImport stored = importer.load(csv(GERMAN_FILE), GERMAN).summary();

    assertThat(report.mapping()).isEqualTo(new HeaderMapping(columns, List.of()));
    assertThat(importer.results().mapping(stored)).isEqualTo(report.mapping());
    assertThat(columns.get(2).isLeftOut()).isTrue();
    assertThat(columns.get(4).isUnknown()).isTrue();
    assertThat(report.counts()).isEqualTo(stored.counts());
    assertThat(report.rows().get(1).dataJson()).doesNotContain("t0psecret");
  }

  @Test
  void errorsNameTheFieldAndTheColumnOfTheFile() {
    CheckReport report = importer.check(csv(GERMAN_FILE.replace("41", "x")), GERMAN);

    assertThat(report.errors())
        .extracting(error -> error.field() + " " + error.column())
        .containsExactly("email 2", "age 4");
  }

  @Test
  void anotherMappingMakesAnotherImport() {
    long id = importer.load(csv(GERMAN_FILE), GERMAN).id();

    assertThat(importer.load(csv(GERMAN_FILE), GERMAN).id()).isEqualTo(id);
    assertThat(importer.load(csv(GERMAN_FILE), GERMAN.withoutColumn("Ort")).id()).isNotEqualTo(id);
  }

  @Test
  void aConstantStandsInEveryRow() {
    ImportOptions options = GERMAN_ORDERS.withConstant("country", "DE");
    ImportResult result = importer.load(csv("Nr,parent\n1,\n2,1\n1,\n3,9\n"), options);

    assertThat(data(result.id()))
        .startsWith(
            "{\"id\":\"1\",\"parent\":null,\"country\":\"DE\"}",
            "{\"id\":\"2\",\"parent\":\"1\",\"country\":\"DE\"}",
            "{\"Nr\":\"1\",\"parent\":\"\"}");
    assertThat(messages(result.id()))
        .containsExactly(
            "null",
            "null",
            "country, id: 'DE', '1' were seen before in row 1",
            "parent: '9' is not a value of id");
    HeaderMapping mapping = importer.results().mapping(result.summary());
    assertThat(mapping.constants()).containsExactly(new Constant("country", "DE"));
    assertThat(mapping.missing()).isEmpty();
  }

  private static final ImportOptions GERMAN_ORDERS =
      ImportOptions.DEFAULT.withSchema("keyed").withMap("Nr", "id");

  @Test
  void membersOfJsonAreMappedLikeLabels() {
    ImportOptions options =
        ImportOptions.DEFAULT
            .withMap("Vorname", "name")
            .withMap("Post", "email")
            .withoutColumn("Geheim")
            .withConstant("age", "7");
    Source source =
        json(
            """
            [{"Vorname":"Ada","Geheim":{"a":1},"Post":"ada@example.com"},
             {"Geheim":2,"Post":"bob@example.com","Ort":"Rome"},
             {"Vorname":"Cid","Post":"cid@example.com","age":5},
             {"Vorname":"Dan","name":"Don","Post":"dan@example.com"}]
            """);
    ImportResult result = importer.load(source, options);

    assertThatImport(result).isCompletedWith(1, 3);
    assertThat(data(result.id()))
        .containsExactly(
            "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"age\":7}",
            "{\"Post\":\"bob@example.com\",\"Ort\":\"Rome\"}",
            "{\"Vorname\":\"Cid\",\"Post\":\"cid@example.com\",\"age\":5}",
            "{\"Vorname\":\"Dan\",\"name\":\"Don\",\"Post\":\"dan@example.com\"}");
    assertThat(messages(result.id()))
        .containsExactly(
            "null",
            "name: a value is required",
            "age: the record has a member for this field, which has a constant",
            "name: the record has more than one member for this field");
  }

  @Test
  void aMemberThatNoRecordHasIsNoticedAtTheEnd() {
    SourceException refused =
        catchSource(
            () ->
                importer.load(
                    json("[{\"Vorname\":\"Ada\"}]"),
                    ImportOptions.DEFAULT.withMap("Vornahme", "name")));

    assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_LABEL);
    assertThat(refused)
        .hasMessage(
            "The map names the member 'Vornahme', which no record has; did you mean 'Vorname'?"
                + " There are 'Vorname'.");
    assertThat(data(refused.importId().orElseThrow())).isEmpty();
  }

  @Nested
  class WithoutASchema {

    private final ImportOptions none = ImportOptions.DEFAULT.withSchema("none");

    @Test
    void aMapRenamesAndLeavesOut() {
      ImportResult result =
          importer.load(
              csv("a,b,c\n1,2,3\n4,5\n"),
              none.withMap("a", "x").withoutColumn("c").withConstant("z", "9"));

      assertThatImport(result).isCompletedWith(2, 0);
      assertThat(data(result.id()))
          .containsExactly(
              "{\"x\":\"1\",\"b\":\"2\",\"z\":\"9\"}", "{\"x\":\"4\",\"b\":\"5\",\"z\":\"9\"}");
    }

    @Test
    void twoColumnsMayChangeTheirNames() {
      ImportResult result =
          importer.load(csv("a,b\n1,2\n"), none.withMap("a", "b").withMap("b", "a"));

      assertThat(data(result.id())).containsExactly("{\"b\":\"1\",\"a\":\"2\"}");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
      assertThat(refused("a,b\n1,2\n", none.withMap("a", "b")))
          .hasMessage(
              "Columns 1 ('a') and 2 ('b') claim the same field 'b', and nothing says which of"
                  + " them is meant. Leave out all but one with the option map, such as map=b=");
      assertThat(refused("a,b\n1,2\n", none.withConstant("b", "7")).code())
          .isEqualTo(ErrorCode.BAD_CONSTANT);
    }

    @Test
    void aMemberOfTheNameOfAnotherRefusesItsRow() {
      ImportResult result =
          importer.load(
              json("[{\"a\":1},{\"a\":2,\"b\":3},{\"c\":4}]"),
              none.withMap("a", "b").withConstant("c", "0"));

      assertThat(messages(result.id()))
          .containsExactly(
              "null",
              "b: the record has more than one member for this field",
              "c: the record has a member for this field, which has a constant");
    }
  }

  @Nested
  class IsRefusedWithASentence {

    @Test
    void aFieldThatIsNot() {
      SourceException refused =
          refused(GERMAN_FILE, ImportOptions.DEFAULT.withMap("Vorname", "nmae"));

      assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
      assertThat(refused)
          .hasMessage(
              "The map sends 'Vorname' to 'nmae', but the schema 'users' has no such field; did you"
                  + " mean 'name'? Its fields are 'name', 'email', 'age'.");
      assertThat(refused(GERMAN_FILE, ImportOptions.DEFAULT.withConstant("city", "Rome")))
          .hasMessage(
              "There is a constant for 'city', but the schema 'users' has no such field. Its fields"
                  + " are 'name', 'email', 'age'.");
    }

    @Test
    void aColumnThatIsNot() {
      SourceException refused =
          refused(GERMAN_FILE, ImportOptions.DEFAULT.withMap("Vornme", "name"));

      assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_LABEL);
      assertThat(refused)
          .hasMessage(
              "The map names the column 'Vornme', which the file does not have; did you mean"
                  + " 'Vorname'? It has 'Vorname', 'Post', 'Geheim', 'Alter', 'Ort'.");
    }

    @ParameterizedTest
    @CsvSource({"#9", "#0", "#6"})
    void aPositionThatIsNot(String column) {
      assertThat(refused(GERMAN_FILE, ImportOptions.DEFAULT.withMap(column, "name")))
          .hasMessage(
              "The map names the column " + column + ", but the file has 5 columns, #1 to #5.");
    }

    @Test
    void twoColumnsForOneField() {
      SourceException refused = refused(GERMAN_FILE, GERMAN.withMap("Ort", "Name"));

      assertThat(refused.code()).isEqualTo(ErrorCode.DUPLICATE_LABEL);
      assertThat(refused)
          .hasMessage(
              "Columns 1 ('Vorname') and 5 ('Ort') claim the same field 'name', and nothing says"
                  + " which of them is meant. Leave out all but one with the option map, such as"
                  + " map=Ort=");
    }

    @Test
    void aColumnThatIsNamedTwice() {
      assertThat(refused(GERMAN_FILE, GERMAN.withMap("Post", "email")))
          .hasMessage("The map names column 2 ('Post') twice. Keep one of them.");
    }

    @Test
    void aLabelThatStandsTwice() {
      String file = "name,email,email,age\nAda,a@example.com,b@example.com,3\n";
      assertThat(refused(file, ImportOptions.DEFAULT.withMap("email", "email")))
          .hasMessage(
              "The map names the column 'email', but 2 columns have this label. Name each by its"
                  + " position: #2, #3.");
      assertThat(refused(file, ImportOptions.DEFAULT)).hasMessageEndingWith("map=#3=");
      assertThatImport(importer.load(csv(file), ImportOptions.DEFAULT.withoutColumn("#3")))
          .isCompletedWith(1, 0);
    }

    @Test
    void aConstantThatIsNoValueOfItsField() {
      String file = "name,email\nAda,a@example.com\n";
      SourceException refused = refused(file, ImportOptions.DEFAULT.withConstant("age", "old"));

      assertThat(refused.code()).isEqualTo(ErrorCode.BAD_CONSTANT);
      assertThat(refused)
          .hasMessage(
              "The constant 'old' is no value of the field 'age': 'old' is not an integer. Give"
                  + " another value, or a column that feeds the field.");
      assertThat(refused(file, ImportOptions.DEFAULT.withConstant("age", "-1")))
          .hasMessageContaining("is no value of the field 'age': ");
      assertThat(refused(file, ImportOptions.DEFAULT.withConstant("age", "")))
          .hasMessageContaining("a value is required");
    }

    @Test
    void aConstantForAFieldThatHasAColumn() {
      SourceException refused =
          refused(
              "name,E-Mail,age\nAda,a@example.com,3\n",
              ImportOptions.DEFAULT.withConstant("email", "b@example.com"));

      assertThat(refused.code()).isEqualTo(ErrorCode.BAD_CONSTANT);
      assertThat(refused)
          .hasMessage(
              "The constant 'b@example.com' is for the field 'email', which column 2 ('E-Mail')"
                  + " feeds. Leave out the constant, or the column with the option map:"
                  + " map=E-Mail=");
    }
  }

  @Test
  void aSchemaWithAFixedOrderTakesColumnsThatAreNamedInAnother() {
    ImportOptions options =
        ImportOptions.DEFAULT
            .withSchema("strict")
            .withMap("x", "b")
            .withMap("y", "a")
            .withoutColumn("z")
            .withConstant("c", "7");

    ImportResult result = importer.load(csv("x,y,z\n1,2,3\n"), options);

    assertThat(data(result.id())).containsExactly("{\"b\":1,\"a\":\"2\",\"c\":\"7\"}");
  }

  @Test
  void columnsWithoutLabelsAreNamedByPosition() {
    ImportOptions options =
        ImportOptions.DEFAULT
            .withDialect(Dialect.UNSPECIFIED.withHeader(false))
            .withMap("#3", "name")
            .withMap("column_1", "age")
            .withMap("#2", "email");

    ImportResult result = importer.load(csv("36,ada@example.com,Ada\n"), options);

    assertThat(data(result.id()))
        .containsExactly("{\"age\":36,\"email\":\"ada@example.com\",\"name\":\"Ada\"}");
  }

  @Test
  void aRowThatIsTooShortLacksOnlyWhatIsNotLeftOut() {
    ImportOptions options = ImportOptions.DEFAULT.withoutColumn("note").withoutColumn("more");
    ImportResult result =
        importer.load(
            csv("name,note,email,age,more\nAda,x,a@example.com,3\nBob,x\nCid,x,c@x.org,4,y,z\n"),
            options);

    assertThat(data(result.id()).get(0))
        .isEqualTo("{\"name\":\"Ada\",\"email\":\"a@example.com\",\"age\":3}");
    assertThat(messages(result.id()))
        .containsExactly(
            "null",
            "email: there is no cell for this column: the row has 2 cells, the header has 5;"
                + " age: there is no cell for this column: the row has 2 cells, the header has 5",
            "column_6: there is no column for this cell: the row has 6 cells, the header has 5");
  }

  @Test
  void theNameOfAFieldWinsOverAnAliasAndOverALooserSpelling() {
    ImportResult result =
        importer.load(csv("mail,E-mail,email,full name,name,age\na,b,c@example.com,d,e,3\n"));

    assertThat(data(result.id()))
        .containsExactly(
            "{\"mail\":\"a\",\"E-mail\":\"b\",\"email\":\"c@example.com\",\"full name\":\"d\","
                + "\"name\":\"e\",\"age\":3}");
  }

  record Person(String name, String email, int age) {}

  @Test
  void recordsOfTheApplicationAreReadWithIt() {
    ImportOptions options = GERMAN.withSchema("users");
    try (RowStream<Person> rows = importer.read(csv(GERMAN_FILE), Person.class, options)) {
      assertThat(rows.unfedComponents()).isEmpty();
      assertThat(rows)
          .map(TypedRow::value)
          .containsExactly(new Person("Ada", "ada@example.com", 36), null);
    }
  }

  @Test
  void correctedRowsAreUnderTheSameMapping() throws IOException {
    long id =
        importer
            .load(
                csv("Nr,Geheim,parent\n1,secret,\n1,secret,\n,secret,1\n"),
                GERMAN_ORDERS.withoutColumn("Geheim").withConstant("country", "DE"))
            .id();
    ByteArrayOutputStream download = new ByteArrayOutputStream();
    importer.results().errorsCsv(id).writeTo(download);
    String file = download.toString(StandardCharsets.UTF_8);

    assertThat(file).startsWith("Nr,parent,_row,_line,_errors,_import").doesNotContain("secret");
    CorrectionResult result =
        importer.correct(id, csv(file.replace("\n1,", "\n2,").replace("\n,", "\n1,")));

    assertThat(result.corrected()).isEqualTo(1);
    assertThat(result.stillFailed()).isEqualTo(1);
    assertThat(data(id).get(1)).isEqualTo("{\"id\":\"2\",\"parent\":null,\"country\":\"DE\"}");
    assertThat(messages(id).get(2)).contains("'DE', '1' were seen before in row 1");
    CorrectionResult byField =
        importer.correct(id, json("[{\"_row\":3,\"id\":\"3\",\"Geheim\":\"q\"}]"));
    assertThat(byField.corrected()).isEqualTo(1);
    assertThat(data(id).get(2)).isEqualTo("{\"id\":\"3\",\"parent\":\"1\",\"country\":\"DE\"}");
  }

  @Test
  void refusedRowsAreFoundByTheFieldToo() {
    long id = importer.load(csv(GERMAN_FILE), GERMAN).id();

    assertThat(importer.results().records(RecordQuery.ofImport(id).where("email", "bob")).items())
        .extracting(StoredRecord::rowNumber)
        .containsExactly(2L);
    assertThat(importer.results().imports(PageRequest.FIRST).page().items()).hasSize(1);
  }
}
