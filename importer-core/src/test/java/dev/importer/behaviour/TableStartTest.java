package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.results.DialectDetection;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands before a table, and what becomes of it. */
class TableStartTest {

  private static final Schema PLAN =
      Schema.builder("plan")
          .field(Field.string("Date").required())
          .field(Field.string("Investment").required())
          .field(Field.number("Amount").required().aliases("Sum"))
          .fieldsMatch(FieldsMatch.PARTIAL)
          .build();

  private static final ImportOptions NONE = ImportOptions.DEFAULT.withSchema("none");

  private Importer importer;

  @BeforeEach
  void open() {
    importer = TestDatabase.inMemory().addSchema(PLAN).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @Test
  void endsAtTheFirstLineThatHasAllRequiredLabels() {
    String text =
        """
        Date,Report of the year,,,
        a,b,c,d,e
        date,INVESTMENT,Sum,Type,Shares
        06/01/2026,Target Fund,150.00,buy,1.5
        05/15/2026,Target Fund,150.00,buy,1.48
        """;

    CheckReport report = check(text, ImportOptions.DEFAULT.withSchema("plan"));

    assertThat(report.valid()).isEqualTo(2);
    assertThat(report.warnings()).containsEntry("preamble", 2L);
    assertThat(table(report).evidence())
        .contains(
            "Lines 1 to 2 are skipped: above the labels that are expected.",
            "The first row holds 3 of the 3 expected labels.");
  }

  @Test
  void isAWarningWithItsPlace() {
    CheckReport report = check("Members of the club\n\nid;name\n1;Ann\n2;Bob\n", NONE);

    assertThat(report.columns()).containsExactly("id", "name");
    assertThat(report.warnings()).containsEntry("preamble", 2L);
    assertThat(report.notices())
        .filteredOn(notice -> notice.code().equals(ErrorCode.PREAMBLE))
        .extracting(Notice::line)
        .containsExactly(1L);
  }

  @Test
  void isNoWarningIfItWasAskedFor() {
    Dialect dialect = Dialect.UNSPECIFIED.withSkipRows(2);

    CheckReport report =
        check("Members of the club\n\nid;name\n1;Ann\n2;Bob\n", NONE.withDialect(dialect));

    assertThat(report.columns()).containsExactly("id", "name");
    assertThat(report.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isNotSkippedIfTheCallerSpokeOfTheHeader(boolean header) {
    Dialect dialect = Dialect.UNSPECIFIED.withHeader(header);

    CheckReport report =
        check("Members of the club\n\nid;name\n1;Ann\n2;Bob\n", NONE.withDialect(dialect));

    assertThat(report.warnings()).doesNotContainKey("preamble");
    assertThat(report.detection().dialect().skipRows()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,2,z,z,z\n", "name\nAnn,z,z,z,z,z\n"})
  void isNoRowOfLabels(String text) {
    CheckReport report = check(text, NONE);

    assertThat(report.total()).isEqualTo(1);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.warnings()).doesNotContainKey("preamble");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sep=;", "SEP=;", "\"sep=;\"", "sep=;;;"})
  void namesTheDelimiter(String line) {
    CheckReport report = check(line + "\nname;note\nMia, Berg;a, b\nTom, Oz;d, e\n", NONE);

    assertThat(report.columns()).containsExactly("name", "note");
    assertThat(report.valid()).isEqualTo(2);
    assertThat(report.warnings()).containsEntry("preamble", 1L);
    assertThat(table(report).evidence())
        .contains("Line 1 names a delimiter, as spreadsheet programs write it; it is skipped.");
  }

  @Test
  void namesTheDelimiterEvenIfItIsSkippedByTheCaller() {
    Dialect dialect = Dialect.UNSPECIFIED.withSkipRows(1);

    CheckReport report =
        check("sep=;\nname;note\nMia, Berg;a, b\nTom, Oz;d, e\n", NONE.withDialect(dialect));

    assertThat(report.columns()).containsExactly("name", "note");
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void holdsHeadingsOfGroupsThatBelongToTheLabels() {
    CheckReport report =
        check("Date,Place,Travel,,,Total\n,,Air,Rail,Taxi,\n04/04/2014,Rome,,65.60,,65.60\n", NONE);

    assertThat(report.columns())
        .containsExactly("Date", "Place", "Travel Air", "Travel Rail", "Travel Taxi", "Total");
    assertThat(report.total()).isEqualTo(1);
    assertThat(report.warnings()).containsEntry("label-filled", 2L);
    assertThat(report.notices())
        .extracting(Notice::message)
        .contains("Column 4 has the heading of the columns to its left.");
  }

  @Test
  void isSaidWhereEachLineIsARecordInQuotes() {
    CheckReport report =
        check("\"name,email,age\"\n\"Mia,mia@example.com,41\"\n\"Tom,tom@example.com,29\"\n", NONE);

    assertThat(table(report).evidence())
        .contains("Each line is one cell in quotes that holds a whole record.");
  }

  @Test
  void doesNotHideThatLabelsAreMissing() {
    SourceException refused =
        catchThrowableOfType(
            SourceException.class,
            () ->
                importer.check(
                    Source.ofText("Report\n\nDate,Fund\n1,2\n3,4\n", Format.CSV),
                    ImportOptions.DEFAULT.withSchema("plan")));

    assertThat(refused.code()).isEqualTo(ErrorCode.MISSING_LABEL);
  }

  private CheckReport check(String text, ImportOptions options) {
    return importer.check(Source.ofText(text, Format.CSV), options);
  }

  private static DialectDetection table(CheckReport report) {
    return Objects.requireNonNull(report.detection().table());
  }
}
