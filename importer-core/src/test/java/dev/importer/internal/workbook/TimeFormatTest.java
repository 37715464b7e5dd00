package dev.importer.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "yyyy-mm-dd                | DATE",
        "mmm                       | DATE",
        "mm                        | DATE",
        "DD.MM.YYYY                | DATE",
        "[$-409]d-mmm-yy;@         | DATE",
        "\\m\\m/dd                 | DATE",
        "yyyy\"年\"m\"月\"         | DATE",
        "ggge\"年\"                | DATE",
        "[$-D07041E]d/m/bbbb       | DATE",
        "ว/ด/ปปปป                  | DATE",
        "aaaa                      | DATE",
        "h:mm                      | TIME",
        "hh:mm:ss AM/PM            | TIME",
        "mm:ss                     | TIME",
        "mm:ss.0                   | TIME",
        "h\"时\"mm\"分\"           | TIME",
        "ช:นน:ทท                   | TIME",
        "m/d/yy h:mm               | DATETIME",
        "h:mm d.m.                 | DATETIME",
        "[h]:mm                    | DURATION",
        "[mm]:ss                   | DURATION",
        "[ss]                      | DURATION",
        "[ช]:นน                    | DURATION",
        "0.00                      | NONE",
        "General                   | NONE",
        "[Red]0                    | NONE",
        "[Yellow][>5]#,##0         | NONE",
        "\"days\" 0                | NONE",
        "0\\d                      | NONE",
        "0_d                       | NONE",
        "*d0                       | NONE",
        "0.00E+00                  | NONE",
        "@                         | NONE",
        "0;yyyy                    | NONE",
      })
  void theLettersOfACodeTellMomentsFromNumbers(String code, TimeFormat format) {
    assertThat(TimeFormat.of(code)).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource({
    "0, NONE", "2, NONE", "14, DATE", "17, DATE", "18, TIME", "21, TIME", "22, DATETIME",
    "27, DATE", "32, TIME", "36, DATE", "45, TIME", "46, DURATION", "47, TIME", "48, NONE",
    "50, DATE", "58, DATE", "59, NONE", "77, DATETIME", "79, DURATION", "163, NONE"
  })
  void builtInFormatsAreKnown(int id, TimeFormat format) {
    assertThat(TimeFormat.of(BuiltInFormats.code(id))).isEqualTo(format);
  }
}
