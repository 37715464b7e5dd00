package dev.importer.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {

  /** A text that was UTF-8 and is read as windows-1252, byte by byte as browsers do it. */
  private static String misread(String text) {
    StringBuilder misread = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      String character = new String(new byte[] {each}, Charset.forName("windows-1252"));
      misread.append(character.equals("\ufffd") ? String.valueOf((char) (each & 0xFF)) : character);
    }
    return misread.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jürgen",
        "José",
        "Zoë",
        "Straße",
        "ÀÉ",
        "12 °C",
        "5 €",
        "don’t",
        "“so”",
        "a – b",
        "…",
        "Ольга",
        "Γιώργος",
        "Michał",
        "Dvořák",
        "李娜",
        "김민수",
        "さくら",
        "दिल्ली",
        "😀",
        "\ufeffid",
        "\ufffd",
        "™",
        "a\u00a0b"
      })
  void isFound(String text) {
    assertThat(Mojibake.isIn(text)).isFalse();
    assertThat(Mojibake.isIn(misread(text))).as(misread(text)).isTrue();
    assertThat(Mojibake.isIn(misread(misread(text)))).isTrue();
    assertThat(Mojibake.isIn("x" + misread(text) + "y")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "plain text",
        "Ã",
        "Â",
        "â",
        "João",
        "SÃO PAULO",
        "Âncora",
        "voilà\u00a0»",
        "«\u00a0été\u00a0»",
        "Spaß“",
        "2×\u00a04",
        "Ø\u00a010",
        "5×½",
        "Müller…",
        "é™",
        "Ärger™"
      })
  void otherTextIsNone(String text) {
    assertThat(Mojibake.isIn(text)).isFalse();
  }

  /** Names from the Java platform in all of its languages, as they stand and in quotes. */
  @Test
  void noNameOfACountryIsTakenForIt() {
    List<String> found = new ArrayList<>();
    int names = 0;
    int missed = 0;
    for (String language : Locale.getISOLanguages()) {
      Locale locale = Locale.forLanguageTag(language);
      for (String country : Locale.getISOCountries()) {
        String name = new Locale.Builder().setRegion(country).build().getDisplayCountry(locale);
        if (name.chars().anyMatch(c -> c >= 0x80)) {
          names++;
          missed += Mojibake.isIn(misread(name)) ? 0 : 1;
          for (String text : List.of(name + "…", "«\u00a0" + name + "\u00a0»", "“" + name + "”")) {
            if (Mojibake.isIn(text)) {
              found.add(text);
            }
          }
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(names).isGreaterThan(5_000);
    assertThat((double) missed / names).isLessThan(0.1);
  }
}
