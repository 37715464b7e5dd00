package dev.importer.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  private static final List<String> KNOWN =
      List.of("Sales", "Support", "Legal", "IT", "M", "F", "first_name", "import", "--delimiter");

  @ParameterizedTest
  @CsvSource({
    "Slaes,Sales",
    "sales,Sales",
    "' Sales ',Sales",
    "\u00a0Sales,Sales",
    "Sale,Sales",
    "Saless,Sales",
    "Soles,Sales",
    "Supprot,Support",
    "Sapporz,Support",
    "it,IT",
    "m,M",
    "Frist Name,first_name",
    "improt,import",
    "--delimitr,--delimiter"
  })
  void aSlipInThreeLettersIsForgiven(String written, String meant) {
    assertThat(Suggestion.of(written, KNOWN)).contains(meant);
    assertThat(Suggestion.hint(written, KNOWN)).isEqualTo("; did you mean '" + meant + "'?");
  }

  @ParameterizedTest
  @CsvSource({"Law", "Sa", "IX", "TI", "X", "''", "'  '", "_", "1", "Marketing", "Salesmanship"})
  void nothingIsSuggestedWhereNothingIsNear(String written) {
    assertThat(Suggestion.of(written, KNOWN)).isEmpty();
    assertThat(Suggestion.hint(written, KNOWN)).isEmpty();
  }

  @Test
  void betweenTwoThatAreEquallyNearNothingIsChosen() {
    assertThat(Suggestion.of("ABC4", List.of("ABC1", "ABC2"))).isEmpty();
    assertThat(Suggestion.of("ABC4", List.of("ABC1", "ABC1"))).contains("ABC1");
    assertThat(Suggestion.of("abc1", List.of("ABC1", "ABC2"))).contains("ABC1");
  }

  @Test
  void longListsAndTextsAreNotSearched() {
    assertThat(Suggestion.of("Slaes", Collections.nCopies(1_001, "Sales"))).isEmpty();
    assertThat(Suggestion.of("x".repeat(101), List.of("x".repeat(100)))).isEmpty();
    assertThat(Suggestion.of("name".repeat(100_000), KNOWN)).isEmpty();
  }
}
