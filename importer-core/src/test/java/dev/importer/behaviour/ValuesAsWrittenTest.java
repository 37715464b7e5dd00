package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.results.CheckReport;
import dev.importer.schema.Description;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.TestDatabase;
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
    try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
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
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "(30.00)|a negative number in parentheses; write -30.00, or let its field have"
              + " \"importer:negative\": \"parentheses\"",
          "5.00-|a negative number with its minus behind it; write -5.00, or let its field have"
              + " \"importer:negative\": \"trailing-minus\"",
          "\u22125|a negative number with another minus than that of the keyboard, U+002D; write -5, or"
              + " let its field have \"importer:negative\": \"unicode-minus\"",
          "5\u2212|a negative number with its minus behind it; write -5, or let its field have"
              + " \"importer:negative\": [\"trailing-minus\", \"unicode-minus\"]",
          "\uff14\uff11|its digits are others than 0 to 9; write 41"
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
              "'(30)' is not an integer: a negative number in parentheses; write -30, or let its field"
                  + " have \"importer:negative\": \"parentheses\"");
    }

    @Test
    void nothingIsProposedThatWouldBeRefused() {
      assertThat(message(csv(Field.integer("f"), "(30.5)")))
          .isEqualTo("'(30.5)' is not an integer: a negative number in parentheses");
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
  class FaultsOfAddresses {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "Dan Four <dan@example.com>|: it has a display name and angle brackets; write"
              + " 'dan@example.com'",
          "<dan@example.com>|: it has angle brackets; write 'dan@example.com'",
          "mailto:eve@example.com|: it begins with mailto:; write 'eve@example.com'",
          "hal@example.com;|: it has a separator of addresses beside it; write 'hal@example.com'",
          "a@example.com; b@example.com|: these are several addresses, and the field has one",
          "\u201civy@example.com\u201d|: it has quotation marks around it; write 'ivy@example.com'",
          "jo @example.com|: it has a space or an invisible character in it",
          "a@b@example.com|: it has more than one @",
          "Dan <nope>|: it has a display name and angle brackets",
          "nope|~~"
        })
    void areNamed(String address, String fault) {
      assertThat(message(csv(Field.string("f").email(), address)))
          .isEqualTo("'" + address + "' is not a valid e-mail address" + fault);
    }
  }

  @Nested
  class OptionsThatHelp {

    private void says(Field field, String cell, String hint) {
      String message = message(csv(field, cell));
      assertThat(message).endsWith(hint);
    }

    @Test
    void areProposed() {
      Field zip = Field.string("f").pattern("[0-9]{5}");
      says(
          zip, "=\"01234\"", "; without what spreadsheets put around it this is valid: use unwrap");
      says(zip, "'01234", "; without what spreadsheets put around it this is valid: use unwrap");
      says(
          zip,
          " =\"01234\"",
          "; without white space and what spreadsheets put around it this is valid: use unwrap and"
              + " trim");
      says(Field.integer("f"), "N/A", "; if it stands for no value, use replace=f:N/A=");
      says(Field.integer("f"), "-", "; if it stands for no value, use replace=f:-=");
    }

    @Test
    void areNotProposedWhereTheyDoNotHelp() {
      says(Field.integer("f").required(), "n/a", "'n/a' is not an integer");
      says(Field.integer("f"), "x", "'x' is not an integer");
      says(Field.integer("f"), "=\"x\"", "is not an integer");
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

  @Nested
  class SpaceAroundValues {

    private static final String HINT =
        "; without the white space around it this would be valid: use trim";

    private void says(Field field, String cell, String message) {
      assertThat(message(csv(field, cell))).isEqualTo(message);
      assertThat(message(json(field, '"' + cell + '"'))).isEqualTo(message);
    }

    @Test
    void isNamedWhereTheRestWouldBeValid() {
      says(Field.integer("f"), " 41", "' 41' is not an integer" + HINT);
      says(Field.integer("f"), "41\u00a0", "'41<U+00A0>' is not an integer" + HINT);
      says(
          Field.date("f"),
          "\u200b2026-11-23",
          "'<U+200B>2026-11-23' is not a date such as 2026-11-23" + HINT);
      says(
          Field.string("f").pattern("(Mia|Ann) Berg"),
          " Mia Berg ",
          "' Mia Berg ' does not match the pattern (Mia|Ann) Berg" + HINT);
      says(Field.string("f").maxLength(3), "abc ", "'abc ' is longer than 3 characters" + HINT);
      says(
          Field.string("f").oneOf("M", "F"),
          " M",
          "' M' is not one of M, F; did you mean 'M'? without the white space around it this would"
              + " be valid: use trim");
      says(
          Field.string("f").email(),
          "\ufeffann@example.com",
          "'<U+FEFF>ann@example.com' is not a valid e-mail address" + HINT);
    }

    @Test
    void isNotNamedWhereTheRestWouldBeRefusedToo() {
      says(Field.integer("f").maximum(40), " 41", "' 41' is not an integer");
      says(Field.string("f").required().notBlank(), " ", "must not be blank");
    }

    @Test
    void aloneStandsForNoValueWhereThatIsAllowed() {
      says(
          Field.integer("f"),
          "  ",
          "'  ' is not an integer; without the white space there would be no value, which is valid"
              + " here: use trim");
    }

    @Test
    void isKeptInTexts() {
      assertThat(value(csv(Field.string("f"), " Mia Berg "))).isEqualTo("\" Mia Berg \"");
    }
  }

  @Nested
  class Messages {

    @Test
    void describeDatesInWordsWithAnExample() {
      assertThat(message(csv(Field.date("f").format("%d.%m.%Y"), "2026-12-31")))
          .isEqualTo("'2026-12-31' is not a date written as day.month.year, such as 31.12.2026");
      assertThat(message(csv(Field.time("f").format("%I:%M %p"), "x")))
          .isEqualTo(
              "'x' is not a time written as hour up to 12:minute AM or PM, such as 04:30 PM");
      assertThat(message(csv(Field.datetime("f").format("%d %b %y %H:%M"), "x")))
          .isEqualTo(
              "'x' is not a date and time written as day month in three letters year in two digits"
                  + " hour:minute, such as 31 Dec 26 16:30");
      assertThat(message(csv(Field.date("f").format("%d.%m.%Y"), "31.02.2026")))
          .isEqualTo("'31.02.2026' is written as day.month.year, but there is none such");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "23.11.2026|: write 2026-11-23",
          "Nov 23, 2026|: write 2026-11-23",
          "23.11.26|: its year has two digits; write all four, or let the schema name the form, such as %d.%m.%y",
          "01/02/2026|: it may be day and month or month and day; write the year first, or let the schema name the order, such as %d/%m/%Y",
          "soon|''"
        })
    void sayHowToWriteADate(String cell, String hint) {
      assertThat(message(csv(Field.date("f"), cell)))
          .isEqualTo("'" + cell + "' is not a date such as 2026-11-23" + hint);
    }

    @Test
    void sayHowToWriteATime() {
      assertThat(message(csv(Field.time("f"), "9 am")))
          .isEqualTo("'9 am' is not a time such as 10:00:00: write 09:00:00");
      assertThat(message(csv(Field.datetime("f"), "2026-11-23 10:00")))
          .isEqualTo(
              "'2026-11-23 10:00' is not a date and time such as 2026-11-23T10:00:00Z: write"
                  + " 2026-11-23T10:00:00");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "[A-Z]{2}-[0-9]{4}|2 capital letters, '-', 4 digits",
          "^[A-Z]{3}\\d+$|3 capital letters, one or more digits",
          "[A-Za-z0-9_.-]{2,8}|2 to 8 letters, digits, '_', '.' or '-'",
          "DE[0-9]{2,}x?|'DE', 2 or more digits, perhaps 'x'"
        })
    void sayInWordsWhatAPatternAsksFor(String pattern, String words) {
      assertThat(message(csv(Field.string("f").pattern(pattern), "!")))
          .isEqualTo(
              "'!' is not of the form that is asked for: " + words + " (pattern " + pattern + ")");
    }

    @Test
    void sayWhatTheAuthorOfTheSchemaSaysOfAPattern() {
      Field field = Field.string("f").pattern("(?i)[^x](a|b)");
      assertThat(message(csv(field, "!")))
          .isEqualTo("'!' does not match the pattern (?i)[^x](a|b)");
      assertThat(
              message(
                  csv(
                      field.description(new Description("Code", "a code of the shop", "ya", null)),
                      "!")))
          .isEqualTo(
              "'!' is not of the form that is asked for: a code of the shop, such as ya (pattern"
                  + " (?i)[^x](a|b))");
    }

    @Test
    void listTheWordsOfABoolean() {
      assertThat(message(csv(Field.bool("f"), "yes")))
          .isEqualTo(
              "'yes' is neither true (true, True, TRUE, 1) nor false (false, False, FALSE, 0)");
      assertThat(
              message(
                  csv(
                      Field.bool("f")
                          .options(new TypeOptions.OfBoolean(List.of("ja"), List.of("nein"))),
                      "1")))
          .isEqualTo("'1' is neither true (ja) nor false (nein)");
    }

    @Test
    void writeInvisibleCharactersOfLabelsAsCodePoints() {
      CheckReport report = check(Field.integer("f"), "f,a\u200b\n1,2\n3,4\n5\n6,7\n", Format.CSV);
      assertThat(report.errors())
          .extracting(ImportError::text)
          .containsExactly(
              "a<U+200B>: there is no cell for this column: the row has 1 cell, the header has 2");
    }

    @Test
    void duplicateMembersInsideAValueRefuseTheRow() {
      CheckReport report =
          check(
              Field.any("f"),
              "[{\"f\":{\"a\":{\"b\":1,\"b\":2}},\"g\":[\"\\u0000\"]}]",
              Format.JSON);
      assertThat(report.errors())
          .extracting(ImportError::code)
          .containsExactly(ErrorCode.DUPLICATE_MEMBER, ErrorCode.NUL_BYTE);
      assertThat(csv(Field.object("f"), "{\"a\":\"\\u0000\"}").errors()).hasSize(1);
    }
  }
}
