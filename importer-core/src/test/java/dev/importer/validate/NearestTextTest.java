package dev.importer.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTextTest {

  private static final List<String> DEPARTMENTS = List.of("Sales", "Support", "Legal", "IT");

  @ParameterizedTest
  @CsvSource({
    "Slaes,Sales",
    "sales,Sales",
    "' Sales ',Sales",
    "Sale,Sales",
    "Saless,Sales",
    "Soles,Sales",
    "Supprot,Support",
    "Sapporz,Support",
    "it,IT"
  })
  void aSlipInThreeLettersIsForgiven(String text, String expected) {
    assertThat(NearestText.of(text, DEPARTMENTS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"Law", "Sa", "IX", "'  '", "Marketing"})
  void moreIsAnotherWord(String text) {
    assertThat(NearestText.of(text, DEPARTMENTS)).isNull();
  }

  @Test
  void longListsAndTextsAreNotSearched() {
    assertThat(NearestText.of("Slaes", Collections.nCopies(1_001, "Sales"))).isNull();
    assertThat(NearestText.of("x".repeat(61), List.of("x".repeat(60)))).isNull();
  }
}
