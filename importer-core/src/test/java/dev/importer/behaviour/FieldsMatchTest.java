package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.results.CheckReport;
import dev.importer.results.HeaderMapping;
import dev.importer.results.HeaderMapping.Reason;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How columns and fields have to agree. */
class FieldsMatchTest {

  /** Fields a, b and c, of which b is required. */
  private static Schema.Builder abc(FieldsMatch match) {
    return Schema.builder("abc")
        .field(Field.string("a"))
        .field(Field.string("b").required())
        .field(Field.string("c").aliases("third", "the 3rd"))
        .fieldsMatch(match);
  }

  private static CheckReport check(Schema schema, Source source) {
    try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
      return importer.check(source);
    }
  }

  private static Source csv(String text) {
    return Source.ofText(text, Format.CSV)
        .withDialect(Dialect.UNSPECIFIED.withDelimiter(",").withHeader(true));
  }

  private static String outcome(Schema schema, String header) {
    String labels = header.replace(' ', ',');
    String row = labels.replaceAll("[^,]+", "x");
    try {
      CheckReport report = check(schema, csv(labels + "\n" + row + "\n"));
      return report.clean() ? "ok" : report.errors().toString();
    } catch (SourceException e) {
      return e.code().text();
    }
  }

  @Nested
  class OfCsv {

    @ParameterizedTest
    @CsvSource({
      "a b c,   ok, ok, ok, ok, ok",
      "A B C,   ok, ok, ok, ok, ok",
      "c b a,   incorrect-label, ok, ok, ok, ok",
      "a b,     missing-label, missing-label, missing-label, ok, ok",
      "b,       missing-label, missing-label, missing-label, ok, ok",
      "a c,     missing-label, missing-label, missing-label, missing-label, missing-label",
      "a b c d, extra-label, extra-label, ok, extra-label, ok",
      "d c b a, extra-label, extra-label, ok, extra-label, ok",
      "b d,     missing-label, missing-label, missing-label, extra-label, ok",
      "d e,     missing-label, missing-label, missing-label, missing-label, missing-label",
      "a b B c, duplicate-label, duplicate-label, duplicate-label, duplicate-label, duplicate-label"
    })
    void isCheckedInTheHeader(
        String header, String exact, String equal, String subset, String superset, String partial) {
      assertThat(outcome(abc(FieldsMatch.EXACT).build(), header)).isEqualTo(exact);
      assertThat(outcome(abc(FieldsMatch.EQUAL).build(), header)).isEqualTo(equal);
      assertThat(outcome(abc(FieldsMatch.SUBSET).build(), header)).isEqualTo(subset);
      assertThat(outcome(abc(FieldsMatch.SUPERSET).build(), header)).isEqualTo(superset);
      assertThat(outcome(abc(FieldsMatch.PARTIAL).build(), header)).isEqualTo(partial);
    }

    @ParameterizedTest
    @EnumSource
    void theFieldsOfThePrimaryKeyAreAlwaysNeeded(FieldsMatch match) {
      assertThat(outcome(abc(match).primaryKey("c").build(), "a b")).isEqualTo("missing-label");
    }

    @Test
    void partialNeedsOneFieldInCommon() {
      Schema schema = Schema.builder("s").field(Field.string("a")).build();
      assertThat(outcome(schema, "x a")).isEqualTo("ok");
      assertThat(outcome(schema, "x y")).isEqualTo("missing-label");
      assertThat(outcome(Schema.NONE, "x y")).isEqualTo("ok");
    }

    @Test
    void exactTakesColumnsWithoutLabelsByTheirPosition() {
      Source noHeader =
          Source.ofText("1,2,3\n", Format.CSV)
              .withDialect(Dialect.UNSPECIFIED.withDelimiter(",").withHeader(false));

      CheckReport report = check(abc(FieldsMatch.EXACT).build(), noHeader);

      assertThat(report.clean()).isTrue();
      assertThat(report.mapping().columns())
          .extracting(HeaderMapping.Column::field)
          .containsExactly("a", "b", "c");
      assertThat(report.mapping().columns())
          .extracting(HeaderMapping.Column::reason)
          .containsOnly(Reason.POSITION);
      assertThat(outcome(abc(FieldsMatch.EQUAL).build(), "column_1 column_2 column_3"))
          .isEqualTo("missing-label");
    }

    @Test
    void exactDoesNotTakeALabelOfAnotherNameByItsPosition() {
      assertThat(outcome(abc(FieldsMatch.EXACT).build(), "a x c")).isEqualTo("missing-label");
    }

    @Test
    void exactChecksTooLongAndTooShortRowsAsUsual() {
      Schema schema = abc(FieldsMatch.EXACT).build();
      assertThat(check(schema, csv("a,b,c\n1,2,3,4\n")).errors())
          .extracting(ImportError::text)
          .containsExactly(
              "column_4: there is no column for this cell: the row has 4 cells, the header has 3");
      assertThat(check(schema, csv("a,b,c\n1,2\n")).errors())
          .extracting(error -> error.code().text())
          .containsExactly("missing-cell");
    }
  }

  @Nested
  class OfJson {

    private static List<String> errors(FieldsMatch match, String json) {
      return check(abc(match).build(), Source.ofText("[" + json + "]", Format.JSON))
          .errors()
          .stream()
          .map(error -> error.code() + " " + error.text())
          .toList();
    }

    @ParameterizedTest
    @EnumSource
    void anAbsentMemberIsOneWithoutAValueInAnyOrder(FieldsMatch match) {
      assertThat(errors(match, "{\"c\": \"x\", \"b\": \"y\"}")).isEmpty();
      assertThat(errors(match, "{\"a\": \"x\"}"))
          .containsExactly("constraint-error b: a value is required");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "EQUAL", "SUPERSET"})
    void aMemberWithoutAFieldIsAnExtraCell(FieldsMatch match) {
      assertThat(errors(match, "{\"b\": \"y\", \"d\": 1, \"column_2\": 2}"))
          .containsExactly(
              "extra-cell d: the schema has no field for this member",
              "extra-cell column_2: the schema has no field for this member");
    }

    @ParameterizedTest
    @EnumSource(names = {"SUBSET", "PARTIAL"})
    void aMemberWithoutAFieldIsKept(FieldsMatch match) {
      assertThat(errors(match, "{\"b\": \"y\", \"d\": 1}")).isEmpty();
    }

    @Test
    void aRecordMayLackEveryFieldThatIsNotRequired() {
      Schema schema = Schema.builder("s").field(Field.string("a")).build();
      CheckReport report =
          check(schema, Source.ofText("[{\"a\": null}, {\"b\": 1}, {}, 7]", Format.JSON));

      assertThat(report.valid()).isEqualTo(3);
      assertThat(report.errors())
          .extracting(error -> error.code() + " " + error.text())
          .containsExactly("json-not-object a record must be a JSON object, but this is a number");
    }
  }

  @Nested
  class TheMapping {

    @Test
    void saysOfEachColumnWhichFieldItFeedsAndWhy() {
      CheckReport report =
          check(abc(FieldsMatch.PARTIAL).build(), csv("The_3rd,B,other,a\n1,2,3,4\n"));

      assertThat(report.mapping())
          .isEqualTo(
              new HeaderMapping(
                  List.of(
                      new HeaderMapping.Column(1, "The_3rd", "c", Reason.ALIAS),
                      new HeaderMapping.Column(2, "B", "b", Reason.NORMALISED),
                      new HeaderMapping.Column(3, "other", null, null),
                      new HeaderMapping.Column(4, "a", "a", Reason.EXACT)),
                  List.of()));
    }

    @Test
    void ofJsonHasEveryMemberThatWasMet() {
      CheckReport report =
          check(
              abc(FieldsMatch.PARTIAL).build(),
              Source.ofText("[{\"b\": \"1\"}, {\"B\": \"2\", \"x\": 3}]", Format.JSON));

      assertThat(report.mapping())
          .isEqualTo(
              new HeaderMapping(
                  List.of(
                      new HeaderMapping.Column(1, "b", "b", Reason.EXACT),
                      new HeaderMapping.Column(2, "B", "b", Reason.NORMALISED),
                      new HeaderMapping.Column(3, "x", null, null)),
                  List.of("a", "c")));
    }

    @Test
    void storesAnAliasUnderTheNameOfTheField() {
      try (Importer importer =
          TestDatabase.inMemory().schema(abc(FieldsMatch.PARTIAL).build()).build()) {
        importer.load(csv("THIRD,b\nx,y\n"));

        assertThat(
                importer
                    .results()
                    .records(dev.importer.results.RecordQuery.all())
                    .items()
                    .get(0)
                    .dataJson())
            .isEqualTo("{\"c\":\"x\",\"b\":\"y\"}");
      }
    }
  }

  @Nested
  class TheMessage {

    private String messageOf(FieldsMatch match, String header) {
      try {
        check(abc(match).build(), csv(header + "\n"));
        return "";
      } catch (SourceException e) {
        return String.valueOf(e.getMessage());
      }
    }

    @Test
    void namesTheSurplusColumns() {
      assertThat(messageOf(FieldsMatch.EQUAL, "a,b,c,d,e"))
          .startsWith("The header has 'd', 'e', for which the schema 'abc' has no field.");
    }

    @Test
    void namesTheColumnThatStandsInAWrongPlace() {
      assertThat(messageOf(FieldsMatch.EXACT, "a,C,b"))
          .startsWith("Column 2 is labelled 'C' where the schema 'abc' expects 'b'.")
          .contains("the order 'a', 'b', 'c'");
    }

    @Test
    void namesWhatIsFoundExpectedAndProbablyMeant() {
      Schema schema =
          Schema.builder("people")
              .field(Field.string("email").required())
              .field(Field.string("first_name").required())
              .build();
      SourceException refused =
          catchThrowableOfType(
              SourceException.class, () -> check(schema, csv("e-mail adress,Frist Name,city\n")));

      assertThat(refused)
          .hasMessage(
              "The header lacks 'email', 'first_name'. It has 'e-mail adress', 'Frist Name',"
                  + " 'city'; the schema 'people' expects 'email', 'first_name'."
                  + " 'Frist Name' is close to 'first_name'."
                  + " 'e-mail adress' is close to 'email'. Say which column feeds which field with the"
                  + " option map, such as map=Frist Name=first_name (on the command line --map"
                  + " \"Frist Name=first_name\").");
    }
  }
}
