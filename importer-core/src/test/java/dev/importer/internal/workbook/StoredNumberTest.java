package dev.importer.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.internal.workbook.CellValue.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredNumberTest {

  private static @Nullable String of(String stored) {
    return StoredNumber.of(stored.toCharArray(), 0, stored.length());
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "-12.50, -12.50",
    "0, 0",
    "-0, 0",
    "0.5, 0.5",
    ".5, 0.5",
    "5., 5",
    "007, 7",
    "+5, 5",
    "1.1000000000000001, 1.1",
    "0.10000000000000001, 0.1",
    "1234.5599999999999, 1234.56",
    "0.30000000000000004, 0.30000000000000004",
    "0.29999999999999999, 0.3",
    "4.00638E+12, 4006380000000",
    "4.00638e12, 4006380000000",
    "1E-3, 0.001",
    "1.50E1, 15",
    "4.1111111111111111E15, 4111111111111111.1",
    "4.111111111111111E15, 4111111111111111",
    "1E+21, 1000000000000000000000",
    "1E+24, 1000000000000000000000000",
    "1E+25, 1E+25",
    "1.0E+100, 1.0E+100",
    "5E-324, 5E-324",
    "12345678901234567890, 12345678901234567890",
    "1.7976931348623157E308, 1.7976931348623157E308",
    "1E+999, 1E+999",
  })
  void aNumberIsWrittenInTheLeastSurprisingWay(String stored, String text) {
    assertThat(of(stored)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".", "1.2.3", "1,5", "0x10", "NaN", "Infinity", "1E", "1 2", "--1"})
  void whatIsNoNumberIsNone(String stored) {
    assertThat(of(stored)).isNull();
  }

  @Test
  void everyNumberStaysTheSameDouble() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double number =
          i % 2 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : Math.round(random.nextDouble() * 1e9) / 100.0;
      if (Double.isFinite(number)) {
        String seventeen = new BigDecimal(number).round(new MathContext(17)).toString();
        String text = of(seventeen);
        assertThat(text).isNotNull();
        assertThat(Double.parseDouble(text)).isEqualTo(number + 0.0);
        assertThat(StoredNumber.valueOf(text)).isEqualTo(number + 0.0);
        if (i % 2 == 1) {
          assertThat(new BigDecimal(text)).isEqualByComparingTo(BigDecimal.valueOf(number));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012345, false",
    "1234567890123456, true",
    "4111111111111110, true",
    "0.000000000000000012, false",
    "0.30000000000000004, true",
    "123456789.0000000000, false",
    "-1234567890123456, true",
    "1.2345678901234567E+30, true",
    "1E+30, false",
  })
  void aNumberIsLongIfItHasMoreDigitsThanAreKept(String text, boolean isLong) {
    assertThat(new CellValue(Kind.NUMBER, text, null).isLong()).isEqualTo(isLong);
  }

  @Test
  void onlyNumbersAreLong() {
    assertThat(new CellValue(Kind.DATETIME, "2024-02-29T12:30:00.123", null).isLong()).isFalse();
  }
}
