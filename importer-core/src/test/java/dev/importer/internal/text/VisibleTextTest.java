package dev.importer.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody sees is removed at the ends of a text, and only there. */
class VisibleTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ", "\t", "\n", "\r\n", "\u000b", "\u0085", "\u00a0", "\u1680", "\u2003", "\u2028",
        "\u202f", "\u3000", "\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\ufeff", "\u00ad",
        "\u3164", "\u001a"
      })
  void blanksAreRemovedAtBothEnds(String blank) {
    assertThat(VisibleText.strip(blank + "a" + blank + "b" + blank)).isEqualTo("a" + blank + "b");
    assertThat(VisibleText.strip(blank + blank)).isEmpty();
    assertThat(VisibleText.isPadded(blank + "a")).isTrue();
    assertThat(VisibleText.isPadded("a" + blank)).isTrue();
    assertThat(VisibleText.isPadded("a" + blank + "a")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A letter of Malayalam that is written with a joiner, and an emoji of a flag.
        "\u0d05\u0d35\u0d28\u0d4d\u200d",
        "\ud83c\udff4\udb40\udc67\udb40\udc7f",
        "\u0645\u06cc\u200c",
        "\ud83d",
        "e\u0301",
        "\u2764\ufe0f",
        "",
        "a"
      })
  void whatBelongsToALetterStays(String text) {
    assertThat(VisibleText.strip(text)).isSameAs(text);
    assertThat(VisibleText.strip(" " + text + " ")).isEqualTo(text);
  }

  @Test
  void aTextWithoutBlanksIsTheSame() {
    String text = "Jörg Müller";
    assertThat(VisibleText.strip(text)).isSameAs(text);
  }
}
