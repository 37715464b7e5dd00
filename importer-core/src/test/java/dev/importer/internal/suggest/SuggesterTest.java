package dev.importer.internal.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.error.ErrorCode;
import dev.importer.internal.check.CellJudge;
import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import dev.importer.schema.Categories;
import dev.importer.schema.Category;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.type.TypeOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What refused values were probably meant to be. */
class SuggesterTest {

  private static final Field COLOUR =
      Field.string("v").oneOf("red", "green", "blue", "light grey", "size 10", "crème");
  private static final Field COMMA =
      Field.number("v").options(new TypeOptions.OfNumber(",", "", true));

  /** What a value means among others that were refused in the same way. */
  private static Optional<ValueSuggestion> meant(Field field, String value, String... beside) {
    Schema schema = Schema.builder("s").field(field).build();
    List<String> all = Stream.concat(Stream.of(value), Stream.of(beside)).toList();
    Suggester suggester =
        Suggester.of(schema, new CellJudge(schema), ErrorCode.TYPE_ERROR, "v", all, true);
    assertThat(suggester).isNotNull();
    return Optional.ofNullable(suggester.of(value));
  }

  private static void means(Field field, String value, String to, Reason reason) {
    assertThat(meant(field, value)).as(value).contains(new ValueSuggestion(to, reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RED       | red",
        "Gren      | green",
        "bleu      | blue",
        "Light-Gray| light grey",
        "lightgrey | light grey",
        "créme     | crème",
        "CREME     | crème",
        "red.      | red",
        "size-10   | size 10",
      })
  void spellingsMeanAllowedValues(String value, String to) {
    means(COLOUR, value, to, Reason.ALLOWED_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yellow", "r", "rd blue", "size 11", "1", "", "—", "\u0000", "\ud800"})
  void whatIsNearNothingMeansNothing(String value) {
    assertThat(meant(COLOUR.required(), value)).isEmpty();
  }

  @Test
  void betweenTwoThatAreEquallyNearNothingSaysWhich() {
    assertThat(meant(Field.string("v").oneOf("sold", "bold"), "cold")).isEmpty();
    assertThat(meant(Field.string("v").oneOf("a-b", "a b"), "A_B")).isEmpty();
  }

  @Test
  void aLabelMeansItsCategory() {
    Field answer =
        Field.integer("v")
            .categories(
                new Categories(
                    List.of(new Category(1L, "Strongly agree"), new Category(2L, "Disagree")),
                    Categories.Order.UNORDERED));

    means(answer, "strongly agree", "1", Reason.CATEGORY_LABEL);
    means(answer, "Disagre", "2", Reason.CATEGORY_LABEL);
  }

  @ParameterizedTest
  @CsvSource({
    "yes, true, TRUTH_WORD",
    "Ja, true, TRUTH_WORD",
    "sí, true, TRUTH_WORD",
    "NEIN, false, TRUTH_WORD",
    "off, false, TRUTH_WORD",
    "ture, true, ALLOWED_VALUE",
    "flase, false, ALLOWED_VALUE",
  })
  void wordsMeanTrueOrFalse(String value, String to, Reason reason) {
    means(Field.bool("v"), value, to, reason);
  }

  @Test
  void aWordForTrueIsWrittenAsTheFieldDoes() {
    Field german =
        Field.bool("v").options(new TypeOptions.OfBoolean(List.of("ja"), List.of("nein"), false));

    means(german, "Yes", "ja", Reason.TRUTH_WORD);
    means(german, "JA", "ja", Reason.ALLOWED_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "2", "yes and no", "oui ou non"})
  void otherWordsAreNeitherTrueNorFalse(String value) {
    assertThat(meant(Field.bool("v"), value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42 years    | 42       | UNIT",
        "42yrs.      | 42       | UNIT",
        "€ 12.00     | 12.00    | UNIT",
        "-12,50 EUR  | -12.50   | UNIT",
        "CHF 1'234.50| 1234.50  | UNIT",
        "1 234,50    | 1234.50  | NUMBER_NOTATION",
        "1.234,50    | 1234.50  | NUMBER_NOTATION",
        "1,234,567   | 1234567  | NUMBER_NOTATION",
        "0,125       | 0.125    | NUMBER_NOTATION",
        "(30.00)     | -30.00   | NUMBER_NOTATION",
        "30.5-       | -30.5    | NUMBER_NOTATION",
        "\u221230    | -30      | NUMBER_NOTATION",
        "٤٢          | 42       | NUMBER_NOTATION",
        "4O          | 40       | LETTER_FOR_DIGIT",
        "l2          | 12       | LETTER_FOR_DIGIT",
      })
  void numbersInOtherNotationsMeanNumbers(String value, String to, Reason reason) {
    means(Field.number("v"), value, to, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,234",
        "5 million",
        "5k",
        "5%",
        "12,-",
        "10-20",
        "5 or 6",
        "> 5",
        "~5",
        "about 5",
        "12 am",
        "44 BC",
        "5 dozen",
        "10 CR",
        "1.2.3",
        "1e",
        "4l",
        "O",
        "+49 30 1234567",
        "(555) 1234",
        "42/50",
        "((5))",
        "-5-",
        "forty",
        "12 34",
        "€",
        "5 kg net",
        "$5 USD"
      })
  void whatMayBeAnotherNumberMeansNothing(String value) {
    assertThat(meant(Field.number("v"), value)).as(value).isEmpty();
  }

  @Test
  void theNumbersBesideSayWhatACommaMeans() {
    assertThat(meant(Field.number("v"), "1,234", "0,5").map(ValueSuggestion::to)).contains("1.234");
    assertThat(meant(Field.number("v"), "1,234", "1,234,567").map(ValueSuggestion::to))
        .contains("1234");
    assertThat(meant(Field.number("v"), "1,234", "1,234,567", "0,5")).isEmpty();
  }

  @Test
  void aNumberIsWrittenAsItsFieldDoes() {
    means(COMMA, "12.5", "12,5", Reason.NUMBER_NOTATION);
    means(COMMA, "1.234", "1234", Reason.NUMBER_NOTATION);
    means(COMMA, "$ 3.50", "3,50", Reason.UNIT);
  }

  @Test
  void aUnitIsDroppedOnlyIfAllHaveTheSame() {
    assertThat(meant(Field.number("v"), "5 kg", "7 kg", "many")).isPresent();
    assertThat(meant(Field.number("v"), "1 year", "2 years")).isPresent();
    assertThat(meant(Field.number("v"), "5 kg", "500 gram")).isEmpty();
    assertThat(meant(Field.number("v"), "€ 5", "$ 5")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"41.0, 41", "'41,00', 41", "41 years, 41", "-3.0, -3", "2O26, 2026"})
  void wholeNumbersMayHaveAFractionOfNothing(String value, String to) {
    assertThat(meant(Field.integer("v"), value).map(ValueSuggestion::to)).contains(to);
  }

  @ParameterizedTest
  @ValueSource(strings = {"41.5", "1.000", "41.0.0"})
  void otherFractionsAreNoWholeNumbers(String value) {
    assertThat(meant(Field.integer("v"), value)).isEmpty();
  }

  @Test
  void whatTheFieldWouldRefuseIsNotSuggested() {
    assertThat(meant(Field.integer("v").maximum(40), "42 years")).isEmpty();
    assertThat(meant(Field.integer("v").maximum(40), "42")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31/12/2026          | 2026-12-31",
        "12/31/2026          | 2026-12-31",
        "31.12.2026          | 2026-12-31",
        "5.5.2026            | 2026-05-05",
        "2026/12/31          | 2026-12-31",
        "2026.1.5            | 2026-01-05",
        "20261231            | 2026-12-31",
        "2026-12-31T00:00:00 | 2026-12-31",
        "31/12/2026 00:00    | 2026-12-31",
        "31 Dec 2026         | 2026-12-31",
        "Dec 31, 2026        | 2026-12-31",
        "31. Dezember 2026   | 2026-12-31",
        "1 de março de 2026  | 2026-03-01",
        "4th of July 2026    | 2026-07-04",
      })
  void datesInOtherNotationsMeanDates(String value, String to) {
    assertThat(meant(Field.date("v"), value).map(ValueSuggestion::to))
        .isEqualTo(Optional.ofNullable(to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "05/06/2026",
        "31/12/26",
        "30/02/2026",
        "2026-13-01",
        "2026-12-31T10:30:00",
        "46387",
        "2026",
        "soon",
        "31/12-2026",
        "12/2026",
        "Foo 31, 2026",
        "31.12.20266"
      })
  void whatMayBeAnotherDateMeansNothing(String value) {
    assertThat(meant(Field.date("v"), value)).isEmpty();
  }

  @Test
  void theDatesBesideSayWhichNumberIsTheDay() {
    assertThat(meant(Field.date("v"), "05/06/2026", "31/12/2026").map(ValueSuggestion::to))
        .contains("2026-06-05");
    assertThat(meant(Field.date("v"), "05/06/2026", "12/31/2026").map(ValueSuggestion::to))
        .contains("2026-05-06");
    assertThat(meant(Field.date("v"), "05/06/2026", "12/31/2026", "31/12/2026")).isEmpty();
    assertThat(meant(Field.date("v"), "05/06/2026", "31.12.2026")).isEmpty();
  }

  @Test
  void datesThatAreNotAllKnownProveNothing() {
    Schema schema = Schema.builder("s").field(Field.date("v")).build();
    Suggester suggester =
        Suggester.of(
            schema,
            new CellJudge(schema),
            ErrorCode.TYPE_ERROR,
            "v",
            List.of("05/06/2026", "31/12/2026"),
            false);
    assertThat(suggester).isNotNull();

    assertThat(suggester.of("05/06/2026")).isNull();
    assertThat(suggester.of("31/12/2026")).isNotNull();
  }

  @Test
  void aDateIsWrittenAsItsFieldDoes() {
    means(Field.date("v").format("%d.%m.%Y"), "2026-12-31", "31.12.2026", Reason.DATE_NOTATION);
    means(Field.date("v").format("%d/%m/%Y"), "12/31/2026", "31/12/2026", Reason.DATE_NOTATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann_at_x.org", "ann(at)x.org", "ann [AT] x [dot] org", "ann at x dot org", "ann@x,org",
        "ann@x.org.", "<ann@x.org>", "Ann Lee <ann@x.org>", "mailto:ann@x.org", "ann @x.org",
        "ann@ x .org", "ann@@x.org", "ann@x..org", "ann@x.org;", "\"ann@x.org\""
      })
  void addressesThatAreMistypedMeanAddresses(String value) {
    means(Field.string("v").email(), value, "ann@x.org", Reason.EMAIL_NOTATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "annx.org",
        "ann@",
        "@x.org",
        "ann@x.org, bob@y.org",
        "ann@x.org,bob",
        "ann@x@org",
        "ann lee@x.org",
        "look at the sky",
        "+49 30 123456",
        "<>",
        "mailto:"
      })
  void whatIsNoAddressMeansNothing(String value) {
    assertThat(meant(Field.string("v").email(), value)).as(value).isEmpty();
  }

  @Test
  void whiteSpaceAndWrappingAreTakenAway() {
    means(Field.integer("v"), " 42\u00a0", "42", Reason.WHITE_SPACE);
    means(Field.integer("v"), "=\"42\"", "42", Reason.SPREADSHEET_NOTATION);
    means(Field.integer("v"), " =\" 42\" ", "42", Reason.SPREADSHEET_NOTATION);
    means(Field.integer("v"), " 42 years", "42", Reason.UNIT);
    means(Field.integer("v"), "  ", null, Reason.WHITE_SPACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n/a", "N/A", "-", "none", "NULL", "?", " - "})
  void wordsForNoValueMeanAnEmptyCellIfThatIsAllowed(String value) {
    means(Field.integer("v"), value, null, Reason.NO_VALUE);
    assertThat(meant(Field.integer("v").required(), value)).isEmpty();
    assertThat(meant(Field.integer("v").withoutMissingValues(), value)).isEmpty();
  }

  @Test
  void aTextThatIsTooLongOrOfAnotherFormMeansNothing() {
    assertThat(meant(Field.string("v").maxLength(3), "abcd")).isEmpty();
    assertThat(meant(Field.string("v").pattern("\\+[0-9]+"), "030 1234567")).isEmpty();
  }

  @Test
  void whatIsCutOrNotThereMeansNothing() {
    String cut = "red".repeat(66) + "r…";
    assertThat(meant(Field.string("v").oneOf(cut + "!"), cut)).isEmpty();
    Schema schema = Schema.builder("s").field(Field.integer("v")).build();
    Suggester suggester =
        Suggester.of(
            schema, new CellJudge(schema), ErrorCode.CONSTRAINT_ERROR, "v", List.of(), true);
    assertThat(suggester).isNotNull();
    assertThat(suggester.of(null)).isNull();
  }

  @Test
  void faultsThatNoValueCuresHaveNoSuggestions() {
    Schema schema = Schema.builder("s").field(Field.integer("v").unique()).build();
    CellJudge judge = new CellJudge(schema);

    assertThat(Suggester.of(schema, judge, ErrorCode.UNIQUE_ERROR, "v", List.of("1"), true))
        .isNull();
    assertThat(Suggester.of(schema, judge, ErrorCode.TYPE_ERROR, "w", List.of("1"), true)).isNull();
    assertThat(Suggester.of(schema, judge, ErrorCode.TYPE_ERROR, null, List.of("1"), true))
        .isNull();
  }
}
