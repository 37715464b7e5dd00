package dev.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

  @Nested
  class Delimiter {
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|", "::", "\u00a7", "12345678", " "})
    void allowsOneToEightCharacters(String delimiter) {
      assertThat(Dialect.UNSPECIFIED.withDelimiter(delimiter).delimiter()).isEqualTo(delimiter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456789", "\n", "\r", ",\n", "\"", ",\"", "\0", "a\0"})
    void rejectsLineEndsQuotesNulAndOtherLengths(String delimiter) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Dialect.UNSPECIFIED.withDelimiter(delimiter))
          .withMessageContaining("delimiter");
    }
  }

  @Nested
  class QuoteAndEscape {
    @Test
    void allowAnyCharacterAndNone() {
      Dialect dialect = Dialect.STANDARD.withQuoteChar('\'').withEscapeChar('\\');
      assertThat(dialect.quoteChar()).isEqualTo('\'');
      assertThat(dialect.escapeChar()).isEqualTo('\\');
      assertThat(dialect.withQuoteChar(Dialect.NONE).quoteChar()).isEqualTo(Dialect.NONE);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\n', '\r', ','})
    void rejectLineEndsAndPartsOfTheDelimiter(char character) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Dialect.STANDARD.withQuoteChar(character))
          .withMessageContaining("quoteChar");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Dialect.STANDARD.withEscapeChar(character))
          .withMessageContaining("escapeChar");
    }
  }

  @Test
  void rejectsANegativeNumberOfRowsToSkip() {
    assertThat(Dialect.UNSPECIFIED.withSkipRows(0).skipRows()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.UNSPECIFIED.withSkipRows(-1))
        .withMessageContaining("-1");
  }

  @Test
  void allowsOneToTenRowsOfLabels() {
    assertThat(Dialect.UNSPECIFIED.withHeaderRows(10).headerRows()).isEqualTo(10);
    for (int wrong : new int[] {-1, 0, 11}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Dialect.UNSPECIFIED.withHeaderRows(wrong))
          .withMessageContaining("headerRows");
    }
  }

  @Test
  void allowsAShortTextBetweenThePartsOfALabel() {
    assertThat(Dialect.UNSPECIFIED.withHeaderJoin("").headerJoin()).isEmpty();
    for (String wrong : new String[] {"\n", "a\r", "123456789"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Dialect.UNSPECIFIED.withHeaderJoin(wrong))
          .withMessageContaining("headerJoin");
    }
  }

  @Test
  void takesWhatItLacksFromAnother() {
    Dialect given =
        Dialect.UNSPECIFIED
            .withDelimiter(";")
            .withEncoding(StandardCharsets.UTF_16BE)
            .withHeader(false);

    Dialect whole = given.orElse(Dialect.STANDARD);

    assertThat(whole)
        .isEqualTo(
            Dialect.STANDARD
                .withEncoding(StandardCharsets.UTF_16BE)
                .withDelimiter(";")
                .withHeader(false));
    assertThat(Dialect.UNSPECIFIED.orElse(Dialect.STANDARD)).isEqualTo(Dialect.STANDARD);
    assertThat(given.orElse(Dialect.UNSPECIFIED)).isEqualTo(given);
  }

  @Test
  void aQuoteWithoutEscapeIsEscapedByItself() {
    Dialect dialect = Dialect.UNSPECIFIED.withQuoteChar('\'').orElse(Dialect.STANDARD);

    assertThat(dialect.escapeChar()).isEqualTo('\'');
  }
}
