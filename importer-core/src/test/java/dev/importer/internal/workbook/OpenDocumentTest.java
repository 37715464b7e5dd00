package dev.importer.internal.workbook;

import static dev.importer.testing.OpenDocumentFile.cell;
import static dev.importer.testing.OpenDocumentFile.empty;
import static dev.importer.testing.OpenDocumentFile.number;
import static dev.importer.testing.OpenDocumentFile.ofRows;
import static dev.importer.testing.OpenDocumentFile.repeatedRow;
import static dev.importer.testing.OpenDocumentFile.row;
import static dev.importer.testing.OpenDocumentFile.table;
import static dev.importer.testing.OpenDocumentFile.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.workbook.CellValue.Kind;
import dev.importer.source.Limits;
import dev.importer.testing.OpenDocumentFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads workbooks of OpenDocument as the standard and the programs that write them have it. */
class OpenDocumentTest {

  private static final int ALL_ROWS = 1_048_576;
  private static final int ALL_COLUMNS = 16_384;

  /** Bytes, of which but a few are to be read. */
  private static final int ENDLESS = 64 << 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "float,      office:value='12.5',                       NUMBER,   12.5",
    "float,      office:value=' 4.00638E+12 ',              NUMBER,   4006380000000",
    "float,      office:value='1.1000000000000001',         NUMBER,   1.1",
    "currency,   office:value='-850' office:currency='EUR', NUMBER,   -850",
    "percentage, office:value='0.125',                      NUMBER,   0.125",
    "boolean,    office:boolean-value='true',               BOOLEAN,  true",
    "boolean,    office:boolean-value='0',                  BOOLEAN,  false",
    "date,       office:date-value='2024-02-29',            DATE,     2024-02-29",
    "date,       office:date-value='2024-02-29T12:30:00',   DATETIME, 2024-02-29T12:30:00",
    "date,       office:date-value='2024-02-29T00:00:00',   DATETIME, 2024-02-29T00:00:00",
    "time,       office:time-value='PT08H15M00S',           TIME,     08:15:00",
    "time,       office:time-value='PT10H10M10.1236S',      TIME,     10:10:10.124",
    "time,       office:time-value='PT26H30M00S',           DURATION, PT26H30M",
    "time,       office:time-value='PT23H59M59.9999S',      DURATION, PT24H",
    "time,       office:time-value='-PT01H00M00S',          DURATION, PT-1H",
    "string,     calcext:value-type='error',                ERROR,    shown"
  })
  void aValueIsReadAsItIsStored(String type, String attributes, Kind kind, String value)
      throws IOException {
    CellValue read = (CellValue) onlyCell(cell(type, attributes.replace('\'', '"'), "shown"));

    assertThat(read.kind()).isEqualTo(kind);
    assertThat(read.text()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "float,   office:value='much',                     shown",
    "float,   '',                                      shown",
    "boolean, office:boolean-value='maybe',            maybe",
    "date,    office:date-value='12024-02-29',         12024-02-29",
    "time,    office:time-value='noon',                noon",
    "string,  office:string-value='  as it stands  ',  '  as it stands  '",
    "string,  office:string-value='',                  shown",
    "void,    '',                                      shown"
  })
  void whatIsNoSuchValueIsText(String type, String attributes, String value) throws IOException {
    assertThat(onlyCell(cell(type, attributes.replace('\'', '"'), "shown"))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "#N/A,     ERROR", "#NV,      ERROR", "#DIV/0!, ERROR", "#WERT!, ERROR", "#¡VALOR!, ERROR",
    "#ИМЯ?,    ERROR", "Err:502,  ERROR", "1.5,     NUMBER", "#1,    NUMBER", "Err:,     NUMBER"
  })
  void theResultOfAFormulaIsAnErrorIfItIsShownAsOne(String shown, Kind kind) throws IOException {
    String formula = "table:formula=\"of:=[.A2]\" office:value=\"0\"";

    CellValue read = (CellValue) onlyCell(cell("float", formula, shown));

    assertThat(read.kind()).isEqualTo(kind);
    assertThat(onlyCell(text(shown))).isEqualTo(shown);
  }

  @Test
  void anErrorWithoutAWordIsStillAnError() throws IOException {
    String marked = "<table:table-cell office:value-type=\"string\" calcext:value-type=\"error\"/>";

    assertThat(onlyCell(marked)).isEqualTo(new CellValue(Kind.ERROR, "#ERROR!", null));
  }

  @Test
  void aNumberIsShownAsTheDocumentHasIt() throws IOException {
    CellValue postcode = (CellValue) onlyCell(number("1067", "01067"));
    CellValue plain = (CellValue) onlyCell(number("1067", "1067"));

    assertThat(postcode.text()).isEqualTo("1067");
    assertThat(postcode.format()).isNotNull();
    assertThat(postcode.format().show("1067")).hasValue("01067");
    assertThat(plain.format()).isNull();
  }

  @Test
  void spacesAndLinesAreThoseThatAPersonTyped() throws IOException {
    assertThat(onlyCell(text("<text:s text:c=\"3\"/>a <text:s/>b<text:s/>"))).isEqualTo("   a  b ");
    assertThat(onlyCell(text(" \n a \n\t b ", "", "c"))).isEqualTo("a b \n\nc");
    assertThat(onlyCell(text("\n    a\n    b\n  "))).isEqualTo("a b");
    assertThat(onlyCell(text("a<text:tab/>b<text:line-break/>c"))).isEqualTo("a\tb\nc");
    assertThat(onlyCell(text("<text:s text:c=\"0\"/>a"))).isEqualTo("a");
    assertThat(onlyCell(text("&lt;<![CDATA[&]]><!-- b -->c"))).isEqualTo("<&c");
  }

  @Test
  void spacesOfATextOfSeveralLinesAreThereAsLibreOfficeWritesThem() throws IOException {
    assertThat(onlyCell(text("  a  b", " ", "<text:span> c </text:span> d ")))
        .isEqualTo("  a  b\n \n c  d ");
    assertThat(onlyCell(text("a  <text:s/>b", "  <text:span>\n  </text:span>  c  ")))
        .isEqualTo("a   b\nc  ");
    assertThat(onlyCell(text("a&#13;", "b"))).isEqualTo("a\r\nb");
  }

  @Test
  void theTextIsWhatStandsInTheCell() throws IOException {
    assertThat(
            onlyCell(text("<text:span>a<text:span> b</text:span></text:span> <text:a>c</text:a>")))
        .isEqualTo("a b c");
    assertThat(
            onlyCell(
                text(
                    "a<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note>b")))
        .isEqualTo("ab");
    assertThat(
            onlyCell(
                text(
                    "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>x</text:ruby-text>"
                        + "</text:ruby><draw:frame><text:p>x</text:p></draw:frame>")))
        .isEqualTo("漢");
    assertThat(
            onlyCell(
                "<table:table-cell><office:annotation><text:p>x</text:p></office:annotation>"
                    + "<text:p>a</text:p><draw:frame><draw:text-box><text:p>x</text:p>"
                    + "</draw:text-box></draw:frame><text:list><text:list-item><text:p>b</text:p>"
                    + "</text:list-item></text:list></table:table-cell>"))
        .isEqualTo("a\nb");
  }

  @Test
  void rowsAndCellsAreRepeated() throws IOException {
    String twice = text("x").replace(" >", " table:number-columns-repeated=\"2\">");

    assertThat(
            read(
                ofRows(
                    repeatedRow(2, empty(1), twice, empty(ALL_COLUMNS)),
                    repeatedRow(3, empty(ALL_COLUMNS)),
                    row(number("1", "1")),
                    repeatedRow(ALL_ROWS, empty(ALL_COLUMNS)),
                    row())))
        .containsExactly("1: [null, x, x]", "2: [null, x, x]", "6: [1]");
  }

  @Test
  void aWholeSheetOfOneRowIsReadRowByRow() throws IOException {
    try (Workbook workbook = open(ofRows(repeatedRow(ALL_ROWS, text("x"))), Limits.DEFAULT);
        SheetRows all = workbook.rows(workbook.sheet(null))) {
      long last = 0;
      for (SheetRow row = all.next(); row != null; row = all.next()) {
        last = row.number();
      }
      assertThat(last).isEqualTo(ALL_ROWS);
      assertThat(all.cells()).isEqualTo(ALL_ROWS);
      assertThat(all.next()).isNull();
    }
  }

  @Test
  void coveredCellsAreCells() throws IOException {
    String covered = text("b").replace("table:table-cell", "table:covered-table-cell");

    assertThat(read(ofRows(row(text("a"), covered)))).containsExactly("1: [a, b]");
  }

  @Test
  void groupsOfRowsAreLookedInto() throws IOException {
    assertThat(
            read(
                ofRows(
                    "<table:table-header-rows>" + row(text("a")) + "</table:table-header-rows>",
                    "<table:table-row-group><table:table-row-group>"
                        + row(text("b"))
                        + "</table:table-row-group>"
                        + row(text("c"))
                        + "</table:table-row-group>",
                    "<table:table-rows>" + row(text("d")) + "</table:table-rows>")))
        .containsExactly("1: [a]", "2: [b]", "3: [c]", "4: [d]");
  }

  @Test
  void tablesWithinCellsAndDrawingsAreNoSheets() throws IOException {
    String inner = table("Inner", row(text("x")));
    OpenDocumentFile file =
        new OpenDocumentFile(
            table(
                "Outer",
                "<table:shapes><draw:frame><draw:object>"
                    + inner
                    + "</draw:object></draw:frame></table:shapes>",
                row("<table:table-cell>" + inner + "<text:p>a</text:p></table:table-cell>")),
            table("Next", row(text("b"))));

    try (Workbook workbook = open(file, Limits.DEFAULT)) {
      assertThat(workbook.sheets())
          .containsExactly(new Sheet("Outer", 1, true), new Sheet("Next", 2, true));
    }
    assertThat(read(file)).containsExactly("1: [a]");
    assertThat(read(file, "Next")).containsExactly("1: [b]");
  }

  @Test
  void aSheetIsHiddenByItsStyleAndCopiesOfOthersAreNone() throws IOException {
    OpenDocumentFile file =
        new OpenDocumentFile()
            .content(
                "<office:automatic-styles>"
                    + "<style:style style:name=\"no\" style:family=\"table\">"
                    + "<style:table-properties table:display=\"false\"/></style:style>"
                    + "</office:automatic-styles>"
                    + "<office:body><office:spreadsheet>%</office:spreadsheet></office:body>",
                table("A", row(text("a"))).replaceFirst(">", " table:style-name=\"no\">"),
                table("X", row(text("x"))).replaceFirst(">", " table:style-name=\"ta_extref\">"),
                "<table:table>" + row(text("b")) + "</table:table>");

    try (Workbook workbook = open(file, Limits.DEFAULT)) {
      assertThat(workbook.sheets())
          .containsExactly(new Sheet("A", 1, false), new Sheet("Sheet2", 2, true));
    }
    assertThat(read(file)).containsExactly("1: [b]");
    assertThat(read(file, "A")).containsExactly("1: [a]");
  }

  @Test
  void hiddenRowsAndColumnsAreTold() throws IOException {
    String columns =
        "<table:table-column table:number-columns-repeated=\"2\"/>"
            + "<table:table-column-group><table:table-column table:visibility=\"collapse\""
            + " table:number-columns-repeated=\"2\"/></table:table-column-group>"
            + "<table:table-column table:visibility=\"visible\""
            + " table:number-columns-repeated=\"999999999\"/>";
    OpenDocumentFile file =
        ofRows(
            columns,
            row(text("a")),
            row(text("b")).replaceFirst(">", " table:visibility=\"filter\">"));

    try (Workbook workbook = open(file, Limits.DEFAULT);
        SheetRows all = workbook.rows(workbook.sheet(null))) {
      assertThat(all.next()).isNotNull().extracting(SheetRow::hidden).isEqualTo(false);
      assertThat(all.hiddenColumns().stream()).containsExactly(2, 3);
      assertThat(all.next()).isNotNull().extracting(SheetRow::hidden).isEqualTo(true);
    }
  }

  @Test
  void theShareIsThatOfTheSheet() throws IOException {
    String filler = table("First", row(text("x")).repeat(20_000));
    OpenDocumentFile file = new OpenDocumentFile(filler, table("Second", row(text("a"))), filler);

    try (Workbook workbook = open(file, Limits.DEFAULT);
        SheetRows all = workbook.rows(workbook.sheet("First"))) {
      while (all.next() != null) {
        assertThat(all.share()).isBetween(0.0, 1.0);
      }
      assertThat(all.share()).isEqualTo(1);
    }
  }

  @Test
  void repetitionsWithoutEndAreRefused() throws IOException {
    assertThat(refusal(ofRows(repeatedRow(ALL_ROWS + 1, text("x")))))
        .isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refusal(ofRows(repeatedRow(ALL_ROWS, empty(1)), row(text("x")))))
        .isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refusal(ofRows(row(empty(ALL_COLUMNS), text("x")))))
        .isEqualTo(ErrorCode.TOO_MANY_COLUMNS);
    assertThat(refusal(ofRows(repeatedRow(999_999_999, repeated(999_999_999)))))
        .isEqualTo(ErrorCode.TOO_MANY_COLUMNS);
    assertThat(refusal(ofRows(repeatedRow(ALL_ROWS, repeated(6_000)))))
        .isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refusal(ofRows(row(repeated(100).replace(">x<", ">" + "x".repeat(50_000) + "<")))))
        .isEqualTo(ErrorCode.RECORD_TOO_LONG);
    assertThat(
            refusal(ofRows(row(text("x")).replaceFirst(">", " table:number-rows-repeated=\"0\">"))))
        .isEqualTo(ErrorCode.NOT_A_WORKBOOK);
  }

  @Test
  void longTextsAreRefusedBeforeTheyAreGathered() throws IOException {
    String paragraph = "x".repeat(1_000_000);

    assertThat(refusal(ofRows(row(text(paragraph, paragraph)))))
        .isEqualTo(ErrorCode.FIELD_TOO_LONG);
    assertThat(refusal(ofRows(row(text("<text:s text:c=\"999999999\"/>")))))
        .isEqualTo(ErrorCode.FIELD_TOO_LONG);
    assertThat(refusal(ofRows(row(text("<text:s text:c=\"-1\"/>")))))
        .isEqualTo(ErrorCode.NOT_A_WORKBOOK);
    assertThat(refusal(ofRows(row(text("<text:p/>".repeat(10))))))
        .as("an empty text is no value")
        .isNull();
  }

  @Test
  void elementsWithinEachOtherAreBounded() throws IOException {
    assertThat(refusal(ofRows(row(text("<text:span>".repeat(300) + "</text:span>".repeat(300))))))
        .isEqualTo(ErrorCode.NOT_A_WORKBOOK);
  }

  @ParameterizedTest
  @CsvSource({
    "<table:table-cell><text:p>,                       x",
    "<table:table-cell><text:p>,                       ' '",
    "<table:table-cell><office:annotation><text:p>,    x",
    "<table:table-cell office:string-value=\",          x",
    "<!--,                                             x",
    "'',                                               ' '",
    "'',                                               <table:table-cell>"
  })
  void whatDoesNotEndIsRefusedLongBeforeItsEnd(String start, String without) throws IOException {
    String[] parts = ofRows("<table:table-row>" + start + "%").content().split("%", 2);
    Path path = folder.resolve("endless.ods");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(new ZipEntry("content.xml"));
      zip.write(parts[0].getBytes(StandardCharsets.UTF_8));
      byte[] chunk = without.repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
      for (int written = 0; written < ENDLESS; written += chunk.length) {
        zip.write(chunk);
      }
    }

    SourceException refused =
        catchThrowableOfType(
            SourceException.class,
            () -> OdsWorkbook.open(path, Limits.DEFAULT, new ScratchFiles()));

    assertThat(refused.code()).isEqualTo(ErrorCode.NOT_A_WORKBOOK);
    assertThat(refused).hasMessageContaining("more than");
  }

  @Test
  void whatIsNoSpreadsheetIsRefused() throws IOException {
    OpenDocumentFile letter =
        new OpenDocumentFile().content("<office:body><office:text/></office:body>");

    assertThat(refusal(letter)).isEqualTo(ErrorCode.NOT_A_WORKBOOK);
    assertThat(refusal(new OpenDocumentFile())).isEqualTo(ErrorCode.NOT_A_WORKBOOK);
    assertThat(refusal(new OpenDocumentFile().without("content.xml")))
        .isEqualTo(ErrorCode.NOT_A_WORKBOOK);
    assertThat(refusal(new OpenDocumentFile().member("content.xml", "<a/>")))
        .isEqualTo(ErrorCode.NOT_A_WORKBOOK);
    assertThat(refusal(new OpenDocumentFile().member("content.xml", "<!DOCTYPE a><a>&b;</a>")))
        .isEqualTo(ErrorCode.NOT_A_WORKBOOK);
  }

  private static String repeated(int columns) {
    return text("x").replace(" >", " table:number-columns-repeated=\"" + columns + "\">");
  }

  private @Nullable Object onlyCell(String cell) throws IOException {
    try (Workbook workbook = open(ofRows(row(cell)), Limits.DEFAULT);
        SheetRows all = workbook.rows(workbook.sheet(null))) {
      SheetRow read = all.next();
      assertThat(read).isNotNull();
      return read.cells()[0];
    }
  }

  private List<String> read(OpenDocumentFile file) throws IOException {
    return read(file, null);
  }

  private List<String> read(OpenDocumentFile file, @Nullable String sheet) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Workbook workbook = open(file, Limits.DEFAULT);
        SheetRows all = workbook.rows(workbook.sheet(sheet))) {
      for (SheetRow row = all.next(); row != null; row = all.next()) {
        rows.add(row.number() + ": " + Arrays.asList(row.cells()));
      }
    }
    return rows;
  }

  /** Why a file is refused; null if it is read. */
  private @Nullable ErrorCode refusal(OpenDocumentFile file) {
    SourceException refused = catchThrowableOfType(SourceException.class, () -> read(file));
    return refused == null ? null : refused.code();
  }

  private Workbook open(OpenDocumentFile file, Limits limits) throws IOException {
    Path path = Files.write(folder.resolve("file.ods"), file.bytes());
    return OdsWorkbook.open(path, limits, new ScratchFiles());
  }
}
