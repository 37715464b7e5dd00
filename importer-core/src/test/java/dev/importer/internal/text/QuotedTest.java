package dev.importer.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {

  @Test
  void shortValuesStandAsTheyAre() {
    assertThat(Quoted.of("abc")).isEqualTo("'abc'");
    assertThat(Quoted.of(12L)).isEqualTo("'12'");
    assertThat(Quoted.of("x".repeat(60))).isEqualTo("'" + "x".repeat(60) + "'");
  }

  @Test
  void longValuesAreCut() {
    assertThat(Quoted.of("x".repeat(61))).isEqualTo("'" + "x".repeat(59) + "\u2026'");
  }

  @ParameterizedTest
  @CsvSource({
    "\u00a031,<U+00A0>31",
    "31\u200b,31<U+200B>",
    "\ufeffname,<U+FEFF>name",
    "'a\u001a',a<U+001A>",
    "a\u202eb,a<U+202E>b",
    "a\u2066b,a<U+2066>b",
    "a\u3164b,a<U+3164>b",
    "a b\u00e9\u4e2d\uD83D\uDE00,a b\u00e9\u4e2d\uD83D\uDE00"
  })
  void whatNobodySeesIsWrittenOut(String text, String shown) {
    assertThat(Quoted.of(text)).isEqualTo("'" + shown + "'");
  }

  @Test
  void lineEndsAndHalfPairsAreWrittenOut() {
    assertThat(Quoted.of("a\r\n\tb\uD83D")).isEqualTo("'a<U+000D><U+000A><U+0009>b<U+D83D>'");
  }

  @Test
  void pairsAreNotCutInHalf() {
    String text = "x".repeat(58) + "\uD83D\uDE00".repeat(5);

    assertThat(Quoted.of(text)).isEqualTo("'" + "x".repeat(58) + "\u2026'");
  }
}
