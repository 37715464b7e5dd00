package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.results.CheckReport;
import dev.importer.results.StoredImport;
import dev.importer.schema.Field;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cells that a spreadsheet program has changed are stored as they are, and never without a word.
 */
class SpreadsheetDamageTest {

  private static final Schema TEXTS =
      Schema.builder("texts").field(Field.integer("id")).field(Field.string("code")).build();

  private static CheckReport check(Schema schema, String csv) {
    try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
      return importer.check(Source.ofText(csv, Format.CSV));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4.00638E+12",
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "\"=\"\"01234\"\"\"",
        "'+49301234",
        "'01234",
        "'4006381333931",
        "'=A1",
        "#####",
        "\"=\"\"Nord\""
      })
  void isCountedAndRefusesNothing(String cell) {
    CheckReport report = check(TEXTS, "id,code\n1,plain\n2," + cell + "\n");

    assertThat(report.warnings()).containsExactly(entry("spreadsheet-damage", 1L));
    assertThat(report.clean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E+12",
        "x4.0E+12",
        "#1",
        "#ref",
        "'t Hooft",
        "'quoted'",
        "'90",
        "=",
        "=A1",
        "4006381333931",
        "2026-11-23T10:00:00",
        "1.5E+03",
        "CODE+12",
        "##",
        "#####1",
        "'-'",
        "43831",
        "45000.5"
      })
  void otherCellsAreNone(String cell) {
    assertThat(check(TEXTS, "id,code\n1,plain\n2," + cell + "\n").warnings()).isEmpty();
  }

  @Test
  void theFirstPlacesInEachColumnAreKeptWithTheCountOfTheColumn() {
    String rows = "1,#REF!\n2,ok\n3,#REF!\n4,#N/A\n5,#REF!\n6,'+49\n";
    CheckReport report = check(TEXTS, "id,code\n" + rows);

    assertThat(report.warnings()).containsExactly(entry("spreadsheet-damage", 5L));
    assertThat(report.notices()).extracting(Notice::row).containsExactly(1L, 3L, 4L, 6L);
    assertThat(report.notices().get(0))
        .isEqualTo(
            new Notice(
                ErrorCode.SPREADSHEET_DAMAGE,
                1L,
                2L,
                null,
                "code: an error value stands in place of the value, as spreadsheets do it (4 cells"
                    + " of this column)"));
    assertThat(report.notices().get(3).message())
        .isEqualTo(
            "code: an apostrophe before the value is part of it, as spreadsheets do it; the option"
                + " unwrap removes it (1 cell of this column)");
  }

  @Test
  void aNumberWithAnExponentIsDoubtfulOnlyBesideLongNumbers() {
    Schema numbers = Schema.builder("numbers").field(Field.number("ean")).build();

    assertThat(check(numbers, "id,ean\n1,4.00638E+12\n2,1.5E+11\n").warnings())
        .doesNotContainKey("spreadsheet-damage");
    assertThat(check(numbers, "id,ean\n1,4.00638E+12\n2,4006381333931\n").warnings())
        .containsEntry("spreadsheet-damage", 1L);
    assertThat(check(numbers, "id,ean\n1,4006381333931\n2,4.00638E+12\n").warnings())
        .containsEntry("spreadsheet-damage", 1L);
    assertThat(check(Schema.NONE, "id,ean\n1,4006381333931\n2,\"4,00638E+12\"\n").warnings())
        .containsEntry("spreadsheet-damage", 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"43831", "45000.5", "20000", "79999.999"})
  void theNumberOfADayIsOneAmongDates(String serial) {
    Schema dates = Schema.builder("dates").field(Field.date("day")).build();
    assertThat(check(dates, "id,day\n1," + serial + "\n").warnings())
        .containsEntry("spreadsheet-damage", 1L);
    for (String date : new String[] {"2026-01-31", "31.1.2026", "1/31/26", "2026-01-31T10:00"}) {
      String before = "id,code\n1," + date + "\n2," + serial + "\n";
      String after = "id,code\n1," + serial + "\n2," + date + "\n";
      assertThat(check(TEXTS, before).warnings()).containsEntry("spreadsheet-damage", 1L);
      assertThat(check(TEXTS, after).warnings()).containsEntry("spreadsheet-damage", 1L);
      assertThat(check(Schema.NONE, after).warnings()).containsEntry("spreadsheet-damage", 1L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "80000", "4383", "438310", "43831.", "43831,5", "-43831"})
  void otherNumbersAreNone(String number) {
    String csv = "id,code\n1,2026-01-31\n2,\"" + number + "\"\n";
    assertThat(check(TEXTS, csv).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.2.3.4", "030-12-3456", "1.5", "1-2", "12-2026", "2026-123-1", "1-1-1x"})
  void whatOnlyLooksLikeADateMakesNoneOfTheNumbersDoubtful(String text) {
    assertThat(check(TEXTS, "id,code\n1," + text + "\n2,43831\n").warnings()).isEmpty();
  }

  @Test
  void aPatternOfDigitsWritesDaysLikeThis() {
    Schema dates = Schema.builder("dates").field(Field.date("day").format("%y%j")).build();
    assertThat(check(dates, "day\n26331\n").warnings()).isEmpty();
  }

  @Test
  void aFormulaThatADelimiterHasCutIsTold() {
    CheckReport report = check(TEXTS, "id,code\n1,=\"Nord, Kiosk\"\n");
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.notices())
        .filteredOn(notice -> notice.code().equals(ErrorCode.SPREADSHEET_DAMAGE))
        .singleElement()
        .extracting(Notice::message)
        .asString()
        .startsWith("code: the value is wrapped as a formula, =\"…\", and a delimiter in it");
  }

  @Test
  void textsWithWhiteSpaceAroundThemAreCountedByColumn() {
    Schema schema =
        Schema.builder("padded")
            .field(Field.string("name"))
            .field(Field.string("mail").email())
            .field(Field.string("tag").missingValues(new MissingValue(" ", null)))
            .field(Field.integer("age"))
            .build();
    CheckReport report =
        check(
            schema,
            "name,mail,tag,age,more\n Ann,a@example.com, ,1,x\nBob\u00a0, b@example.com,t, 2,\ty\n");

    assertThat(report.warnings()).containsEntry("padded-cell", 3L);
    assertThat(report.notices())
        .filteredOn(notice -> notice.code().equals(ErrorCode.PADDED_CELL))
        .extracting(Notice::message)
        .contains(
            "name: white space around the value is part of it; the option trim removes it (2 cells"
                + " of this column)")
        .noneMatch(message -> message.startsWith("mail") || message.startsWith("tag"));
  }

  @Test
  void anErrorValueThatStandsForNoValueIsExpected() {
    Schema schema =
        Schema.builder("known")
            .field(Field.integer("id"))
            .field(Field.string("code"))
            .missingValues(new MissingValue("#N/A", null))
            .build();

    assertThat(check(schema, "id,code\n1,#N/A\n").warnings()).isEmpty();
  }

  @Test
  void anImportKeepsTheCountAndThePlaces() {
    try (Importer importer = TestDatabase.inMemory().schema(TEXTS).build()) {
      long id = importer.load(Source.ofText("id,code\n1,#REF!\n", Format.CSV)).id();

      StoredImport stored = importer.results().find(id).orElseThrow();
      assertThat(stored.warnings()).containsExactly(entry("spreadsheet-damage", 1L));
      assertThat(stored.notices()).extracting(Notice::line).containsExactly(2L);
    }
  }
}
