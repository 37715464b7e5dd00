package dev.importer.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePatternTest {

  private static Object read(FieldType type, String pattern, String text) {
    return Cast.to(type, pattern, TypeOptions.NONE).apply(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %d.%m.%Y          | 23.11.2026
          %d.%m.%y          | 23.11.26
          %Y%m%d            | 20261123
          %m/%d/%Y          | 11/23/2026
          %d %B %Y          | 23 November 2026
          %d %b %Y          | 23 NOV 2026
          %A, %d %B %Y      | Monday, 23 november 2026
          %a %d %b %y       | Mon 23 Nov 26
          %Y-%j             | 2026-327
          100%% %Y %m %d    | 100% 2026 11 23
          fmt:%d.%m.%Y      | 23.11.2026
          """)
  void datesAreReadByTheirDirectives(String pattern, String text) {
    assertThat(read(FieldType.DATE, pattern, text)).isEqualTo(LocalDate.of(2026, 11, 23));
  }

  @ParameterizedTest
  @CsvSource({
    "%H:%M:%S,16:30:05",
    "%H%M%S,163005",
    "%I:%M:%S %p,4:30:05 PM",
    "%I.%M.%S%p,04.30.05pm"
  })
  void timesAreReadByTheirDirectives(String pattern, String text) {
    assertThat(read(FieldType.TIME, pattern, text)).isEqualTo(LocalTime.of(16, 30, 5));
  }

  @Test
  void datesAndTimesAreReadTogether() {
    assertThat(read(FieldType.DATETIME, "%d/%m/%Y %H:%M", "23/11/2026 16:30"))
        .isEqualTo(LocalDateTime.parse("2026-11-23T16:30:00"));
    assertThat(read(FieldType.DATETIME, "%Y-%m-%dT%H:%M:%S.%f%z", "2026-11-23T16:30:00.5+0530"))
        .isEqualTo(OffsetDateTime.parse("2026-11-23T16:30:00.5+05:30"));
    assertThat(read(FieldType.DATETIME, "%Y-%m-%d %H %Z", "2026-11-23 16 UTC"))
        .isEqualTo(OffsetDateTime.parse("2026-11-23T16:00:00Z"));
    assertThat(read(FieldType.TIME, "%H:%M%z", "16:30-08:00"))
        .isEqualTo(OffsetTime.parse("16:30:00-08:00"));
  }

  @Test
  void midnightAndNoonAreToldApart() {
    assertThat(read(FieldType.TIME, "%I %p", "12 AM")).isEqualTo(LocalTime.MIDNIGHT);
    assertThat(read(FieldType.TIME, "%I %p", "12 PM")).isEqualTo(LocalTime.NOON);
  }

  @Test
  void shortYearsBelongToTheCenturyOfPosix() {
    assertThat(read(FieldType.DATE, "%d.%m.%y", "1.1.68")).isEqualTo(LocalDate.of(2068, 1, 1));
    assertThat(read(FieldType.DATE, "%d.%m.%y", "1.1.69")).isEqualTo(LocalDate.of(1969, 1, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "%d.%m.%Y,31.02.2026",
    "%d.%m.%Y,00.01.2026",
    "%d.%m.%Y,1.13.2026",
    "%d.%m.%Y,23.11.26",
    "%d.%m.%Y,23/11/2026",
    "%d.%m.%Y,'23.11.2026 '",
    "%d.%m.%Y,' 23.11.2026'",
    "%d.%m.%Y,23.11.20261",
    "%d.%m.%Y,23.11.",
    "%d.%m.%Y,\u0662\u0663.11.2026",
    "%a %d.%m.%Y,Tue 23.11.2026",
    "%Y-%j,2026-366",
    "%Y-%j %m,2026-327 10",
    "%d %b %Y,23 Nvo 2026",
  })
  void otherTextsAreNoDates(String pattern, String text) {
    assertThat(read(FieldType.DATE, pattern, text)).isInstanceOf(Unfit.class);
  }

  @ParameterizedTest
  @CsvSource({
    "%H:%M,24:00",
    "%H:%M,16:60",
    "%H:%M:%S,16:30:60",
    "%I %p,13 PM",
    "%I %p,0 AM",
    "%H %p,4 PM",
    "%H%z,16+1500",
    "%H %Z,16 CET",
    "%H:%M,16"
  })
  void otherTextsAreNoTimes(String pattern, String text) {
    assertThat(read(FieldType.TIME, pattern, text)).isInstanceOf(Unfit.class);
  }

  @ParameterizedTest
  @CsvSource({
    "DATE,%d.%m.%Q,unknown directive %Q",
    "DATE,%d.%m.%,ends with a lone %",
    "DATE,dd.mm.yyyy,has no format 'dd.mm.yyyy'",
    "DATE,%m/%Y,the month and the day",
    "DATE,%d.%m.,the year",
    "DATE,%d.%m.%Y %H,which no date has",
    "DATE,%d.%d.%m.%Y,the directive %d twice",
    "TIME,%H:%M %d,which no time has",
    "TIME,%I:%M,the hour of the day",
    "DATETIME,%Y-%m-%d,the hour of the day",
    "YEAR,%Y,a year has no format",
    "BOOLEAN,any,a boolean has no format",
    "STRING,ipv4,a string has no format 'ipv4'",
    "GEOPOINT,lonlat,a geopoint has no format",
    "GEOJSON,kml,a geojson has no format",
  })
  void formatsThatMakeNoValueAreRefused(FieldType type, String pattern, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cast.to(type, pattern, TypeOptions.defaultOf(type)))
        .withMessageContaining(message);
  }
}
