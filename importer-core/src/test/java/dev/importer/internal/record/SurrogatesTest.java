package dev.importer.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurrogatesTest {

  @Test
  void wholePairsStay() {
    assertThat(Surrogates.escapeLone("a\ud83d\ude00b")).isEqualTo("a\ud83d\ude00b");
    assertThat(Surrogates.blur("a\ud83d\ude00b")).isEqualTo("a\ud83d\ude00b");
  }

  @Test
  void halfPairsBecomeEscapesInJson() {
    assertThat(Surrogates.escapeLone("\"\ud83d\"")).isEqualTo("\"\\ud83d\"");
    assertThat(Surrogates.escapeLone("\ude00\ud83d\ud83d\ude00"))
        .isEqualTo("\\ude00\\ud83d\ud83d\ude00");
  }

  @Test
  void halfPairsBecomeReplacementsInMessages() {
    assertThat(Surrogates.blur("a\ud83db\ude00")).isEqualTo("a\ufffdb\ufffd");
  }

  @Test
  void nulBecomesAReplacementInMessages() {
    assertThat(Surrogates.blur("a\0b")).isEqualTo("a\ufffdb");
  }

  @Test
  void textWithoutThemIsTheSame() {
    String text = "plain \u00e9";
    assertThat(Surrogates.escapeLone(text)).isSameAs(text);
  }
}
