package dev.importer.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPatternTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "00000                      | 1067        | 01067",
        "00000                      | 123456      | 123456",
        "00000                      | -7          | -00007",
        "000-00-0000                | 78051120    | 078-05-1120",
        "000\\-00\\-0000            | 1234567890  | 1234-56-7890",
        "0                          | 12.5        | 13",
        "0                          | -12.5       | -13",
        "0.00                       | 2.675       | 2.68",
        "0.00                       | 1E+2        | 100.00",
        "0.0#                       | 1.5         | 1.5",
        "0.0#                       | 1.25        | 1.25",
        "#.##                       | 0.5         | .5",
        "#                          | 0           | ``",
        "#,##0                      | 1234567     | 1,234,567",
        "#,##0                      | 12          | 12",
        "#,##0.00                   | -1234.5     | -1,234.50",
        "#,##0.00;(#,##0.00)        | -1234.5     | (1,234.50)",
        "0;-0;\"none\"              | 0           | none",
        "0%                         | 0.125       | 13%",
        "0.0%                       | 0.125       | 12.5%",
        "#,##0,                     | 1234567     | 1,235",
        "0.0,,\" M\"                | 1234567     | 1.2 M",
        "\"No. \"000                | 7           | No. 007",
        "[$€-407] #,##0.00          | 5           | € 5.00",
        "[Red]0.0                   | 5           | 5.0",
        "_-* #,##0.00_-;-* #,##0_-  | 5           | 5.00",
        "[<=9999999]###-####;(###) ###-#### | 5551234    | 555-1234",
        "[<=9999999]###-####;(###) ###-#### | 2125551234 | (212) 555-1234",
        "[<0]\"minus \"0;0          | -5          | minus 5",
        "??0                        | 5           | 5",
        "+00 000                    | 49123       | +49 123",
      })
  void aNumberIsShownAsAPersonSeesIt(String code, String number, String shown) {
    assertThat(NumberPattern.of(code).show(number)).contains(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.00E+00",
        "# ?/?",
        "General\" kg\"",
        "0.0.0",
        "[DBNum1]0",
        "x0",
        "[<a]0",
        "[=1]0;[=2]0"
      })
  void whatIsNotKnownIsNotShown(String code) {
    assertThat(NumberPattern.of(code).show("5.5")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+400", "1E-400", "1E+999999999", "abc", ""})
  void whatIsNoUsualNumberIsNotShown(String number) {
    assertThat(NumberPattern.of("0").show(number)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\\", "[", "_", "*", "[$", ";", "[<", "0\"", ",", "%", "."})
  void aCodeThatIsCutOffDoesNoHarm(String code) {
    NumberPattern.of(code).show("5");
    assertThat(CellStyle.of(code).time()).isEqualTo(TimeFormat.NONE);
  }
}
