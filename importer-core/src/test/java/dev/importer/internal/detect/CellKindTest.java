package dev.importer.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellKindTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "EMPTY='  '",
        "NUMBER=0",
        "NUMBER=-12",
        "NUMBER=+3.50",
        "NUMBER=.5",
        "NUMBER=1e-9",
        "NUMBER=12,5",
        "NUMBER=1,234,567.89",
        "NUMBER=1.234.567,89",
        "NUMBER=1 234,50 €",
        "NUMBER=$74.69",
        "NUMBER=(12.00)",
        "NUMBER=7%",
        "MOMENT=2024-01-31",
        "MOMENT=2024/1/3",
        "MOMENT=31.01.2024",
        "MOMENT=1/31/24",
        "MOMENT=31-OCT-2023",
        "MOMENT=Jan 1 2000",
        "MOMENT=12:05",
        "MOMENT=12:05:09.123",
        "MOMENT=3:15 PM",
        "MOMENT=2024-01-31T12:05:00Z",
        "MOMENT=2024-01-31 12:05:00+02:00",
        "TRUTH=True",
        "TRUTH=no",
        "ADDRESS=https://example.org/a?b=c",
        "ADDRESS=a.b@example.org",
        "ADDRESS=192.168.0.1",
        "ADDRESS=123e4567-e89b-12d3-a456-426614174000",
        "TEXT=Smith, John",
        "TEXT=O''Brien",
        "TEXT=MG-8769",
        "TEXT=3 apples (red)",
        "ODD=1;2",
        "ODD=a|b",
        "ODD={\"a\"",
        "ODD=\"left over",
        "ODD=5,a,",
      })
  void tellsWhatACellLooksLike(CellKind expected, String cell) {
    assertThat(CellKind.of(cell)).isEqualTo(expected);
  }

  @Test
  void isQuickWithLongCells() {
    for (String part : new String[] {"1", "1,", "a@", ":", "9-", "x://"}) {
      assertThat(CellKind.of(part.repeat(1_000_000))).isNotNull();
    }
  }
}
