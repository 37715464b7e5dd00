package dev.importer.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  @ParameterizedTest
  @CsvSource({
    "users.csv,users.csv",
    "../../etc/passwd,passwd",
    "/etc/passwd,passwd",
    "C:\\Users\\ada\\users.csv,users.csv",
    "..\\..\\x.csv,x.csv",
    "a/b\\c.csv,c.csv",
    "'  users.csv  ',users.csv",
    "z\u00fcrich \u65e5\u672c.csv,z\u00fcrich \u65e5\u672c.csv",
  })
  void onlyTheLastPartStays(String name, String label) {
    assertThat(FileName.label(name)).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "/", "a/", "\0", "\n\r\t", "\u202e", "\ud800", "\u200b", "\u2028"})
  void whatLeavesNothingIsUnnamed(String name) {
    assertThat(FileName.label(name)).isEqualTo("unnamed");
  }

  @ParameterizedTest
  @CsvSource({"..,..", "...,...", "a/..,.."})
  void dotsAreNothingButALabel(String name, String label) {
    assertThat(FileName.label(name)).isEqualTo(label);
  }

  @Test
  void charactersThatDeceiveAreTakenOut() {
    assertThat(FileName.label("a\0b\nc\u001b[31md.csv")).isEqualTo("abc[31md.csv");
    assertThat(FileName.label("invoice\u202evsc.exe")).isEqualTo("invoicevsc.exe");
    assertThat(FileName.label("x\u2066y\ufeffz.csv")).isEqualTo("xyz.csv");
    assertThat(FileName.label("half\ud83dpair.csv")).isEqualTo("halfpair.csv");
    assertThat(FileName.label("whole\ud83d\ude00pair.csv")).isEqualTo("whole\ud83d\ude00pair.csv");
  }

  @Test
  void longNamesLoseTheirMiddleAndKeepTheirEnding() {
    String label = FileName.label("n".repeat(10_240) + ".csv");

    assertThat(label)
        .hasSize(Source.MAX_NAME_LENGTH)
        .startsWith("nnn")
        .contains("\u2026")
        .endsWith(".csv");
  }

  @Test
  void pairsAreNotCutInHalf() {
    for (int shift = 0; shift < 4; shift++) {
      String label = FileName.label("x".repeat(shift) + "\ud83d\ude00".repeat(500));
      assertThat(label.length()).isLessThanOrEqualTo(Source.MAX_NAME_LENGTH);
      assertThat(label.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"a.CSV,csv", "a.tar.gz,gz", "csv,csv", "a.,''"})
  void theExtensionStandsBehindTheLastDot(String name, String extension) {
    assertThat(FileName.extension(name)).isEqualTo(extension);
  }
}
