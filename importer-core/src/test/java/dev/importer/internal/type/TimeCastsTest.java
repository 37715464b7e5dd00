package dev.importer.internal.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCastsTest {

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-23", "2000-02-29", "1900-02-28", "0000-01-01"})
  void daysThatExistAreDates(String cell) {
    assertThat(TimeCasts.toDate(cell)).isEqualTo(LocalDate.parse(cell));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1900-02-29",
        "2026-02-30",
        "2026-00-10",
        "2026-10-00",
        "2026-10-32",
        "26-01-01",
        "2026-1-01",
        "2026-01-1",
        "01.02.2026",
        "2026/01/02",
        "2026-01-02 ",
        "2026-01-02Z",
        "\u0662\u0660\u0662\u0666-01-02"
      })
  void otherTextsAreNoDates(String cell) {
    assertThat(TimeCasts.toDate(cell)).isInstanceOf(Unfit.class);
  }

  @Test
  void timesWithAnOffsetKeepIt() {
    assertThat(TimeCasts.toDateTime("2026-11-23T10:00:00+05:30"))
        .isEqualTo(OffsetDateTime.parse("2026-11-23T10:00:00+05:30"));
    assertThat(TimeCasts.toDateTime("2026-11-23T10:00:00.5Z"))
        .isEqualTo(OffsetDateTime.parse("2026-11-23T10:00:00.5Z"));
  }

  @Test
  void timesWithoutAnOffsetGetNone() {
    assertThat(TimeCasts.toDateTime("2026-11-23T10:00:00"))
        .isEqualTo(LocalDateTime.parse("2026-11-23T10:00:00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-23",
        "2026-11-23 10:00:00",
        "2026-11-23T24:00:01",
        "2026-02-29T10:00:00Z",
        "2026-11-23T10:60:00",
        "2026-11-23T10:00:00Z[UTC]",
        "2026-11-23T10:00:00+25:00",
        "T10:00:00",
        "1764000000",
        " 2026-11-23T10:00:00"
      })
  void otherTextsAreNoTimes(String cell) {
    assertThat(TimeCasts.toDateTime(cell)).isInstanceOf(Unfit.class);
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThat(TimeCasts.toDate(20261123L)).isInstanceOf(Unfit.class);
    assertThat(TimeCasts.toDateTime(true)).isInstanceOf(Unfit.class);
  }
}
