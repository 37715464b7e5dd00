package dev.importer.internal.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberCastsTest {

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0,0",
    "+5,5",
    "-5,-5",
    "0007,7",
    "41.0,41",
    "-41.00,-41",
    "-0.0,0",
    "9223372036854775807.000,9223372036854775807",
    "999999999999999999,999999999999999999",
    "9223372036854775807,9223372036854775807",
    "-9223372036854775808,-9223372036854775808"
  })
  void integersThatFitAreLongs(String cell, long expected) {
    assertThat(NumberCasts.toInteger(cell)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "99999999999999999999"})
  void largerIntegersAreBig(String cell) {
    assertThat(NumberCasts.toInteger(cell)).isEqualTo(new BigInteger(cell));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", " 1", "1 ", "+", "-", "+-1", "1.", ".0", "1.5", "1.00x", "1.0.0", "1e3", "1.0e1",
        "1_0", "1,000", "abc", "\u0661", "\uff11", "0x10", "1L", "\u22121", "1\0"
      })
  void otherTextsAreNoIntegers(String cell) {
    assertThat(NumberCasts.toInteger(cell)).isInstanceOf(Unfit.class);
  }

  @Test
  void integersOfMoreThanAThousandDigitsAreRefused() {
    assertThat(NumberCasts.toInteger("9".repeat(1_000))).isInstanceOf(BigInteger.class);
    assertThat(NumberCasts.toInteger("9".repeat(1_001))).isInstanceOf(Unfit.class);
    assertThat(NumberCasts.toInteger("9".repeat(1_000) + ".0")).isInstanceOf(BigInteger.class);
    assertThat(NumberCasts.toInteger("9".repeat(1_001) + ".0")).isInstanceOf(Unfit.class);
    assertThat(NumberCasts.toInteger("1." + "0".repeat(100_000))).isEqualTo(1L);
  }

  @Test
  void wholeDecimalsOfJsonAreIntegers() {
    assertThat(NumberCasts.toInteger(new BigDecimal("30.0"))).isEqualTo(30L);
    assertThat(NumberCasts.toInteger(new BigDecimal("3e1"))).isEqualTo(30L);
    assertThat(NumberCasts.toInteger(new BigDecimal("30.5"))).isInstanceOf(Unfit.class);
    assertThat(NumberCasts.toInteger(new BigDecimal("1e999999999"))).isInstanceOf(Unfit.class);
    assertThat(NumberCasts.toInteger(new BigDecimal("0e-999999999"))).isInstanceOf(Unfit.class);
    assertThat(NumberCasts.toInteger(7L)).isEqualTo(7L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.50", "-0.1", "+3.0", ".5", "5.", "1e3", "1E-3", "-1.5e+10", "0.0"})
  void decimalsKeepTheirDigits(String cell) {
    assertThat(NumberCasts.toNumber(cell)).isEqualTo(new BigDecimal(cell));
  }

  @Test
  void numbersOfEachLengthKeepTheirDigits() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(List.of("", "-", "+").get(random.nextInt(3)));
      int digits = 1 + random.nextInt(22);
      int point = random.nextInt(digits + 1);
      for (int digit = 0; digit < digits; digit++) {
        text.append(digit == point ? "." : "").append(random.nextInt(10));
      }
      text.append(point == digits && random.nextBoolean() ? "." : "");
      String cell = text.toString();
      BigDecimal expected = new BigDecimal(cell);
      if (cell.contains(".")) {
        assertThat(NumberCasts.toNumber(cell)).as(cell).isEqualTo(expected);
      } else {
        assertThat(NumberCasts.toNumber(cell))
            .as(cell)
            .isEqualTo(NumberCasts.narrow(expected.toBigIntegerExact()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "-",
        "-.",
        "e1",
        "1e",
        "1e+",
        "1e1.5",
        "1.2.3",
        "1,5",
        "+INF",
        "Infinity",
        "1f",
        "1d",
        " 1.0",
        "1.0 ",
        "0x1p3",
        "\u0661.5",
        "--1.0",
        "1e99999999999"
      })
  void otherTextsAreNoNumbers(String cell) {
    assertThat(NumberCasts.toNumber(cell)).isInstanceOf(Unfit.class);
  }

  @ParameterizedTest
  @CsvSource({
    "NaN,NaN",
    "nan,NaN",
    "INF,Infinity",
    "inf,Infinity",
    "-INF,-Infinity",
    "-inf,-Infinity"
  })
  void whatNoDigitsWriteIsANumberToo(String cell, double expected) {
    assertThat(NumberCasts.toNumber(cell)).isEqualTo(expected);
    assertThat(NumberCasts.toInteger(cell)).isInstanceOf(Unfit.class);
  }

  @Test
  void whatIsNoTextAndNoNumberIsRefused() {
    assertThat(NumberCasts.toNumber(true)).isInstanceOf(Unfit.class);
    assertThat(NumberCasts.toInteger(true)).isInstanceOf(Unfit.class);
  }

  @Test
  void decimalsOfAnySizeCompareExactly() {
    assertThat(NumberCasts.toDecimal(Long.MAX_VALUE))
        .isEqualTo(new BigDecimal("9223372036854775807"));
    assertThat(NumberCasts.toDecimal(BigInteger.TEN)).isEqualTo(BigDecimal.TEN);
    assertThat(NumberCasts.toDecimal(new BigDecimal("1.10"))).isEqualTo(new BigDecimal("1.10"));
  }
}
