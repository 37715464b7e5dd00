package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.results.CheckReport;
import dev.importer.results.Inference;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import dev.importer.type.FieldType;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that are found out by looking at every row. */
class InferenceTest {

  private static Inference infer(Source source) {
    try (Importer importer = TestDatabase.inMemory().build()) {
      return importer.infer(source);
    }
  }

  private static Source csv(String text) {
    return Source.ofText(text, Format.CSV)
        .withDialect(Dialect.UNSPECIFIED.withDelimiter(",").withHeader(true));
  }

  private static Source json(String text) {
    return Source.ofText(text, Format.JSON);
  }

  /** A column with these values; what its schema refuses would fail the test. */
  private static Inference.Column column(String... values) {
    Source source =
        csv("v,other\n" + Arrays.stream(values).map(v -> v + ",x\n").collect(Collectors.joining()));
    Inference inference = infer(source);
    expectTaken(inference.schema(), source);
    return inference.columns().get(0);
  }

  private static void expectTaken(Schema schema, Source source) {
    try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
      CheckReport report = importer.check(source);
      assertThat(report.errors()).isEmpty();
      assertThat(report.warnings()).doesNotContainKey("unknown-column");
    }
  }

  @Nested
  class OfText {

    @ParameterizedTest
    @CsvSource({
      "1 -20 0,integer",
      "1 999999999999999,integer",
      "0 1,integer",
      "1 2.50 -0.1,number",
      "true false,boolean",
      "True FALSE,boolean",
      "2026-11-23 2024-02-29,date",
      "10:00:00 23:59:59,time",
      "2026-11-23T10:00:00 2026-11-23T10:00:00Z,datetime",
      "a 1,string",
      "true 1,string",
      "yes no,string",
      "2026-11-23 2026-11-23T10:00:00,string",
      "2026-02-30,string",
      "2026-11,string",
      "'1,5 1',string",
      "NaN 1,string"
    })
    void isTheNarrowestTypeThatEveryCellIsOf(String values, String type) {
      Inference.Column column =
          column(
              Arrays.stream(values.split(" ", -1))
                  .map(value -> '"' + value + '"')
                  .toArray(String[]::new));

      assertThat(column.type().text()).isEqualTo(type);
      assertThat(column.format()).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource({
      "1 007,that of row 2 begins with a zero",
      "-01 1,that of row 1 begins with a zero",
      "1 1234567890123456,that of row 2 has more digits than the 15 that every program keeps",
      "1.5 123456789.12345678,that of row 2 has more digits than the 15 that every program keeps",
      "1e5 2,that of row 1 has an exponent",
      "12E4 7,that of row 1 has an exponent",
      "1 +49,that of row 2 begins with a plus sign",
      "1 .5,that of row 2 begins or ends with the point"
    })
    void thatWouldLoseSomethingAsANumberStaysText(String values, String reason) {
      Inference.Column column = column(values.split(" ", -1));

      assertThat(column.type()).isEqualTo(FieldType.STRING);
      assertThat(column.reason()).contains(reason);
    }

    @Test
    void withLeadingZerosIsReported() {
      assertThat(column("1", "02").warning()).isEqualTo(ErrorCode.LEADING_ZEROS);
      assertThat(column("1", "x2").warning()).isNull();
    }

    @Test
    void saysWhichRowMadeItText() {
      String[] values =
          IntStream.range(0, 1_000).mapToObj(i -> i == 700 ? "n/a" : "" + i).toArray(String[]::new);

      assertThat(column(values).reason())
          .isEqualTo(
              "the values are whole numbers of at most 15 digits up to row 701, which holds a text");
      assertThat(column("x").reason()).startsWith("the first value is neither a number");
    }
  }

  @Nested
  class OfDates {

    @ParameterizedTest
    @CsvSource({
      "23.11.2026 01.02.2026,%d.%m.%Y,1",
      "01.02.2026 31.12.2026,%d.%m.%Y,2",
      "01/02/2026 12/31/2026,%m/%d/%Y,2",
      "01/02/2026 31/12/2026,%d/%m/%Y,2",
      "01-02-2026 31-12-2026,%d-%m-%Y,2"
    })
    void takesTheOrderThatAValueProves(String values, String format, int row) {
      Inference.Column column = column(values.split(" ", -1));

      assertThat(column.type()).isEqualTo(FieldType.DATE);
      assertThat(column.format()).isEqualTo(format);
      assertThat(column.reason()).endsWith("as row " + row + " proves");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01/02/2026 03/04/2026", "01.02.2026 12.12.2026"})
    void staysTextIfNoValueProvesTheOrder(String values) {
      Inference.Column column = column(values.split(" ", -1));

      assertThat(column.type()).isEqualTo(FieldType.STRING);
      assertThat(column.warning()).isEqualTo(ErrorCode.AMBIGUOUS_DATE);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"31/12/2026 12/31/2026", "31.12.2026 01/02/2026", "31.02.2026", "31.12.26"})
    void staysTextIfNoOrderFitsAll(String values) {
      Inference.Column column = column(values.split(" ", -1));

      assertThat(column.type()).isEqualTo(FieldType.STRING);
      assertThat(column.warning()).isNull();
    }
  }

  @Nested
  class OfJson {

    @Test
    void keepsToTheKindsOfTheValues() {
      Source source =
          json(
              """
              [{"whole": 1, "huge": 99999999999999999999, "mixed": 1, "truth": true, "text": "a",
                "digits": "7", "object": {}, "array": [], "either": 1, "nothing": null, "": 1},
               {"whole": -2, "huge": 1, "mixed": 2.5, "truth": false, "text": "b",
                "digits": "8", "object": {"a": 1}, "array": [1], "either": "x"}]
              """);

      Inference inference = infer(source);

      assertThat(inference.schema())
          .isEqualTo(
              Schema.builder("text")
                  .field(Field.integer("whole").required())
                  .field(Field.integer("huge").required())
                  .field(Field.number("mixed").required())
                  .field(Field.bool("truth").required())
                  .field(Field.string("text").required())
                  .field(Field.integer("digits").required())
                  .field(Field.of("object", FieldType.OBJECT).required())
                  .field(Field.of("array", FieldType.ARRAY).required())
                  .field(Field.any("either").required())
                  .field(Field.any("nothing"))
                  .build());
      assertThat(inference.columns())
          .extracting(Inference.Column::reason)
          .contains(
              "the values are of different kinds: JSON texts and whole numbers",
              "there is no value",
              "all values are JSON whole numbers and numbers");
    }

    @Test
    void joinsMembersThatASchemaCannotTellApart() {
      Inference inference =
          infer(json("[{\"First Name\": \"a\"}, {\"first_name\": \"b\"}, {\"x\": 1}]"));

      assertThat(inference.schema().fields())
          .containsExactly(Field.string("First Name"), Field.integer("x"));
      assertThat(inference.columns().get(0).values()).isEqualTo(2);
      assertThat(inference.columns().get(0).missing()).isEqualTo(1);
    }
  }

  @Test
  void aFieldIsRequiredIfNoRowLacksIt() {
    Source source = csv("a,b,c\n1,,x\n2,3,x\n");

    Inference inference = infer(source);

    assertThat(inference.schema().fields())
        .containsExactly(
            Field.integer("a").required(), Field.integer("b"), Field.string("c").required());
    assertThat(inference.rows()).isEqualTo(2);
    assertThat(inference.columns().get(1).missing()).isEqualTo(1);
    expectTaken(inference.schema(), source);
  }

  @Test
  void rowsOfAFaultyFormAreLeftOut() {
    Inference inference = infer(csv("a,b\n1,2\nx\n3,4,5\n6,7\n"));

    assertThat(inference.rows()).isEqualTo(2);
    assertThat(inference.leftOut()).isEqualTo(2);
    assertThat(inference.schema().fields())
        .containsExactly(Field.integer("a").required(), Field.integer("b").required());
  }

  @ParameterizedTest
  @CsvSource({
    "orders.csv,orders",
    "Orders 2026 (final).csv.gz,Orders_2026_final_",
    "../../etc/_x.json,x",
    "Größe.csv,Gr_e",
    "日本.csv,inferred"
  })
  void theSchemaIsNamedAfterTheSource(String source, String schema) {
    assertThat(infer(csv("a\n1\n").withName(source)).schema().name()).isEqualTo(schema);
  }

  @Test
  void aHeaderWhoseLabelsNoSchemaCanTellApartIsRefused() {
    assertThat(
            catchThrowableOfType(SourceException.class, () -> infer(csv("a b,A_B\n1,2\n"))).code())
        .isEqualTo(ErrorCode.DUPLICATE_LABEL);
  }

  @Test
  void membersAreBounded() {
    String records =
        IntStream.range(0, 200)
            .mapToObj(i -> "{\"m" + i + "\": 1}")
            .collect(Collectors.joining(",", "[", "]"));
    try (Importer importer =
        TestDatabase.inMemory().limits(Limits.DEFAULT.withMaxColumns(100)).build()) {
      assertThat(
              catchThrowableOfType(SourceException.class, () -> importer.infer(json(records)))
                  .code())
          .isEqualTo(ErrorCode.TOO_MANY_COLUMNS);
    }
  }

  @Test
  void storesNothing() {
    try (Importer importer = TestDatabase.inMemory().build()) {
      importer.infer(csv("a\n1\n"));

      assertThat(importer.results().statistics().totalImports()).isZero();
    }
  }
}
