package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.error.ImportError;
import dev.importer.read.CheckReport;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.type.TypeOptions;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is taken of the forms in which people and programs write values, and what is said of others.
 */
class ValuesAsWrittenTest {

  private static CheckReport check(Field field, String text, Format format) {
    Schema schema = Schema.builder("own").field(field).build();
    try (Importer importer = Importer.builder().inMemory().schema(schema).build()) {
      return importer.check(Source.ofText(text, format));
    }
  }

  private static CheckReport csv(Field field, String cell) {
    return check(field, "id,f\n1,\"" + cell.replace("\"", "\"\"") + "\"\n", Format.CSV);
  }

  private static CheckReport json(Field field, String value) {
    return check(field, "[{\"id\":1,\"f\":" + value + "}]", Format.JSON);
  }

  private static String value(CheckReport report) {
    assertThat(report.errors()).isEmpty();
    return Json.read(report.rows().get(0).dataJson()).get("f").toString();
  }

  private static String message(CheckReport report) {
    assertThat(report.errors()).hasSize(1);
    return report.errors().get(0).message();
  }

  @Nested
  class WholeNumbers {

    private static final Field COUNT = Field.integer("f");

    @ParameterizedTest
    @CsvSource({
      "41.0,41",
      "-7.000,-7",
      "12345678901234567890123456789.00,12345678901234567890123456789"
    })
    void aFractionOfZerosIsNoneInCsvAndInJson(String written, String stored) {
      assertThat(value(csv(COUNT, written))).isEqualTo(stored);
      assertThat(value(json(COUNT, written))).isEqualTo(stored);
      assertThat(value(json(COUNT, '"' + written + '"'))).isEqualTo(stored);
    }

    @Test
    void groupsAndUnitsMayStandBesideIt() {
      assertThat(value(csv(COUNT.options(new TypeOptions.OfNumber(".", ",", true)), "1,234.00")))
          .isEqualTo("1234");
      assertThat(value(csv(COUNT.options(new TypeOptions.OfNumber(".", "", false)), "41.0 kg")))
          .isEqualTo("41");
    }

    @ParameterizedTest
    @ValueSource(strings = {"41.5", "41.", ".0", "41.0.0", "41,0"})
    void otherFractionsAreRefused(String written) {
      assertThat(message(csv(COUNT, written))).isEqualTo("'" + written + "' is not an integer");
    }

    @Test
    void anExponentInATextIsRefusedForItMayHideDigits() {
      assertThat(message(csv(COUNT, "4.00638E+12")))
          .isEqualTo(
              "'4.00638E+12' is not an integer: it has an exponent, as spreadsheets give to long"
                  + " numbers; write all digits");
      assertThat(value(json(COUNT, "4.1e1"))).isEqualTo("41");
    }
  }

  @Nested
  class FormsOfNumbers {

    @ParameterizedTest
    @CsvSource({
      "(30.00),brackets around a number are the accountants' minus; write -30.00",
      "5.00-,the minus stands behind the number; write -5.00",
      "\u22125,'its minus is another character than the one of the keyboard, U+002D; write -5'",
      "\uff14\uff11,its digits are others than 0 to 9; write 41"
    })
    void theMessageNamesTheFormAndSaysWhatToWrite(String written, String hint) {
      assertThat(message(csv(Field.number("f"), written)))
          .isEqualTo("'" + written + "' is not a number: " + hint);
      assertThat(
              message(
                  csv(
                      Field.number("f").options(new TypeOptions.OfNumber(".", ",", true)),
                      written)))
          .isEqualTo("'" + written + "' is not a number as its field writes them: " + hint);
    }

    @Test
    void wholeNumbersToo() {
      assertThat(message(csv(Field.integer("f"), "(30)")))
          .isEqualTo(
              "'(30)' is not an integer: brackets around a number are the accountants' minus;"
                  + " write -30");
    }

    @Test
    void nothingIsProposedThatWouldBeRefused() {
      assertThat(message(csv(Field.integer("f"), "(30.5)")))
          .isEqualTo(
              "'(30.5)' is not an integer: brackets around a number are the accountants' minus");
    }
  }

  @Nested
  class AllowedValues {

    private static final Field SEX = Field.string("f").oneOf("M", "F");

    @Test
    void nothingIsSuggestedWhereNothingIsNear() {
      CheckReport report = csv(SEX, "X");
      assertThat(message(report)).isEqualTo("'X' is not one of M, F");
      assertThat(report.errorSummary().groups().get(0).suggestion()).isNull();
    }

    @Test
    void theMessageAndTheSummarySuggestTheSame() {
      CheckReport report = csv(SEX, "m");
      assertThat(message(report)).isEqualTo("'m' is not one of M, F; did you mean 'M'?");
      assertThat(report.errorSummary().groups().get(0).suggestion()).isEqualTo("M");
    }
  }

  @Nested
  class Addresses {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "an\u00a0n@example.com",
          "\u3000ann@example.com",
          "ann@exam\u2003ple.com",
          "ann\u200b@example.com",
          "ann\u2060@example.com",
          "an\u0007n@example.com",
          "ann@example\u00ad.com",
          "ann\u3164@example.com",
          "ann@example.com\u2028"
        })
    void nothingInvisibleIsPartOfAnAddress(String address) {
      List<ImportError> errors = csv(Field.string("f").email(), address).errors();
      assertThat(errors).hasSize(1);
      assertThat(errors.get(0).message()).contains("<U+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"j\u00f6rg@example.com", "\u7528\u6237@\u4f8b\u5b50.com"})
    void otherLettersAre(String address) {
      assertThat(csv(Field.string("f").email(), address).errors()).isEmpty();
    }
  }

  @Nested
  class Offsets {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "2022-10-18T12:35:49+0000|2022-10-18T12:35:49Z",
          "2022-10-18T12:35:49+02|2022-10-18T12:35:49+02:00",
          "2022-10-18t12:35:49z|2022-10-18T12:35:49Z",
          "2022-10-18T12:35:49,25-0330|2022-10-18T12:35:49.25-03:30"
        })
    void whatMeansOneThingIsTaken(String written, String stored) {
      assertThat(value(csv(Field.datetime("f"), written))).isEqualTo('"' + stored + '"');
      assertThat(value(csv(Field.datetime("f").format("any"), written)))
          .isEqualTo('"' + stored + '"');
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2022-10-18T12:35:49+2",
          "2022-10-18T12:35:49+020",
          "2022-10-18T12:35:49+15",
          "2022-10-18T12:35:49 +02",
          "2022-10-18T12:35:49+02Z"
        })
    void theRestIsRefused(String written) {
      assertThat(csv(Field.datetime("f"), written).errors()).hasSize(1);
    }
  }
}
