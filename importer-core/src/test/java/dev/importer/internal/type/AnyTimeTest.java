package dev.importer.internal.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.type.FieldType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyTimeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23",
        "2026/11/23",
        "2026.11.23",
        "20261123",
        "23.11.2026",
        "23/11/2026",
        "11/23/2026",
        "23-11-2026",
        "23 Nov 2026",
        "23. November 2026",
        "23-Nov-2026",
        "23rd of November 2026",
        "Nov 23, 2026",
        "november 23rd 2026",
        "Monday, 23 November 2026",
        "Mon 23 Nov, 2026",
      })
  void datesThatMeanOneThingAreDates(String text) {
    assertThat(AnyTime.read(text, FieldType.DATE)).isEqualTo(LocalDate.of(2026, 11, 23));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01/02/2026", "1-2-2026", "12/11/2026"})
  void datesThatMayMeanTwoThingsAreRefusedWithTheWayOut(String text) {
    assertThat(AnyTime.read(text, FieldType.DATE))
        .isEqualTo(
            new Unfit(
                "'"
                    + text
                    + "' is not a date in a form that means but one thing: it may be day and month"
                    + " or month and day; write the year first, or let the schema name the order,"
                    + " such as %d/%m/%Y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"23.11.26", "11/23/26", "23 Nov 26", "Nov 23, 26"})
  void yearsOfTwoDigitsAreRefusedWithTheWayOut(String text) {
    assertThat(((Unfit) AnyTime.read(text, FieldType.DATE)).message())
        .endsWith(
            ": its year has two digits; write all four, or let the schema name the form, such as"
                + " %d.%m.%y");
  }

  @Test
  void pointsStandBetweenDayAndMonth() {
    assertThat(AnyTime.read("1.2.2026", FieldType.DATE)).isEqualTo(LocalDate.of(2026, 2, 1));
    assertThat(AnyTime.read("2/2/2026", FieldType.DATE)).isEqualTo(LocalDate.of(2026, 2, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "23.11.26",
        "23.11",
        "November 2026",
        "Tue 23 Nov 2026",
        "31.2.2026",
        "32/11/2026",
        "2026-11-23 ",
        " 2026-11-23",
        "23 Novem 2026",
        "23 11 2026",
        "tomorrow",
        "46349",
        "2026-11-23T10:00:00",
        "10th Jan nineteen sixty nine",
        "2026-11",
        "1/2-2026"
      })
  void otherTextsAreNoDates(String text) {
    assertThat(AnyTime.read(text, FieldType.DATE)).isInstanceOf(Unfit.class);
  }

  @Test
  void timesThatMeanOneThingAreTimes() {
    assertThat(AnyTime.read("16:30", FieldType.TIME)).isEqualTo(LocalTime.of(16, 30));
    assertThat(AnyTime.read("4:30 pm", FieldType.TIME)).isEqualTo(LocalTime.of(16, 30));
    assertThat(AnyTime.read("4pm", FieldType.TIME)).isEqualTo(LocalTime.of(16, 0));
    assertThat(AnyTime.read("16:30:05.25", FieldType.TIME))
        .isEqualTo(LocalTime.of(16, 30, 5, 250_000_000));
    assertThat(AnyTime.read("16:30 UTC", FieldType.TIME)).isEqualTo(OffsetTime.parse("16:30Z"));
    assertThat(AnyTime.read("16:30+0100", FieldType.TIME))
        .isEqualTo(OffsetTime.parse("16:30+01:00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "16", "16:3", "24:00", "13 pm", "16:30 CET", "noon", "4 o'clock", "16:30 x"})
  void otherTextsAreNoTimes(String text) {
    assertThat(AnyTime.read(text, FieldType.TIME)).isInstanceOf(Unfit.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23 16:30",
        "23.11.2026, 16:30",
        "23 Nov 2026 at 4:30 pm",
        "20261123T16:30",
        "Nov 23, 2026 16:30:00"
      })
  void datesWithTimesAreBoth(String text) {
    assertThat(AnyTime.read(text, FieldType.DATETIME))
        .isEqualTo(LocalDateTime.of(2026, 11, 23, 16, 30));
  }

  @Test
  void offsetsAreKept() {
    assertThat(AnyTime.read("23/11/2026 16:30 +01:00", FieldType.DATETIME))
        .isEqualTo(OffsetDateTime.parse("2026-11-23T16:30+01:00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-23", "16:30", "23.11.2026 16", "23.11.202616:30", "1/2/2026 16:30"})
  void otherTextsAreNoDatesWithTimes(String text) {
    assertThat(AnyTime.read(text, FieldType.DATETIME)).isInstanceOf(Unfit.class);
  }
}
