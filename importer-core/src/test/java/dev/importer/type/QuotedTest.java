package dev.importer.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

  @Test
  void pairsAreNotCutInHalf() {
    String text = "x".repeat(58) + "\uD83D\uDE00".repeat(5);

    assertThat(Quoted.of(text)).isEqualTo("'" + "x".repeat(58) + "\u2026'");
  }
}
