package dev.importer.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.importer.internal.workbook.WorkbookWriterSheet.Choice;
import dev.importer.internal.workbook.WorkbookWriterSheet.Column;
import dev.importer.testing.ReadWorkbook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class WorkbookWriterTest {

  private static final int SHEET_OF_LISTS = 2;

  private static WorkbookWriterSheet sheet(String name, int columns, Choice... choices) {
    return new WorkbookWriterSheet(
        name,
        Collections.nCopies(columns, new Column(12, WorkbookWriterFormat.TEXT)),
        1,
        List.of(choices));
  }

  private static byte[] written(List<WorkbookWriterSheet> sheets, List<WorkbookWriterCell> cells) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WorkbookWriter workbook = WorkbookWriter.open(bytes, sheets)) {
      workbook.beginSheet();
      for (WorkbookWriterCell cell : cells) {
        workbook.row(List.of(cell));
      }
      workbook.finish();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static ReadWorkbook read(WorkbookWriterCell... cells) {
    return ReadWorkbook.of(written(List.of(sheet("S", 1)), List.of(cells)));
  }

  private static ReadWorkbook.Cell cell(WorkbookWriterCell cell) {
    return read(cell).cells(1).get(0).get(0);
  }

  @Test
  void aWorkbookBeginsWithItsContentTypes() {
    ReadWorkbook workbook =
        ReadWorkbook.of(written(List.of(sheet("One", 1), sheet("Two", 1)), List.of()));

    assertThat(workbook.parts())
        .containsExactly(
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
            "xl/workbook.xml");
    assertThat(workbook.sheets()).containsExactly("One", "Two");
    assertThat(ReadWorkbook.elements(workbook.part("[Content_Types].xml"), "Override"))
        .extracting(each -> each.getAttribute("PartName"))
        .containsExactly(
            "/xl/workbook.xml",
            "/xl/styles.xml",
            "/xl/worksheets/sheet1.xml",
            "/xl/worksheets/sheet2.xml");
    assertThat(ReadWorkbook.elements(workbook.part("xl/_rels/workbook.xml.rels"), "Relationship"))
        .extracting(each -> each.getAttribute("Target"))
        .containsExactly("worksheets/sheet1.xml", "worksheets/sheet2.xml", "styles.xml");
  }

  @Test
  void theSameRowsMakeTheSameBytes() {
    List<WorkbookWriterCell> cells = List.of(WorkbookWriterCell.text("a"));

    assertThat(written(List.of(sheet("S", 1)), cells))
        .isEqualTo(written(List.of(sheet("S", 1)), cells));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "@a",
        "01067",
        "  padded\t",
        "two\r\nlines\n",
        "\r",
        "<a href=\"x\">&amp;</a> ]]>",
        "_x0041_",
        "_x005F_x0041_",
        "__x0041__x0042_",
        "_x00e9_ _X0041_ _x004_ _x00411_ _x004g_",
        "\u0000\u0001\u001F",
        "\uFFFE\uFFFF\uFEFF",
        "\uD83D",
        "\uDE00\uD83D",
        "\uD83D\uDE00",
        "\u0001x0041_",
        "\u0085\u2028\u00A0\u200B"
      })
  void aTextIsReadAsItWasWritten(String text) {
    ReadWorkbook.Cell cell = cell(WorkbookWriterCell.text(text));

    assertThat(cell.text()).isEqualTo(text);
    assertThat(cell.type()).isEqualTo("inlineStr");
    assertThat(cell.format()).isEqualTo(WorkbookWriterFormat.TEXT.id());
  }

  /** Parts of texts that mean something to XML, to spreadsheets or to Java. */
  private static String randomText(Random random) {
    List<String> parts =
        List.of("_x", "_", "x", "00", "41_", "5F", "]]>", "&#13;", "\r", "\n", "'");
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(20);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(5)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.append((char) random.nextInt(0x80));
        case 2 -> text.appendCodePoint(random.nextInt(0x110000));
        case 3 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        default -> text.append(parts.get(random.nextInt(parts.size())));
      }
    }
    return text.toString();
  }

  @Test
  void everyTextIsReadAsItWasWritten() {
    Random random = new Random(20_261_129);
    List<String> texts = IntStream.range(0, 10_000).mapToObj(i -> randomText(random)).toList();

    ReadWorkbook workbook =
        read(texts.stream().map(WorkbookWriterCell::text).toArray(WorkbookWriterCell[]::new));

    assertThat(workbook.texts(1).stream().map(row -> row.get(0)).toList()).isEqualTo(texts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "12.50", "123456789012345", "1E+21", "0.000001", "1000000000000000000"})
  void aNumberKeepsItsDigits(String digits) {
    assertThat(cell(WorkbookWriterCell.number(digits)))
        .isEqualTo(new ReadWorkbook.Cell(digits, "n", 0, "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567890123456",
        "0.1234567890123456",
        "01067",
        "+1",
        "-0",
        "1E400",
        "1E-400",
        "1E1000000000",
        ".5",
        "NaN",
        "1,5"
      })
  void aNumberThatASpreadsheetWouldChangeIsText(String digits) {
    ReadWorkbook.Cell cell = cell(WorkbookWriterCell.number(digits));

    assertThat(cell.type()).isEqualTo("inlineStr");
    assertThat(cell.text()).isEqualTo(digits);
  }

  @Test
  void truthValuesAreTruthValues() {
    assertThat(cell(new WorkbookWriterCell.Truth(true, WorkbookWriterLook.PLAIN)))
        .isEqualTo(new ReadWorkbook.Cell("1", "b", 0, "", ""));
    assertThat(cell(new WorkbookWriterCell.Truth(false, WorkbookWriterLook.PLAIN)).text())
        .isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({
    "1900-03-01, 61",
    "1970-01-01, 25569",
    "2024-02-29, 45351",
    "9999-12-31, 2958465",
  })
  void aDateIsTheNumberOfItsDay(LocalDate date, String serial) {
    assertThat(cell(new WorkbookWriterCell.Date(date, WorkbookWriterLook.PLAIN)))
        .isEqualTo(new ReadWorkbook.Cell(serial, "n", WorkbookWriterFormat.DATE.id(), "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1900-02-28", "1899-12-31", "0001-01-01", "+10000-01-01"})
  void aDateOnWhichSpreadsheetsDoNotAgreeIsText(LocalDate date) {
    ReadWorkbook.Cell cell = cell(new WorkbookWriterCell.Date(date, WorkbookWriterLook.PLAIN));

    assertThat(cell.type()).isEqualTo("inlineStr");
    assertThat(cell.text()).isEqualTo(date.toString());
  }

  @Test
  void timesArePartsOfADay() {
    WorkbookWriterLook plain = WorkbookWriterLook.PLAIN;

    assertThat(
            read(
                    new WorkbookWriterCell.Time(LocalTime.of(18, 0), plain),
                    new WorkbookWriterCell.Time(LocalTime.MIDNIGHT, plain),
                    new WorkbookWriterCell.Time(LocalTime.parse("12:30:00.001"), plain),
                    new WorkbookWriterCell.Time(LocalTime.parse("12:30:00.0001"), plain),
                    new WorkbookWriterCell.DateTime(
                        LocalDateTime.parse("2024-02-29T06:00:00"), plain),
                    new WorkbookWriterCell.DateTime(
                        LocalDateTime.parse("1899-02-28T06:00:00"), plain))
                .texts(1))
        .containsExactly(
            List.of("0.75"),
            List.of("0"),
            List.of("0.52083334491"),
            List.of("12:30:00.000100"),
            List.of("45351.25"),
            List.of("1899-02-28T06:00"));
  }

  @Test
  void everyLookIsSeenInEveryFormat() {
    assertThat(cell(WorkbookWriterCell.text("a", WorkbookWriterLook.HEADER)))
        .isEqualTo(new ReadWorkbook.Cell("a", "inlineStr", 49, "", "bold"));
    assertThat(cell(WorkbookWriterCell.text("a", WorkbookWriterLook.REQUIRED)))
        .isEqualTo(new ReadWorkbook.Cell("a", "inlineStr", 49, "FFFFEB9C", "bold"));
    assertThat(cell(WorkbookWriterCell.text("a", WorkbookWriterLook.WRONG)))
        .isEqualTo(new ReadWorkbook.Cell("a", "inlineStr", 49, "FFFFC7CE", ""));
    assertThat(cell(new WorkbookWriterCell.Numeric("1", WorkbookWriterLook.WRONG)))
        .isEqualTo(new ReadWorkbook.Cell("1", "n", 0, "FFFFC7CE", ""));
    assertThat(cell(new WorkbookWriterCell.Date(LocalDate.EPOCH, WorkbookWriterLook.WRONG)))
        .isEqualTo(new ReadWorkbook.Cell("25569", "n", 164, "FFFFC7CE", ""));
  }

  @Test
  void anEmptyCellIsWrittenOnlyIfItIsSeen() {
    assertThat(read(WorkbookWriterCell.text("")).cells(1)).containsExactly(List.of());
    assertThat(cell(WorkbookWriterCell.text("", WorkbookWriterLook.WRONG)))
        .isEqualTo(new ReadWorkbook.Cell("", "n", 49, "FFFFC7CE", ""));
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    String longest = "x".repeat(WorkbookWriter.MAX_TEXT);

    assertThat(cell(WorkbookWriterCell.text(longest)).text()).isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(WorkbookWriterCell.text(longest + "x")))
        .withMessage(
            "A cell of a workbook holds at most 32767 characters, but this text has 32768.");
  }

  @Test
  void aSheetHasNoMoreColumnsThanSpreadsheetsHave() {
    ReadWorkbook workbook =
        ReadWorkbook.of(
            written(
                List.of(sheet("S", WorkbookWriter.MAX_COLUMNS)),
                List.of(WorkbookWriterCell.text("a"))));

    assertThat(ReadWorkbook.elements(workbook.sheet(1), "autoFilter").get(0).getAttribute("ref"))
        .isEqualTo("A1:XFD1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sheet("S", WorkbookWriter.MAX_COLUMNS + 1))
        .withMessage("A sheet of a workbook has 1 to 16384 columns, not 16385.");
  }

  @Test
  void aRowBeyondTheLastIsRefused() throws IOException {
    try (WorkbookWriter workbook =
        WorkbookWriter.open(OutputStream.nullOutputStream(), List.of(sheet("S", 1)))) {
      workbook.beginSheet();
      for (int i = 0; i < WorkbookWriter.MAX_ROWS; i++) {
        workbook.row(List.of());
      }

      assertThatIllegalArgumentException()
          .isThrownBy(() -> workbook.row(List.of()))
          .withMessageStartingWith("The sheet has room for 1048576 rows");
    }
  }

  @Test
  void aCellBesideTheColumnsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> {
              try (WorkbookWriter workbook =
                  WorkbookWriter.open(OutputStream.nullOutputStream(), List.of(sheet("S", 1)))) {
                workbook.beginSheet();
                workbook.row(Collections.nCopies(2, WorkbookWriterCell.text("a")));
              }
            });
  }

  @Test
  void sheetsAreWrittenInTheirOrderAndNoMoreThanThereAre() throws IOException {
    try (WorkbookWriter workbook =
        WorkbookWriter.open(OutputStream.nullOutputStream(), List.of(sheet("S", 1)))) {
      assertThatIllegalStateException().isThrownBy(() -> workbook.row(List.of()));
      workbook.beginSheet();
      assertThatIllegalStateException()
          .isThrownBy(workbook::beginSheet)
          .withMessage("All 1 sheets have been written.");
    }
  }

  @Test
  void aRefusedRowLeavesNothingBehind() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WorkbookWriter workbook = WorkbookWriter.open(bytes, List.of(sheet("S", 2)))) {
      workbook.beginSheet();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  workbook.row(
                      List.of(
                          WorkbookWriterCell.text("a"),
                          WorkbookWriterCell.text("x".repeat(WorkbookWriter.MAX_TEXT + 1)))));
      workbook.row(List.of(WorkbookWriterCell.text("b")));
      workbook.finish();
    }

    assertThat(ReadWorkbook.of(bytes.toByteArray()).texts(1)).containsExactly(List.of("b"));
  }

  @ParameterizedTest
  @CsvSource({
    "Orders, Orders",
    "a[b]c:d*e?f/g\\h, a_b_c_d_e_f_g_h",
    "'''quoted''', _quoted_",
    "'  ', Sheet",
    "History, History 2",
    "abcdefghijklmnopqrstuvwxyz0123456789, abcdefghijklmnopqrstuvwxyz01234",
    "abcdefghijklmnopqrstuvwxyz0123\uD83D\uDE00, abcdefghijklmnopqrstuvwxyz0123",
  })
  void namesOfSheetsAreMadeLegal(String wanted, String name) {
    assertThat(WorkbookWriterText.sheetName(wanted, List.of())).isEqualTo(name);
  }

  @Test
  void namesOfSheetsDiffer() {
    assertThat(
            ReadWorkbook.of(
                    written(
                        List.of(sheet("Fields", 1), sheet("fields", 1), sheet("_x0041_", 1)),
                        List.of()))
                .sheets())
        .containsExactly("Fields", "fields 2", "_x0041_");
  }

  @Test
  void theLabelsStayInSightAndHaveAFilter() {
    ReadWorkbook workbook =
        read(WorkbookWriterCell.text("label"), WorkbookWriterCell.text("value"));
    Element sheet = workbook.sheet(1);

    assertThat(ReadWorkbook.elements(sheet, "pane").get(0).getAttribute("topLeftCell"))
        .isEqualTo("A2");
    assertThat(ReadWorkbook.elements(sheet, "autoFilter").get(0).getAttribute("ref"))
        .isEqualTo("A1:A2");
    assertThat(
            ReadWorkbook.elements(workbook.part("xl/workbook.xml"), "definedName")
                .get(0)
                .getTextContent())
        .isEqualTo("'S'!$A$1:$A$2");
  }

  private static String rule(ReadWorkbook workbook) {
    return ReadWorkbook.elements(workbook.sheet(1), "formula1").get(0).getTextContent();
  }

  @Test
  void aShortListStandsInItsRule() {
    ReadWorkbook workbook =
        ReadWorkbook.of(
            written(List.of(sheet("S", 2, new Choice(1, List.of("red", "a & b")))), List.of()));

    assertThat(rule(workbook)).isEqualTo("\"red,a & b\"");
    assertThat(
            ReadWorkbook.elements(workbook.sheet(1), "dataValidation").get(0).getAttribute("sqref"))
        .isEqualTo("B2:B1048576");
    assertThat(workbook.sheets()).containsExactly("S");
  }

  @Test
  void aListThatDoesNotFitIntoARuleStandsOnAHiddenSheet() {
    List<String> many = IntStream.range(0, 200).mapToObj(i -> "value " + i).toList();
    List<String> comma = List.of("a,b", " c", "\"d\"");
    ReadWorkbook workbook =
        ReadWorkbook.of(
            written(
                List.of(sheet("Lists", 2, new Choice(0, many), new Choice(1, comma))), List.of()));

    assertThat(workbook.sheets()).containsExactly("Lists", "(Lists 2)");
    assertThat(ReadWorkbook.elements(workbook.sheet(1), "formula1"))
        .extracting(Element::getTextContent)
        .containsExactly("'Lists 2'!$A$1:$A$200", "'Lists 2'!$B$1:$B$3");
    List<List<String>> lists = workbook.texts(SHEET_OF_LISTS);
    assertThat(lists).hasSize(200);
    assertThat(lists.get(0)).containsExactly("value 0", "a,b");
    assertThat(lists.get(2)).containsExactly("value 2", "\"d\"");
    assertThat(lists.get(3)).containsExactly("value 3");
  }

  @Test
  void aWorkbookThatWasGivenUpIsNone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("half.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        WorkbookWriter workbook = WorkbookWriter.open(out, List.of(sheet("S", 1)))) {
      workbook.beginSheet();
      workbook.row(List.of(WorkbookWriterCell.text("a")));
    }

    assertThatExceptionOfType(ZipException.class)
        .isThrownBy(() -> new ZipFile(file.toFile()).close());
  }

  /** More than the memory of a test would hold as one document. */
  @Test
  void aLongSheetIsWrittenAsAStream(@TempDir Path folder) throws Exception {
    int rows = 200_000;
    Path file = folder.resolve("long.xlsx");
    List<WorkbookWriterCell> cells = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      cells.add(WorkbookWriterCell.text("cell " + i));
    }
    try (OutputStream out = Files.newOutputStream(file);
        WorkbookWriter workbook = WorkbookWriter.open(out, List.of(sheet("S", 5)))) {
      workbook.beginSheet();
      for (int i = 0; i < rows; i++) {
        workbook.row(cells);
      }
      workbook.finish();
    }

    int found = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      XMLStreamReader xml =
          XMLInputFactory.newInstance()
              .createXMLStreamReader(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("row")) {
          found++;
        }
      }
    }
    assertThat(found).isEqualTo(rows);
  }
}
