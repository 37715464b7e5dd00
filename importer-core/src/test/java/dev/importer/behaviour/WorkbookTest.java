package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.Results;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.results.Inference;
import dev.importer.results.RecordQuery;
import dev.importer.results.StagedUpload;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.TypedRow;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.WorkbookFile;
import dev.importer.testing.WorkbookFile.Fault;
import dev.importer.testing.WorkbookFile.Formula;
import dev.importer.testing.WorkbookFile.Shown;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workbooks are sources like any other. */
class WorkbookTest {

  private static final Schema MEMBERS =
      Schema.builder("members")
          .field(Field.string("name").required())
          .field(Field.string("postcode"))
          .field(Field.date("born").format("%d.%m.%Y"))
          .field(Field.number("fee").options(new TypeOptions.OfNumber(",", ".", true)))
          .field(Field.bool("active"))
          .build();

  private static final ImportOptions AS_MEMBERS = ImportOptions.DEFAULT.withSchema("members");
  private static final ImportOptions AS_NONE = ImportOptions.DEFAULT.withSchema("none");

  private Importer importer;

  @BeforeEach
  void open() {
    importer = TestDatabase.inMemory().addSchema(MEMBERS).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @Test
  void theRowsOfASheetAreStoredAsThoseOfATextFile() {
    WorkbookFile file =
        WorkbookFile.ofSheet("Users")
            .row("name", "email", "age")
            .row("Ada", "ada@example.com", 36)
            .row("Bob", "bob", 200.0);

    StoredImport stored = load(file, ImportOptions.DEFAULT);

    assertThatImport(stored).isCompletedWith(1, 1).hasColumns("name", "email", "age");
    assertThat(stored.format()).isEqualTo(Format.XLSX);
    assertThat(stored.detection().summary()).isEqualTo("XLSX, sheet 'Users'");
    assertThat(stored.accounting().headerBytes()).isEqualTo(3);
    assertThat(stored.accounting().rowBytes()).isEqualTo(6);
    assertThat(data(stored))
        .containsExactly(
            "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"age\":36}",
            "{\"name\":\"Bob\",\"email\":\"bob\",\"age\":\"200\"}");
    assertThat(rows(stored).get(1).lineNumber()).isEqualTo(3);
  }

  @Test
  void cellsAreWrittenAsTheirFieldsHaveThem() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("name", "postcode", "born", "fee", "active")
            .row("Ada", "01067", LocalDate.of(1815, 12, 10).plusYears(100), 1234.5, true);

    StoredImport stored = load(file, AS_MEMBERS);

    assertThat(data(stored))
        .containsExactly(
            "{\"name\":\"Ada\",\"postcode\":\"01067\",\"born\":\"1915-12-10\",\"fee\":1234.5,"
                + "\"active\":true}");
  }

  @Test
  void datesAndTimesWithoutAFieldAreWrittenAsTheStandardHasThem() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("day", "moment", "time", "truth")
            .row(
                LocalDate.of(2024, 2, 29),
                LocalDateTime.of(2024, 2, 29, 12, 30),
                LocalTime.of(8, 15),
                false);

    assertThat(data(load(file, AS_NONE)))
        .containsExactly(
            "{\"day\":\"2024-02-29\",\"moment\":\"2024-02-29T12:30:00\",\"time\":\"08:15:00\","
                + "\"truth\":\"false\"}");
  }

  @Test
  void halfOfACharacterIsKept() {
    WorkbookFile file = WorkbookFile.ofSheet("S").row("name", "note").row("Ada", "a_xD83D_b");

    assertThat(data(load(file, AS_NONE)))
        .containsExactly("{\"name\":\"Ada\",\"note\":\"a\\ud83db\"}");
  }

  @Test
  void aNumberThatIsShownWithZerosIsReadAsStoredAndNoted() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("name", "postcode")
            .row("Ada", new Shown("1067", "00000"))
            .row("Bob", new Shown("10115", "00000"));

    StoredImport stored = load(file, AS_MEMBERS);

    assertThat(data(stored))
        .containsExactly(
            "{\"name\":\"Ada\",\"postcode\":\"1067\"}",
            "{\"name\":\"Bob\",\"postcode\":\"10115\"}");
    assertThat(stored.warnings()).containsOnlyKeys("shown-otherwise");
    assertThat(notices(stored, ErrorCode.SHOWN_OTHERWISE))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.line()).isEqualTo(2);
              assertThat(notice.message()).contains("B2", "'01067'", "'1067'");
            });
  }

  @Test
  void aNumberIsReadAsItIsShownIfThatIsAskedFor() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("name", "postcode", "fee")
            .row("Ada", new Shown("1067", "00000"), new Shown("12.5", "0.00"));

    StoredImport stored = load(file, AS_MEMBERS.withShown(true));

    assertThat(data(stored))
        .containsExactly("{\"name\":\"Ada\",\"postcode\":\"01067\",\"fee\":12.5}");
    assertThat(stored.warnings()).containsEntry("taken-as-shown", 1L);
  }

  @Test
  void aNumberWithMoreDigitsThanSpreadsheetsKeepIsNoted() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("name", "card")
            .row("Ada", new Shown("4012888888881881000", "0"));

    StoredImport stored = load(file, AS_NONE);

    assertThat(data(stored)).containsExactly("{\"name\":\"Ada\",\"card\":\"4012888888881881000\"}");
    assertThat(notices(stored, ErrorCode.LONG_NUMBER)).hasSize(1);
  }

  @Test
  void anErrorOfAFormulaRefusesItsRowAndNamesTheCell() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S").row("name", "fee").row("Ada", new Fault("#N/A")).row("Bob", 1);

    StoredImport stored = load(file, AS_MEMBERS);

    assertThatImport(stored).isCompletedWith(1, 1);
    assertThat(errors(stored))
        .anySatisfy(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.CELL_ERROR);
              assertThat(error.field()).isEqualTo("fee");
              assertThat(error.message()).contains("B2", "#N/A");
            });
  }

  @Test
  void aNulCharacterRefusesItsRowAndNamesTheCell() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S").row("name", "fee").row("A_x0000_da", 1).row("Bob", 2);

    StoredImport stored = load(file, AS_MEMBERS);

    assertThatImport(stored).isCompletedWith(1, 1);
    assertThat(errors(stored))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.NUL_BYTE);
              assertThat(error.field()).isEqualTo("name");
              assertThat(error.message()).contains("A2");
            });

    WorkbookFile label = WorkbookFile.ofSheet("S").row("n_x0000_ame", "fee").row("Ada", 1);
    SourceException refused =
        catchThrowableOfType(SourceException.class, () -> check(label, AS_MEMBERS));
    assertThat(refused.code()).isEqualTo(ErrorCode.NUL_BYTE);
  }

  @Test
  void theTableMayBeginAnywhereAndHaveTitlesAndTotals() {
    WorkbookFile file =
        WorkbookFile.ofSheet("Report")
            .rowAt(1, 0, "Members of the club")
            .rowAt(4, 2, "Name", null, "Postcode", "Fee")
            .rowAt(5, 2, "Ada", null, "01067", 10)
            .rowAt(6, 2, "Bob", null, "10115", 12.5)
            .rowAt(9, 2, "Cy", null, "20095", 7)
            .rowAt(10, 2, "Summe", null, null, 29.5);

    StoredImport stored = load(file, AS_MEMBERS);

    assertThatImport(stored).isCompletedWith(3, 0).hasColumns("Name", "Postcode", "Fee");
    assertThat(stored.warnings())
        .containsEntry("preamble", 3L)
        .containsEntry("blank-row", 2L)
        .containsEntry("totals-row", 1L);
    assertThat(rows(stored)).extracting(StoredRecord::lineNumber).containsExactly(5L, 6L, 9L);
  }

  @Test
  void aLastRowThatOnlyLooksLikeTotalsIsARow() {
    WorkbookFile file =
        WorkbookFile.ofSheet("Stations")
            .row("name", "postcode", "fee")
            .row("Shell", "1", 10)
            .row("Esso", "2", 20)
            .row("Total", null, 25);

    StoredImport stored = load(file, AS_MEMBERS);

    assertThatImport(stored).isCompletedWith(3, 0);
    assertThat(stored.warnings()).doesNotContainKey("totals-row");
  }

  @Test
  void titlesAreKnownWithoutASchemaToo() {
    WorkbookFile file =
        WorkbookFile.ofSheet("Mitglieder")
            .rowAt(1, 2, "Mitgliederliste TSV Nord")
            .rowAt(2, 2, "Stand:", LocalDate.of(2024, 5, 1))
            .rowAt(4, 2, "Nr.", "Name", "E-Mail", "PLZ")
            .rowAt(5, 2, 1, "Jörg Müller", "joerg@example.com", "01067")
            .rowAt(6, 2, 2, "Zoë Łuk", "zoe@example.com", "80331")
            .rowAt(7, 2, 3, "Ann O’Neil", "ann@example.com", "04109")
            .rowAt(9, 2, "Summe", 3);

    CheckReport report = check(file, AS_NONE);

    assertThat(report.columns()).containsExactly("Nr.", "Name", "E-Mail", "PLZ");
    assertThat(report.total()).isEqualTo(3);
  }

  @Test
  void aValueBesideTheTableRefusesItsRow() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("name", "fee")
            .row("Ada", 1)
            .row("Bob", 2, null, "see me")
            .row("Cy", 3);

    StoredImport stored = load(file, AS_MEMBERS);

    assertThatImport(stored).isCompletedWith(2, 1);
    assertThat(errors(stored))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.EXTRA_CELL);
              assertThat(error.value()).isEqualTo("see me");
              assertThat(error.message()).contains("D3");
            });
  }

  @Test
  void emptyCellsAtTheEndOfARowAreEmptyCells() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S").row("name", "postcode", "fee").row("Ada").row("Bob", null, 2);

    assertThatImport(load(file, AS_MEMBERS)).isCompletedWith(2, 0);
  }

  @Test
  void theFirstSheetThatPeopleSeeIsReadAndOthersByNameOrNumber() {
    WorkbookFile file =
        new WorkbookFile()
            .hiddenSheet("Lists")
            .row("a", "b")
            .row("x", "y")
            .sheet("Members")
            .row("name", "fee")
            .row("Ada", 1)
            .sheet("2023")
            .row("name", "fee")
            .row("Bob", 2)
            .row("Cy", 2);

    CheckReport first = check(file, AS_MEMBERS);
    assertThat(first.detection().sheets()).containsExactly("Lists", "Members", "2023");
    assertThat(first.detection().dialect().sheet()).isEqualTo("Members");
    assertThat(first.total()).isEqualTo(1);
    assertThat(check(file, ofSheet("2023")).total()).isEqualTo(2);
    assertThat(check(file, ofSheet("3")).total()).isEqualTo(2);
    SourceException none =
        catchThrowableOfType(SourceException.class, () -> check(file, ofSheet("Users")));
    assertThat(none.code()).isEqualTo(ErrorCode.NO_SUCH_SHEET);
    assertThat(none).hasMessageContaining("'Users'").hasMessageContaining("'Members'");
  }

  @Test
  void aStagedWorkbookSaysWhichSheetsItHas() {
    WorkbookFile file = WorkbookFile.ofSheet("One").row("a", "b").sheet("Two").row("c", "d");

    StagedUpload staged = importer.staging().stage(file.source("x.xlsx"));

    assertThat(staged.format()).isEqualTo(Format.XLSX);
    assertThat(staged.sheets()).containsExactly("One", "Two");
    assertThat(importer.staging().find(staged.id()).orElseThrow().sheets())
        .containsExactly("One", "Two");
  }

  @Test
  void aSheetWithoutAValueHoldsNoTable() {
    WorkbookFile file = WorkbookFile.ofSheet("Empty").sheet("Full").row("name").row("Ada");

    SourceException none =
        catchThrowableOfType(SourceException.class, () -> check(file, AS_MEMBERS));

    assertThat(none.code()).isEqualTo(ErrorCode.NO_TABLE);
    assertThat(none).hasMessageContaining("'Empty'").hasMessageContaining("'Full'");
  }

  @Test
  void hiddenRowsAndColumnsAreReadAndReported() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .hideColumn(2)
            .row("name", "postcode")
            .row("Ada", "1")
            .hiddenRow("Bob", "2");

    StoredImport stored = load(file, AS_MEMBERS);

    assertThatImport(stored).isCompletedWith(2, 0);
    assertThat(stored.warnings())
        .containsEntry("hidden-rows", 1L)
        .containsEntry("hidden-columns", 1L);
  }

  @Test
  void labelsOverTwoRowsAreJoined() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("Person", null, "Contact", null)
            .row("First", "Last", "Phone", "Mail")
            .row("Ada", "Lovelace", "1", "a@example.com")
            .row("Bob", "Brown", "2", "b@example.com")
            .row("Cy", "Young", "3", "c@example.com");

    assertThat(check(file, AS_NONE).columns())
        .containsExactly("Person First", "Person Last", "Contact Phone", "Contact Mail");
  }

  @Test
  void aSchemaIsInferredFromValues() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("id", "born", "fee", "active", "note")
            .row(1, LocalDate.of(2000, 1, 2), 1.5, true, "x")
            .row(2, LocalDate.of(2001, 1, 2), 2, false, "y");

    Inference inference = importer.infer(file.source("members.xlsx"));

    assertThat(inference.schema().name()).isEqualTo("members");
    assertThat(inference.schema().fields())
        .extracting(Field::type)
        .containsExactly(
            FieldType.INTEGER,
            FieldType.DATE,
            FieldType.NUMBER,
            FieldType.BOOLEAN,
            FieldType.STRING);
  }

  @Test
  void rowsAreReadIntoRecords() {
    record Member(String name, LocalDate born, double fee) {}
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("name", "born", "fee")
            .row("Ada", LocalDate.of(1915, 12, 10), 12.5);

    try (var rows = importer.read(file.source("m.xlsx"), Member.class, AS_MEMBERS)) {
      assertThat(rows.stream().map(TypedRow::value))
          .containsExactly(new Member("Ada", LocalDate.of(1915, 12, 10), 12.5));
    }
  }

  @Test
  void refusedRowsAreCorrectedByAWorkbookAsWellAsByText() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("name", "born", "fee")
            .row("Ada", "sometime", 12.5)
            .row("Bob", "later", 1);
    StoredImport stored = load(file, AS_MEMBERS);
    assertThatImport(stored).isCompletedWith(0, 2);

    WorkbookFile corrected =
        WorkbookFile.ofSheet("Refused")
            .row("_row", "name", "born", "fee")
            .row(1, "Ada", LocalDate.of(1915, 12, 10), "12,5");
    importer.correct(stored.id(), corrected.source("corrected.xlsx"));
    correct(stored, "_row,name,born,fee\n2,Bob,01.02.2003,1\n");

    assertThat(data(importer.results().find(stored.id()).orElseThrow()))
        .containsExactly(
            "{\"name\":\"Ada\",\"born\":\"1915-12-10\",\"fee\":12.5}",
            "{\"name\":\"Bob\",\"born\":\"2003-02-01\",\"fee\":1}");
  }

  @Test
  void anErrorOfASpreadsheetStaysRefusedUntilAValueStandsThere() {
    StoredImport stored =
        load(
            WorkbookFile.ofSheet("S")
                .row("name", "postcode", "fee")
                .row("Ada", new Fault("#N/A"), "much"),
            AS_MEMBERS);

    correct(stored, "_row,name,postcode,fee\n1,Ada,#N/A,1\n");
    assertThat(errors(stored)).extracting(ImportError::code).containsExactly(ErrorCode.CELL_ERROR);

    correct(stored, "_row,name,postcode,fee\n1,Ada,01067,1\n");
    assertThat(data(stored)).containsExactly("{\"name\":\"Ada\",\"postcode\":\"01067\",\"fee\":1}");
  }

  @Test
  void anErrorInAWorkbookOfCorrectionsCostsItsRowAlone() {
    StoredImport stored =
        load(
            WorkbookFile.ofSheet("S")
                .row("name", "postcode", "fee")
                .row("Ada", "1", "much")
                .row("Bob", "2", "more"),
            AS_MEMBERS);

    importer.correct(
        stored.id(),
        WorkbookFile.ofSheet("Refused")
            .row("_row", "name", "postcode", "fee", "_errors")
            .row(1, "Ada", new Fault("#REF!"), 1, new Fault("#NAME?"))
            .row(2, "Bob", "2", 2)
            .source("corrected.xlsx"));

    assertThat(errors(stored))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.CELL_ERROR);
              assertThat(error.field()).isEqualTo("postcode");
              assertThat(error.value()).isEqualTo("#REF!");
            });
    assertThatImport(importer.results().find(stored.id()).orElseThrow()).isCompletedWith(1, 1);
  }

  @Test
  void aWholeWorkbookMayKeepSomeOfItsErrors() {
    StoredImport stored =
        load(
            WorkbookFile.ofSheet("S")
                .row("name", "postcode", "fee")
                .row("Ada", new Fault("#N/A"), "much")
                .row("Bob", new Fault("#N/A"), 2),
            AS_MEMBERS);

    importer.correct(
        stored.id(),
        WorkbookFile.ofSheet("S")
            .row("name", "postcode", "fee")
            .row("Ada", new Fault("#N/A"), 1)
            .row("Bob", "10115", 2)
            .source("file.xlsx"));

    assertThat(errors(stored)).extracting(ImportError::code).containsExactly(ErrorCode.CELL_ERROR);
    assertThatImport(importer.results().find(stored.id()).orElseThrow()).isCompletedWith(1, 1);
  }

  @Test
  void aFormulaThatNobodyHasCalculatedIsEmptyAndNoted() {
    WorkbookFile file =
        WorkbookFile.ofSheet("S")
            .row("name", "postcode", "fee")
            .row("Ada", "01067", new Formula("A2*2"))
            .row("Bob", new Formula("A1"), 2)
            .row(new Formula("A1"));

    StoredImport stored = load(file, AS_MEMBERS);

    assertThat(data(stored))
        .containsExactly(
            "{\"name\":\"Ada\",\"postcode\":\"01067\",\"fee\":null}",
            "{\"name\":\"Bob\",\"postcode\":null,\"fee\":2}");
    assertThat(stored.warnings()).containsEntry("uncalculated-formula", 2L);
    assertThat(notices(stored, ErrorCode.UNCALCULATED_FORMULA).get(0).message()).contains("C2");
  }

  @Test
  void aValueBesideTheTableIsTakenAwayByACorrection() {
    StoredImport stored =
        load(
            WorkbookFile.ofSheet("S")
                .row("name", "fee")
                .row("Ada", 1, null, "see me")
                .row("Bob", 2)
                .row("Cy", 3),
            AS_MEMBERS);
    assertThat(errors(stored)).extracting(ImportError::value).containsExactly("see me");

    correct(stored, "_row,name,fee,column_3\n1,Ada,1,\n");

    assertThat(data(stored)).contains("{\"name\":\"Ada\",\"fee\":1}");
    assertThat(errors(stored)).isEmpty();
  }

  private void correct(StoredImport stored, String csv) {
    importer.correct(stored.id(), Source.ofText(csv, Format.CSV));
  }

  @Test
  void aWholeWorkbookThatWasCorrectedIsTakenBack() {
    StoredImport stored =
        load(
            WorkbookFile.ofSheet("S").row("name", "fee").row("Ada", 1).row("Bob", "much"),
            AS_MEMBERS);

    importer.correct(
        stored.id(),
        WorkbookFile.ofSheet("S")
            .row("name", "fee")
            .row("Ada", 1)
            .row("Bob", 2.5)
            .source("s.xlsx"));

    assertThatImport(importer.results().find(stored.id()).orElseThrow()).isCompletedWith(2, 0);
  }

  @Test
  void theSameWorkbookIsImportedOnceForEachSheet() {
    WorkbookFile file =
        WorkbookFile.ofSheet("A").row("name").row("Ada").sheet("B").row("name").row("Bob");

    long first = load(file, AS_MEMBERS).id();

    assertThat(load(file, AS_MEMBERS).id()).isEqualTo(first);
    assertThat(load(file, ofSheet("A")).id()).isEqualTo(first);
    assertThat(load(file, ofSheet("B")).id()).isNotEqualTo(first);
  }

  @Test
  void aPlanReplaysTheSameRows() {
    WorkbookFile file =
        WorkbookFile.ofSheet("A")
            .row("x")
            .sheet("B")
            .row("Report of the year")
            .row()
            .row("name", "fee")
            .row("Ada", 1)
            .row("Bob", 2);
    StoredImport stored = load(file, ofSheet("2"));

    ImportOptions again =
        Results.replaying(stored.plan()).withOnDuplicate(ImportOptions.OnDuplicate.ALLOW);

    assertThat(again.dialect()).isEqualTo(stored.detection().dialect());
    assertThat(data(load(file, again))).isEqualTo(data(stored));
  }

  @Test
  void aWorkbookIsKnownByItsBytes() throws IOException {
    byte[] file = WorkbookFile.ofSheet("S").row("name").row("Ada").bytes();

    assertThat(check(of(file, "members.csv"), AS_MEMBERS).detection().format())
        .isEqualTo(Format.XLSX);
    assertThat(check(of(zipped("members.xlsx", file), "m.zip"), AS_MEMBERS).total()).isEqualTo(1);
    assertThat(check(of(gzipped(file), "m.xlsx.gz"), AS_MEMBERS).total()).isEqualTo(1);
    SourceException csv =
        catchThrowableOfType(
            SourceException.class, () -> check(of(file, "x"), AS_MEMBERS.withFormat(Format.CSV)));
    assertThat(csv.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT);
    SourceException none =
        catchThrowableOfType(
            SourceException.class,
            () ->
                check(
                    of("name\nAda\n".getBytes(StandardCharsets.UTF_8), "x"),
                    AS_MEMBERS.withFormat(Format.XLSX)));
    assertThat(none.code()).isEqualTo(ErrorCode.NOT_A_WORKBOOK);
  }

  @Test
  void theHeaderMayBeToldAndLeftOut() {
    WorkbookFile file = WorkbookFile.ofSheet("S").row("Ada", "1").row("Bob", "2");

    CheckReport report = check(file, AS_NONE.withDialect(Dialect.UNSPECIFIED.withHeader(false)));

    assertThat(report.columns()).containsExactly("column_1", "column_2");
    assertThat(report.total()).isEqualTo(2);
  }

  private static ImportOptions ofSheet(String sheet) {
    return AS_MEMBERS.with(ImportOption.SHEET, sheet);
  }

  private CheckReport check(WorkbookFile file, ImportOptions options) {
    return check(file.source("file.xlsx"), options);
  }

  private CheckReport check(Source source, ImportOptions options) {
    return importer.check(source, options);
  }

  private StoredImport load(WorkbookFile file, ImportOptions options) {
    return importer.load(file.source("file.xlsx"), options).summary();
  }

  private List<StoredRecord> rows(StoredImport stored) {
    return importer.results().stream(RecordQuery.ofImport(stored.id())).toList();
  }

  private List<String> data(StoredImport stored) {
    return rows(stored).stream().map(StoredRecord::dataJson).toList();
  }

  private List<ImportError> errors(StoredImport stored) {
    return rows(stored).stream().flatMap(row -> row.errors().stream()).toList();
  }

  private static List<Notice> notices(StoredImport stored, ErrorCode code) {
    return stored.notices().stream().filter(notice -> notice.code().equals(code)).toList();
  }

  private static Source of(byte[] bytes, String name) {
    return Source.of(new ByteArrayInputStream(bytes), name);
  }

  private static byte[] zipped(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes);
    }
    return archive.toByteArray();
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
