package dev.importer.internal.correct;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "'quoted",
        "'",
        "=",
        "-",
        "+",
        "--1",
        "+1 555 1234",
        "-1e"
      })
  void whatASpreadsheetCouldRunIsGuarded(String cell) {
    String guarded = FormulaGuard.guarded(cell);

    assertThat(guarded).isEqualTo("'" + cell);
    assertThat(FormulaGuard.unguarded(guarded)).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "-1", "+49", "-1.5", "+.5", "-1e-7", "1=1", "a@b.c", " =1", "0"})
  void textAndNumbersStayAsTheyAre(String cell) {
    assertThat(FormulaGuard.guarded(cell)).isEqualTo(cell);
    assertThat(FormulaGuard.unguarded(cell)).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'t Hooft", "'-1", "'+49", "' =1", "'a"})
  void whatSomebodyTypedIsNotTakenForTheGuards(String cell) {
    assertThat(FormulaGuard.unguarded(cell)).isEqualTo(cell);
  }
}
