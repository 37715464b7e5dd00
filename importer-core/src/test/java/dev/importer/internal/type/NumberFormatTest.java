package dev.importer.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.type.FieldType;
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
}
