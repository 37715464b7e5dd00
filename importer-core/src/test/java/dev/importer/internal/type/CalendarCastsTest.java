package dev.importer.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.row.JsonText;
import dev.importer.type.CalendarDuration;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarCastsTest {

  private static Object read(FieldType type, Object cell) {
    return Cast.to(type, "default", TypeOptions.NONE).apply(cell);
  }

  @Nested
  class Times {
    @Test
    void allowsTimesOfXmlSchema() {
      assertThat(read(FieldType.TIME, "06:00:00")).isEqualTo(LocalTime.of(6, 0));
      assertThat(read(FieldType.TIME, "06:00:00.125")).isEqualTo(LocalTime.parse("06:00:00.125"));
      assertThat(read(FieldType.TIME, "06:00:00Z")).isEqualTo(OffsetTime.parse("06:00:00Z"));
      assertThat(read(FieldType.TIME, "06:00:00-14:00"))
          .isEqualTo(OffsetTime.parse("06:00:00-14:00"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "06:00:00+0130|06:00:00+01:30",
          "06:00:00-02|06:00:00-02:00",
          "06:00:00z|06:00:00Z",
          "06:00:00,5Z|06:00:00.5Z"
        })
    void allowsFormsThatMeanNothingElse(String text, String time) {
      assertThat(read(FieldType.TIME, text)).isEqualTo(OffsetTime.parse(time));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "06:00",
          "6:00:00",
          "24:00:00",
          "06:60:00",
          "06:00:60",
          "06:00:00.",
          "06:00:00+1:00",
          "06:00:00+14:01",
          "06:00:00+1",
          "06:00:00+15",
          "06:00:00+01:0",
          "06:00:00+010",
          "06:00:00,",
          "06:00:00 Z",
          "06:00:00.1234567891",
          "06-00-00",
          "06:00:00Z+01:00"
        })
    void rejectsOthers(String text) {
      assertThat(read(FieldType.TIME, text)).isInstanceOf(Unfit.class);
    }
  }

  @Nested
  class Years {
    @Test
    void allowsYearsOfXmlSchema() {
      assertThat(read(FieldType.YEAR, "2026")).isEqualTo(Year.of(2026));
      assertThat(read(FieldType.YEAR, "0044")).isEqualTo(Year.of(44));
      assertThat(read(FieldType.YEAR, "-0044")).isEqualTo(Year.of(-44));
      assertThat(read(FieldType.YEAR, "12026")).isEqualTo(Year.of(12026));
      assertThat(read(FieldType.YEAR, 2026L)).isEqualTo(Year.of(2026));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "26",
          "026",
          "02026",
          "+2026",
          "2026Z",
          " 2026",
          "2026.0",
          "1000000000",
          "-",
          ""
        })
    void rejectsOthers(String text) {
      assertThat(read(FieldType.YEAR, text)).isInstanceOf(Unfit.class);
    }
  }

  @Nested
  class Months {
    @Test
    void allowsMonthsOfXmlSchema() {
      assertThat(read(FieldType.YEARMONTH, "2026-11")).isEqualTo(YearMonth.of(2026, 11));
      assertThat(read(FieldType.YEARMONTH, "-0044-03")).isEqualTo(YearMonth.of(-44, 3));
      assertThat(read(FieldType.YEARMONTH, new JsonText("[2026,11]")))
          .isEqualTo(YearMonth.of(2026, 11));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"2026-13", "2026-00", "2026-1", "2026/11", "2026-11-01", "26-11", "[2026,11]"})
    void rejectsOthers(String text) {
      assertThat(read(FieldType.YEARMONTH, text)).isInstanceOf(Unfit.class);
    }
  }

  @Nested
  class Durations {
    @Test
    void allowsDurationsOfXmlSchema() {
      assertThat(read(FieldType.DURATION, "P1Y2M3DT4H5M6.7S"))
          .isEqualTo(new CalendarDuration(Period.of(1, 2, 3), Duration.parse("PT4H5M6.7S")));
      assertThat(read(FieldType.DURATION, "-P1M"))
          .isEqualTo(new CalendarDuration(Period.ofMonths(-1), Duration.ZERO));
      assertThat(read(FieldType.DURATION, "PT0S"))
          .isEqualTo(new CalendarDuration(Period.ZERO, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "P",
          "PT",
          "P1YT",
          "1Y",
          "P1",
          "P-1Y",
          "P1M1Y",
          "P1S",
          "PT1D",
          "P1.5D",
          "PT.5S",
          "PT1.S",
          "P1W",
          "p1y",
          "P1Y ",
          "PT1.1234567891S",
          "P1234567890Y",
          "PT1M1H",
          "--P1Y"
        })
    void rejectsOthers(String text) {
      assertThat(read(FieldType.DURATION, text)).isInstanceOf(Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1Y2M3DT4H5M6.7S", "-P1M", "PT0S", "-PT0.5S", "P3D", "-P1DT2H"})
    void areWrittenAsTheyAreRead(String text) {
      assertThat(Values.text(read(FieldType.DURATION, text)))
          .isEqualTo(text.equals("PT0S") ? "P0D" : text);
    }

    @Test
    void haveOneSign() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CalendarDuration(Period.ofMonths(1), Duration.ofHours(-1)));
    }
  }
}
