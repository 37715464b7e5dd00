package dev.importer.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.row.JsonText;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

  private static Object read(FieldType type, String text) {
    return Cast.to(type, "default", TypeOptions.defaultOf(type)).apply(text);
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER,1,2,LESS",
    "INTEGER,99999999999999999999,1,GREATER",
    "NUMBER,1.0,1.00,EQUAL",
    "NUMBER,-1e999999,1,LESS",
    "NUMBER,INF,1e999999,GREATER",
    "NUMBER,-INF,INF,LESS",
    "NUMBER,NaN,1,NONE",
    "NUMBER,NaN,NaN,NONE",
    "DATE,2026-11-23,2026-11-24,LESS",
    "YEAR,-0001,0001,LESS",
    "YEARMONTH,2026-11,2026-11,EQUAL",
    "TIME,06:00:00,07:00:00,LESS",
    "TIME,06:00:00Z,07:00:00+01:00,EQUAL",
    "TIME,06:00:00,07:00:00Z,NONE",
    "DATETIME,2026-11-23T00:00:00Z,2026-11-23T01:00:00+02:00,GREATER",
    "DATETIME,2026-11-23T00:00:00,2026-11-23T00:00:00,EQUAL",
    "DATETIME,2026-11-23T00:00:00,2026-11-23T14:00:00Z,NONE",
    "DATETIME,2026-11-23T00:00:00,2026-11-23T14:00:01Z,LESS",
    "DATETIME,2026-11-23T14:00:01Z,2026-11-23T00:00:00,GREATER",
    "DURATION,P1Y,P12M,EQUAL",
    "DURATION,P1D,PT24H,EQUAL",
    "DURATION,P1M,P30D,NONE",
    "DURATION,P1M,P27D,GREATER",
    "DURATION,P1M,P32D,LESS",
    "DURATION,-P1M,PT0S,LESS",
    "DURATION,P400Y,P146097D,EQUAL",
    "DURATION,P999999999Y,PT999999999999H,GREATER",
  })
  void valuesCompareAsXmlSchemaHasIt(FieldType type, String value, String other, Order expected) {
    assertThat(Values.compare(read(type, value), read(type, other))).isEqualTo(expected);
  }

  @Test
  void valuesThatHaveNoOrderAreNotCompared() {
    assertThatIllegalArgumentException().isThrownBy(() -> Values.compare("a", "b"));
    assertThatIllegalArgumentException().isThrownBy(() -> Values.compare(1L, "b"));
  }

  @Test
  void theSameValuesAreEqualHoweverTheyAreWritten() {
    assertThat(Values.canonical(new BigDecimal("1.00"))).isEqualTo(Values.canonical(1L));
    assertThat(Values.canonical(OffsetDateTime.parse("2026-11-23T10:00:00+01:00")))
        .isEqualTo(Values.canonical(OffsetDateTime.parse("2026-11-23T09:00:00Z")));
    assertThat(Values.canonical(new JsonText("{\"a\":1,\"b\":[null]}")))
        .isEqualTo(Values.canonical(new JsonText("{\"b\":[null],\"a\":1.0}")))
        .isNotEqualTo(Values.canonical(new JsonText("{\"b\":[0],\"a\":1.0}")));
    assertThat(Values.canonical(read(FieldType.DURATION, "P1Y1D")))
        .isEqualTo(Values.canonical(read(FieldType.DURATION, "P12MT24H")));
    assertThat(Values.canonical(List.of(1L)))
        .isEqualTo(Values.canonical(List.of(new BigDecimal("1.0"))));
  }

  @ParameterizedTest
  @CsvSource({
    "TIME,06:00:00",
    "TIME,06:00:00+01:00",
    "DATETIME,2026-11-23T10:00:00",
    "DATETIME,2026-11-23T10:00:00Z",
    "YEARMONTH,12026-11",
    "YEARMONTH,-0044-03",
    "NUMBER,NaN",
    "NUMBER,INF",
    "NUMBER,-INF",
    "NUMBER,1.50",
    "LIST,'a, b'",
  })
  void valuesAreWrittenAsTheyAreRead(FieldType type, String text) {
    Object value = type == FieldType.LIST ? List.of("a", "b") : read(type, text);
    assertThat(Values.text(value)).isEqualTo(text);
  }
}
