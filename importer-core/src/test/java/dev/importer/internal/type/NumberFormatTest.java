package dev.importer.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.type.FieldType;
import dev.importer.type.NegativeForm;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormatTest {

  private static Object read(String text, String decimalChar, String groupChar, boolean bare) {
    return Cast.to(
            FieldType.NUMBER, "default", new TypeOptions.OfNumber(decimalChar, groupChar, bare))
        .apply(text);
  }

  @Nested
  class Groups {
    @ParameterizedTest
    @CsvSource({"'1,234',1234", "'12,345,678',12345678", "'12,34,567',1234567", "999,999"})
    void allowsGroupsInOrder(String text, long expected) {
      assertThat(read(text, ".", ",", true)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"12,34", "1,2345", "1234,567", ",123", "1,,234", "1,234,", "1.5,000", "1,23.5"})
    void rejectsGroupsThatMayBeSlips(String text) {
      assertThat(read(text, ".", ",", true)).isInstanceOf(Unfit.class);
    }

    @Test
    void standsInWholeNumbersToo() {
      Cast cast = Cast.to(FieldType.INTEGER, "default", new TypeOptions.OfNumber(".", "'", true));
      assertThat(cast.apply("1'234'567")).isEqualTo(1234567L);
      assertThat(cast.apply("1'234.0")).isEqualTo(1234L);
      assertThat(cast.apply("1'234.5")).isInstanceOf(Unfit.class);
      assertThat(cast.apply("1'234.0'000")).isInstanceOf(Unfit.class);
      assertThat(cast.apply("1'23")).isInstanceOf(Unfit.class);
    }
  }

  @Nested
  class DecimalChars {
    @Test
    void standBeforeTheFraction() {
      assertThat(read("1.234,50", ",", ".", true)).isEqualTo(new BigDecimal("1234.50"));
      assertThat(read("-1,5e3", ",", "", true)).isEqualTo(new BigDecimal("-1.5e3"));
      assertThat(read("nan", ",", "", true)).isEqualTo(Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1,5,0", ",", "1,5.0", " 1,5", "1,5 €"})
    void nothingElseDoes(String text) {
      assertThat(read(text, ",", "", true)).isInstanceOf(Unfit.class);
    }
  }

  @Nested
  class Units {
    @ParameterizedTest
    @CsvSource({
      "-12.5 €,-12.5",
      "$12.5,12.5",
      "12.5%,12.5",
      "EUR -12.5,-12.5",
      ".5 kg,.5",
      "€+12.5,12.5"
    })
    void allowsWhatDoesNotChangeTheNumber(String text, BigDecimal expected) {
      assertThat(read(text, ".", "", false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "-€12.5",
          "- 12.5",
          "12.5-",
          "(12.5)",
          "(€12.5)",
          "\u221212.5",
          "1 2",
          "12.5 m2",
          "€",
          "",
          "1.2.3 €"
        })
    void rejectsWhatMayChangeIt(String text) {
      assertThat(read(text, ".", "", false)).isInstanceOf(Unfit.class);
    }
  }

  @Test
  void numbersOfJsonNeedNoFormat() {
    Cast cast = Cast.to(FieldType.NUMBER, "default", new TypeOptions.OfNumber(",", ".", false));
    assertThat(cast.apply(5L)).isEqualTo(5L);
    assertThat(cast.apply(true)).isInstanceOf(Unfit.class);
  }

  @Test
  void optionsThatCannotBeToldApartAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TypeOptions.OfNumber(",", ",", true))
        .withMessageContaining("must not be the same");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TypeOptions.OfNumber("", ",", true))
        .withMessageContaining("must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TypeOptions.OfNumber(".", "0", true))
        .withMessageContaining("groupChar");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Cast.to(FieldType.INTEGER, "default", new TypeOptions.OfNumber(",", "", true)))
        .withMessageContaining("an integer has no decimalChar");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cast.to(FieldType.DATE, "default", TypeOptions.OfNumber.DEFAULT))
        .withMessageContaining("a date has no options");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TypeOptions.OfBoolean(java.util.List.of("1"), java.util.List.of("1")))
        .withMessageContaining("trueValues and the falseValues");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TypeOptions.OfList("", FieldType.STRING))
        .withMessageContaining("delimiter");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TypeOptions.OfList(",", FieldType.OBJECT))
        .withMessageContaining("object");
  }

  private static Object negative(String text, boolean bare, NegativeForm... forms) {
    TypeOptions.OfNumber options = new TypeOptions.OfNumber(".", ",", bare).withNegatives(forms);
    return Cast.to(FieldType.NUMBER, "default", options).apply(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(30.00)|-30.00|PARENTHESES",
        "(1,150.75)|-1150.75|PARENTHESES",
        "(.5)|-0.5|PARENTHESES",
        "5.00-|-5.00|TRAILING_MINUS",
        "1,200.00-|-1200.00|TRAILING_MINUS",
        "\u22125|-5|UNICODE_MINUS",
        "\u2013100.00|-100.00|UNICODE_MINUS",
        "-5|-5|PARENTHESES",
        "5|5|TRAILING_MINUS",
        "+5|5|UNICODE_MINUS"
      })
  void negativeNumbersAreReadInTheFormsOfTheField(String text, String value, NegativeForm form) {
    assertThat(negative(text, true, form)).hasToString(value);
    assertThat(negative(text, false, form)).hasToString(value);
    assertThat(negative(text, true, NegativeForm.values())).hasToString(value);
    if (!text.matches("[-+]?5")) {
      assertThat(negative(text, true)).isInstanceOf(Unfit.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "($30.00)|-30.00",
        "$(12.10)|-12.10",
        "(30.00) USD|-30.00",
        "( 7 )|-7",
        "5.00-$|-5.00",
        "5- EUR|-5",
        "$\u22125|-5",
        "$5|5",
        "5\u2212|-5"
      })
  void aUnitMayStandAroundThem(String text, String value) {
    assertThat(negative(text, false, NegativeForm.values())).hasToString(value);
    assertThat(negative(text, true, NegativeForm.values()))
        .isInstanceOf(text.equals("5\u2212") ? Long.class : Unfit.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(-5)",
        "(5-)",
        "-(5)",
        "-5-",
        "--5",
        "5--",
        "\u2212-5",
        "((5))",
        "(5",
        "5)",
        "()",
        "(",
        "-",
        "(5)-",
        "5-6",
        "(5)(6)",
        "(abc)",
        "\u2212",
        ")5(",
        "(5) 6",
        "+(5)",
        "\u22125-"
      })
  void twoSignsOrHalfAFormAreNoNumber(String text) {
    assertThat(negative(text, true, NegativeForm.values())).isInstanceOf(Unfit.class);
    assertThat(negative(text, false, NegativeForm.values())).isInstanceOf(Unfit.class);
  }

  @Test
  void wholeNumbersAreNegativeInTheSameForms() {
    TypeOptions.OfNumber options =
        TypeOptions.OfNumber.DEFAULT.withNegatives(NegativeForm.PARENTHESES);
    Cast cast = Cast.to(FieldType.INTEGER, "default", options);
    assertThat(cast.apply("(30)")).isEqualTo(-30L);
    assertThat(cast.apply("30")).isEqualTo(30L);
    assertThat(cast.apply("(30.5)")).isInstanceOf(Unfit.class);
  }

  @Test
  void truthValuesMayIgnoreCase() {
    TypeOptions.OfBoolean words =
        new TypeOptions.OfBoolean(
            java.util.List.of("Ja", "stra\u00dfe"), java.util.List.of("nein"));
    Cast exact = Cast.to(FieldType.BOOLEAN, "default", words);
    Cast any = Cast.to(FieldType.BOOLEAN, "default", words.ignoringCase());
    assertThat(any.apply("JA")).isEqualTo(true);
    assertThat(any.apply("nEIN")).isEqualTo(false);
    assertThat(any.apply("Stra\u00dfe")).isEqualTo(true);
    assertThat(((Unfit) any.apply("nope")).message())
        .isEqualTo("'nope' is neither true (Ja, stra\u00dfe) nor false (nein) in any case");
    assertThat(((Unfit) exact.apply("JA")).message())
        .isEqualTo(
            "'JA' is neither true (Ja, stra\u00dfe) nor false (nein); in another case this would be"
                + " valid: let its field have \"importer:ignoreCase\": true");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TypeOptions.OfBoolean(java.util.List.of("x"), java.util.List.of("X"), true));
  }
}
