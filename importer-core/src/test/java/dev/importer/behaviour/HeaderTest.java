package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.LabelProposal;
import dev.importer.error.MissingLabels;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

  private static final Schema PEOPLE =
      Schema.builder("people")
          .field(Field.string("full_name").required())
          .field(Field.string("e_mail").email())
          .build();

  private static final ImportOptions AS_PEOPLE = ImportOptions.DEFAULT.withSchema("people");

  private Importer importer;

  @BeforeEach
  void open() {
    importer = TestDatabase.inMemory().addSchema(PEOPLE).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @Nested
  class Labels {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "full_name",
          "Full_Name",
          " Full_Name",
          "FULL NAME ",
          "full-name",
          "Full - Name",
          "full  name",
          "fullname",
          "FullName",
          "full.name",
          "Full Name:",
          "Full Name *",
          "full\u00A0name",
          "\u200Bfull\u2011name"
        })
    void meanTheFieldInEveryUsualSpelling(String label) {
      ImportResult result = load(label + ",\"E-Mail \"\nAda,ada@example.com\n");

      assertThatImport(result).isCompletedWith(1, 0).hasColumns(label, "E-Mail ");
      assertThat(onlyData(result))
          .isEqualTo("{\"full_name\":\"Ada\",\"e_mail\":\"ada@example.com\"}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"full_nam", "name", "f\u00fcll_name", "full/name", "full_name_1", "full name?"})
    void meanNothingElse(String label) {
      SourceException refused = refused(label + ",e_mail\nAda,ada@example.com\n");

      assertThat(refused.code()).isEqualTo(ErrorCode.MISSING_LABEL);
    }

    @Test
    void ofColumnsBeyondTheSchemaKeepTheirSpellingAndTheirText() {
      ImportResult result = load("Full Name, City ,age\nAda, London ,036\n");

      assertThatImport(result)
          .isCompletedWith(1, 0)
          .hasWarnings(java.util.Map.of("unknown-column", 2L, "padded-cell", 1L));
      assertThat(onlyData(result))
          .isEqualTo("{\"full_name\":\"Ada\",\" City \":\" London \",\"age\":\"036\"}");
    }

    @Test
    void mayComeInAnyOrder() {
      assertThat(onlyData(load("x,e-mail,full-name\n1,ada@example.com,Ada\n")))
          .isEqualTo("{\"x\":\"1\",\"e_mail\":\"ada@example.com\",\"full_name\":\"Ada\"}");
    }

    @Test
    void ofJsonMembersAreMatchedTheSameWay() {
      Source source =
          Source.ofText("[{\"Full Name\":\"Ada\"},{\"E-MAIL\":\"a@example.com\"}]", Format.JSON);

      ImportResult result = importer.load(source, AS_PEOPLE);

      assertThatImport(result).isCompletedWith(1, 1);
      List<StoredRecord> records =
          importer.results().records(RecordQuery.ofImport(result.id())).items();
      assertThat(records.get(0).dataJson()).isEqualTo("{\"full_name\":\"Ada\"}");
      assertThat(records.get(1).errorMessage()).isEqualTo("full_name: a value is required");
    }

    @Test
    void thatNoFieldNeedsMayBeMissing() {
      assertThatImport(load("full_name\nAda\n")).isCompletedWith(1, 0);
    }
  }

  @Test
  void listsWhatIsMissingFoundAndExpected() {
    SourceException refused =
        catchThrowableOfType(
            SourceException.class,
            () -> importer.load(Source.ofText("Name,emial,years\nA,b,x\n", Format.CSV)));

    assertThat(refused.code()).isEqualTo(ErrorCode.MISSING_LABEL);
    assertThat(refused)
        .hasMessage(
            "The header lacks 'email', 'age'. It has 'Name', 'emial', 'years';"
                + " the schema 'users' expects 'name', 'email', 'age'. 'emial' is close to 'email'."
                + " Say which column feeds which field with the option map, such as"
                + " map=emial=email (on the command line --map emial=email).");
    assertThat(importer.results().records(RecordQuery.all()).items()).isEmpty();
  }

  @Test
  void whatIsMissingAndWhatWasProbablyMeantAreData() {
    SourceException refused =
        catchThrowableOfType(
            SourceException.class,
            () ->
                importer.load(
                    Source.ofText("Nick Name,phone,emial,age group,id\nA,b,c,1,2\n", Format.CSV)));
    MissingLabels expected =
        new MissingLabels(
            List.of("name", "email", "age"),
            List.of("Nick Name", "phone", "emial", "age group", "id"),
            List.of(
                proposal(3, "emial", "email", LabelProposal.Reason.SPELLING, 0.8),
                proposal(1, "Nick Name", "name", LabelProposal.Reason.PART, 0.5),
                proposal(4, "age group", "age", LabelProposal.Reason.PART, 0.38)));

    assertThat(refused.missingLabels()).contains(expected);
    assertThat(importer.results().find(refused.importId().orElseThrow()).orElseThrow().failure())
        .extracting(StoredImport.Failure::missingLabels)
        .isEqualTo(expected);
  }

  private static LabelProposal proposal(
      int column, String label, String field, LabelProposal.Reason reason, double score) {
    String sentence = "'" + label + "' is close to '" + field + "'.";
    return new LabelProposal(column, label, field, reason, sentence, score);
  }

  @Test
  void noMoreLabelsAreListedThanAnAnswerMayHave() {
    String header = "x".repeat(10_000) + ",y".repeat(2_000);

    SourceException refused = refused(header + "\n");

    MissingLabels labels = refused.missingLabels().orElseThrow();
    assertThat(labels.labels()).hasSize(MissingLabels.MAX_LABELS);
    assertThat(labels.labels().get(0)).hasSize(MissingLabels.MAX_LENGTH);
  }

  @Test
  void refusesTwoColumnsForOneField() {
    SourceException refused = refused("Full Name,full_name\nAda,Bob\n");

    assertThat(refused.code()).isEqualTo(ErrorCode.DUPLICATE_LABEL);
    assertThat(refused)
        .hasMessage(
            "Columns 1 ('Full Name') and 2 ('full_name') claim the same field 'full_name', and"
                + " nothing says which of them is meant. Leave out all but one with the option map,"
                + " such as map=full_name=");
  }

  @Test
  void refusesOneLabelThatStandsTwiceForAFieldLikeTwoSpellings() {
    SourceException refused = refused("Full Name,city,Full Name,FULL_NAME\nAda,Rome,Bob,Cid\n");

    assertThat(refused.code()).isEqualTo(ErrorCode.DUPLICATE_LABEL);
    assertThat(refused)
        .hasMessageContaining("Columns 1 ('Full Name'), 3 ('Full Name') and 4 ('FULL_NAME') claim");
  }

  @Test
  void keepsALabelThatStandsTwiceForNoField() {
    ImportResult result = load("full_name,city,city\nAda,Rome,Oslo\n");

    assertThatImport(result)
        .isCompletedWith(1, 0)
        .hasWarnings(java.util.Map.of("renamed-label", 1L, "unknown-column", 2L));
    assertThat(onlyData(result))
        .isEqualTo("{\"full_name\":\"Ada\",\"city\":\"Rome\",\"city_2\":\"Oslo\"}");
  }

  @Test
  void keepsALabelThatStandsTwiceWhereTheSchemaHasAFieldForEach() {
    Source source = Source.ofText("note,note\na,b\n", Format.CSV);
    Schema inferred = importer.infer(source).schema();
    try (Importer other = TestDatabase.inMemory().schema(inferred).build()) {
      assertThatImport(other.load(source)).isCompletedWith(1, 0);
    }
  }

  @Test
  void refusesAnObjectWithTwoMembersForOneField() {
    Source source = Source.ofText("[{\"full_name\":\"Ada\",\"Full Name\":\"Bob\"}]", Format.JSON);

    ImportResult result = importer.load(source, AS_PEOPLE);

    assertThatImport(result).isCompletedWith(0, 1);
    StoredRecord record =
        importer.results().records(RecordQuery.ofImport(result.id())).items().get(0);
    assertThat(Json.read(record.errorsJson()).get(0).get("code").textValue())
        .isEqualTo("duplicate-member");
    assertThat(record.dataJson()).isEqualTo("{\"full_name\":\"Ada\",\"Full Name\":\"Bob\"}");
  }

  @Test
  void refusesAHeaderWithoutLabels() {
    assertThat(refused(" , ,\n").code()).isEqualTo(ErrorCode.BLANK_HEADER);
    Source source =
        Source.ofText(" , ,\n1,2,3\n", Format.CSV)
            .withDialect(Dialect.UNSPECIFIED.withHeader(true));
    SourceException refused =
        catchThrowableOfType(SourceException.class, () -> importer.load(source, AS_PEOPLE));
    assertThat(refused.code()).isEqualTo(ErrorCode.BLANK_HEADER);
  }

  private ImportResult load(String csv) {
    return importer.load(Source.ofText(csv, Format.CSV), AS_PEOPLE);
  }

  private SourceException refused(String csv) {
    return catchThrowableOfType(SourceException.class, () -> load(csv));
  }

  private String onlyData(ImportResult result) {
    List<StoredRecord> records =
        importer.results().records(RecordQuery.ofImport(result.id())).items();
    assertThat(records).hasSize(1);
    return records.get(0).dataJson();
  }
}
