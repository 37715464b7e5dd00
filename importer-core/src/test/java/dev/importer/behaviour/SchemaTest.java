package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.Importer;
import dev.importer.job.ImportResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.TestDatabase;
import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas of an application's own: each type and each constraint takes and refuses. */
class SchemaTest {

  /** The stored value of one cell as JSON, or the code and rule of its errors. */
  private static String stored(Field field, String cell, Format format) {
    Schema schema = Schema.builder("own").field(field).build();
    String text =
        format == Format.CSV
            ? "id," + field.name() + "\n1,\"" + cell.replace("\"", "\"\"") + "\"\n"
            : "[{\"id\":1,\"" + field.name() + "\":" + cell + "}]";
    try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
      ImportResult result = importer.load(Source.ofText(text, format));
      StoredRecord record =
          importer.results().records(RecordQuery.ofImport(result.id())).items().get(0);
      if (record.status() == RecordStatus.VALID) {
        return Json.read(record.dataJson()).get(field.name()).toString();
      }
      StringBuilder reasons = new StringBuilder();
      for (JsonNode error : Json.read(record.errorsJson())) {
        reasons.append(reasons.isEmpty() ? "" : " ");
        reasons
            .append(error.get("code").textValue())
            .append(' ')
            .append(error.get("rule").textValue());
        assertThat(error.get("field").textValue()).isEqualTo(field.name());
      }
      return reasons.toString();
    }
  }

  private static String csv(Field field, String cell) {
    return stored(field, cell == null ? "" : cell, Format.CSV);
  }

  private static String json(Field field, String value) {
    return stored(field, value, Format.JSON);
  }

  @Nested
  class Types {

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        delimiter = '|',
        textBlock =
            """
        ' x'  | `"' x'"`
        30    | `"30"`
        true  | `"true"`
        """)
    void stringTakesAnyText(String cell, String expected) {
      assertThat(csv(Field.string("f"), cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"30", "true", "[]"})
    void stringRefusesWhatIsNoTextInJson(String value) {
      assertThat(json(Field.string("f"), value)).isEqualTo("type-error string");
    }

    @ParameterizedTest
    @CsvSource({
      "0,0",
      "-12,-12",
      "+7,7",
      "007,7",
      "-0,0",
      "9223372036854775807,9223372036854775807",
      "99999999999999999999,99999999999999999999"
    })
    void integerTakesWholeNumbersOfAnySize(String cell, String expected) {
      assertThat(csv(Field.integer("f"), cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
      "1.5", "1.", "1e3", "' 1'", "'1 '", "1_000", "'1,000'", "0x1F", "--1", "-", "+", "abc",
      "\u0663"
    })
    void integerRefusesAllElse(String cell) {
      assertThat(csv(Field.integer("f"), cell)).isEqualTo("type-error integer");
    }

    @ParameterizedTest
    @CsvSource({
      "3.50,3.50",
      "-0.1,-0.1",
      "5,5",
      "1e3,1E+3",
      ".5,0.5",
      "0.1000000000000000000000000001,0.1000000000000000000000000001"
    })
    void numberKeepsEveryDigit(String cell, String expected) {
      assertThat(csv(Field.number("f"), cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
      "Infinity",
      "+INF",
      "'1,5'",
      "1.2.3",
      "1e",
      "e5",
      "1d",
      "1f",
      "0x1p3",
      "' 1'",
      ".",
      "-."
    })
    void numberRefusesAllElse(String cell) {
      assertThat(csv(Field.number("f"), cell)).isEqualTo("type-error number");
    }

    @ParameterizedTest
    @CsvSource({
      "true,true", "True,true", "TRUE,true", "1,true",
      "false,false", "False,false", "FALSE,false", "0,false"
    })
    void booleanTakesFourSpellingsOfEach(String cell, String expected) {
      assertThat(csv(Field.bool("f"), cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"yes", "no", "tRue", "2", "-1", "on", "t", "' true'"})
    void booleanRefusesAllElse(String cell) {
      assertThat(csv(Field.bool("f"), cell)).isEqualTo("type-error boolean");
    }

    @Test
    void booleanInJsonIsNoNumber() {
      assertThat(json(Field.bool("f"), "true")).isEqualTo("true");
      assertThat(json(Field.bool("f"), "1")).isEqualTo("type-error boolean");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23", "2024-02-29", "0001-01-01", "9999-12-31"})
    void dateTakesDaysThatExist(String cell) {
      assertThat(csv(Field.date("f"), cell)).isEqualTo('"' + cell + '"');
    }

    @ParameterizedTest
    @CsvSource({
      "2026-02-29",
      "2026-11-31",
      "2026-13-01",
      "23.11.2026",
      "11/23/2026",
      "2026-1-1",
      "20261123",
      "2026-11-23T00:00:00",
      "' 2026-11-23'",
      "today"
    })
    void dateRefusesAllElse(String cell) {
      assertThat(csv(Field.date("f"), cell)).isEqualTo("type-error date");
    }

    @ParameterizedTest
    @CsvSource({
      "2026-11-23T10:00:00Z,2026-11-23T10:00:00Z",
      "2026-11-23T10:00:00+02:00,2026-11-23T10:00:00+02:00",
      "2026-11-23T10:00:00,2026-11-23T10:00:00",
      "2026-11-23T10:00:00.123456789Z,2026-11-23T10:00:00.123456789Z"
    })
    void datetimeTakesTimesWithAndWithoutOffset(String cell, String expected) {
      assertThat(csv(Field.datetime("f"), cell)).isEqualTo('"' + expected + '"');
    }

    @ParameterizedTest
    @CsvSource({
      "2026-11-23",
      "2026-11-23 10:00:00",
      "2026-11-23T25:00:00Z",
      "2026-02-30T10:00:00Z",
      "2026-11-23T10:00:00Z[Europe/Berlin]",
      "10:00:00",
      "1700000000"
    })
    void datetimeRefusesAllElse(String cell) {
      assertThat(csv(Field.datetime("f"), cell)).isEqualTo("type-error datetime");
    }

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        delimiter = '|',
        textBlock =
            """
        30                 | 30
        `"x"`              | `"x"`
        `{"a":[1.0,null]}` | `{"a":[1.0,null]}`
        null               | null
        """)
    void anyKeepsTheValue(String value, String expected) {
      assertThat(json(Field.any("f"), value)).isEqualTo(expected);
    }

    @Test
    void anEmptyCellIsNoValue() {
      assertThat(csv(Field.integer("f"), "")).isEqualTo("null");
      assertThat(csv(Field.string("f"), "")).isEqualTo("null");
      assertThat(json(Field.date("f"), "null")).isEqualTo("null");
    }
  }

  @Nested
  class Constraints {

    @ParameterizedTest
    @CsvSource({"1,1", "10,10", "0,constraint-error minimum", "11,constraint-error maximum"})
    void rangeHoldsItsBounds(String cell, String expected) {
      assertThat(csv(Field.integer("f").minimum(1).maximum(10), cell)).isEqualTo(expected);
    }

    @Test
    void decimalBoundsAreExact() {
      Field field = Field.number("f").maximum(new BigDecimal("0.3"));
      assertThat(csv(field, "0.30")).isEqualTo("0.30");
      assertThat(csv(field, "0.3000000000000000000001")).isEqualTo("constraint-error maximum");
    }

    @ParameterizedTest
    @CsvSource({
      "a,constraint-error minLength",
      "ab,\"ab\"",
      "abc,\"abc\"",
      "abcd,constraint-error maxLength",
      "\uD83D\uDE00,constraint-error minLength",
      "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00,\"\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\""
    })
    void lengthCountsCodePoints(String cell, String expected) {
      assertThat(csv(Field.string("f").minLength(2).maxLength(3), cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
      "AB12,\"AB12\"",
      "xAB12,constraint-error pattern",
      "AB12x,constraint-error pattern"
    })
    void patternMatchesTheWholeText(String cell, String expected) {
      assertThat(csv(Field.string("f").pattern("[A-Z]+[0-9]+"), cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"red,\"red\"", "Red,constraint-error enum", "' red',constraint-error enum"})
    void oneOfTakesOnlyItsValues(String cell, String expected) {
      assertThat(csv(Field.string("f").oneOf("red", "green"), cell)).isEqualTo(expected);
    }

    @Test
    void oneOfComparesNumbersByValue() {
      assertThat(csv(Field.number("f").oneOf("1.0", "2"), "1.00")).isEqualTo("1.00");
      assertThat(csv(Field.number("f").oneOf("1.0", "2"), "1.01"))
          .isEqualTo("constraint-error enum");
    }

    @Test
    void requiredRefusesAnEmptyCell() {
      assertThat(csv(Field.string("f").required(), "")).isEqualTo("constraint-error required");
      assertThat(json(Field.any("f").required(), "null")).isEqualTo("constraint-error required");
    }

    @Test
    void everyBrokenConstraintIsReported() {
      assertThat(csv(Field.string("f").maxLength(2).pattern("[a-z]*").oneOf("x"), "ABC"))
          .isEqualTo("constraint-error maxLength constraint-error pattern constraint-error enum");
    }

    @Test
    void areNotCheckedAfterATypeError() {
      assertThat(csv(Field.integer("f").minimum(1).oneOf("2"), "abc"))
          .isEqualTo("type-error integer");
    }
  }

  @Nested
  class Refuses {

    @Test
    void aConstraintThatDoesNotFitTheType() {
      assertThatIllegalArgumentException().isThrownBy(() -> Field.string("f").minimum(1));
      assertThatIllegalArgumentException().isThrownBy(() -> Field.integer("f").maxLength(1));
      assertThatIllegalArgumentException().isThrownBy(() -> Field.integer("f").email());
    }

    @Test
    void aMalformedConstraint() {
      assertThatIllegalArgumentException().isThrownBy(() -> Field.string("f").pattern("["));
      assertThatIllegalArgumentException().isThrownBy(() -> Field.string("f").oneOf());
      assertThatIllegalArgumentException().isThrownBy(() -> Field.string("f").minLength(-1));
    }

    @Test
    void aBlankName() {
      assertThatIllegalArgumentException().isThrownBy(() -> Field.string(" "));
      assertThatIllegalArgumentException().isThrownBy(() -> Schema.builder("a b").build());
      assertThatIllegalArgumentException().isThrownBy(() -> Schema.builder("").build());
    }

    @Test
    void twoFieldsThatNoHeaderCanTellApart() {
      Schema.Builder schema =
          Schema.builder("s").field(Field.string("a_b")).field(Field.string("A b"));
      assertThatIllegalArgumentException().isThrownBy(schema::build);
    }
  }
}
