package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.SourceException;
import dev.importer.internal.csv.CsvLines;
import dev.importer.job.ImportOptions;
import dev.importer.results.CorrectionResult;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.ReadWorkbook;
import dev.importer.testing.ReadWorkbook.Cell;
import dev.importer.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The refused rows of an import as a workbook. */
class ErrorsWorkbookTest {

  private static final String WRONG = "FFFFC7CE";
  private static final int TEXT = 49;

  private static final String FILE =
      """
      name,email,age,note
      Ann,ann@example.com,30,fine
      Bob,bob(at)example.com,-5,"=HYPERLINK(""x"")"
      "Cid, Jr.",cid@example.com,abc,'quoted
      01067,,7,"two
      lines _x0041_"
      Dan,dan@example.com,10
      """;

  private Importer importer;

  @BeforeEach
  void open() {
    importer = Importer.inMemory();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private long load(String csv) {
    return importer.load(Source.ofText(csv, Format.CSV)).id();
  }

  private ReadWorkbook download(long id) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      importer.results().errorsXlsx(id).writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ReadWorkbook.of(out.toByteArray());
  }

  /** As a spreadsheet stores the workbook as CSV. */
  private static String asCsv(List<List<String>> rows) {
    CsvLines lines = CsvLines.in(Dialect.STANDARD);
    int width = rows.get(0).size();
    return rows.stream()
        .map(
            row -> {
              List<String> cells = new ArrayList<>(row);
              while (cells.size() < width) {
                cells.add("");
              }
              return lines.line(cells);
            })
        .collect(Collectors.joining());
  }

  private CorrectionResult correct(long id, String csv) {
    return importer.correct(id, Source.ofText(csv, Format.CSV));
  }

  private static List<String> wrong(List<Cell> row) {
    return IntStream.range(0, row.size())
        .filter(i -> row.get(i).fill().equals(WRONG))
        .mapToObj(i -> i + " " + row.get(i).text())
        .toList();
  }

  @Test
  void hasTheColumnsOfTheCsvAndEveryCellAsItIsStored() {
    List<List<String>> rows = download(load(FILE)).texts(1);

    assertThat(rows).hasSize(5);
    assertThat(rows.get(0))
        .containsExactly("name", "email", "age", "note", "_row", "_line", "_errors", "_import");
    assertThat(rows.get(1).subList(0, 6))
        .containsExactly("Bob", "bob(at)example.com", "-5", "=HYPERLINK(\"x\")", "2", "3");
    assertThat(rows.get(1).get(6)).contains("email: ", "age: ");
    assertThat(rows.get(2).subList(0, 6))
        .containsExactly("Cid, Jr.", "cid@example.com", "abc", "'quoted", "3", "4");
    assertThat(rows.get(3).subList(0, 6))
        .containsExactly("01067", "", "7", "two\nlines _x0041_", "4", "5");
    assertThat(rows.get(4).subList(0, 6))
        .containsExactly("Dan", "dan@example.com", "10", "", "5", "7");
  }

  @Test
  void marksTheWrongCells() {
    List<List<Cell>> rows = download(load(FILE)).cells(1);

    assertThat(wrong(rows.get(0))).isEmpty();
    assertThat(wrong(rows.get(1))).containsExactly("1 bob(at)example.com", "2 -5");
    assertThat(wrong(rows.get(2))).containsExactly("2 abc");
    assertThat(wrong(rows.get(3))).containsExactly("1 ");
    assertThat(wrong(rows.get(4))).containsExactly("3 ");
  }

  @Test
  void cellsOfTheSourceAreTextAndNumbersOfRowsAreNumbers() {
    ReadWorkbook workbook = download(load(FILE));
    List<Cell> header = workbook.cells(1).get(0);
    List<Cell> row = workbook.cells(1).get(3);

    assertThat(header).allMatch(cell -> cell.bold().equals("bold"));
    assertThat(row.subList(0, 4)).allMatch(cell -> cell.format() == TEXT);
    assertThat(row.get(2).type()).isEqualTo("inlineStr");
    assertThat(row.get(4).type()).isEqualTo("n");
    assertThat(row.get(5).type()).isEqualTo("n");
    assertThat(row.get(6).type()).isEqualTo("inlineStr");
    assertThat(row.get(7).type()).isEqualTo("n");
  }

  @Test
  void theLabelsStayInSightAndHaveAFilter() {
    ReadWorkbook workbook = download(load(FILE));

    assertThat(workbook.sheets()).containsExactly("Refused rows");
    assertThat(ReadWorkbook.elements(workbook.sheet(1), "pane").get(0).getAttribute("ySplit"))
        .isEqualTo("1");
    assertThat(ReadWorkbook.elements(workbook.sheet(1), "autoFilter").get(0).getAttribute("ref"))
        .isEqualTo("A1:H5");
  }

  @Test
  void theCellsAreThoseOfTheCsv() {
    long id =
        load(
            "name,email,age\n"
                + IntStream.range(0, 1_234)
                    .mapToObj(i -> "name " + i + ",nobody," + i + "\n")
                    .collect(Collectors.joining()));
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    try {
      importer.results().errorsCsv(id).writeTo(csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    assertThat(asCsv(download(id).texts(1))).isEqualTo(csv.toString(StandardCharsets.UTF_8));
  }

  @Test
  void comesBackAsItWas() {
    long id = load(FILE);

    CorrectionResult result = correct(id, asCsv(download(id).texts(1)));

    assertThat(result.corrected()).isZero();
    assertThat(result.stillFailed()).isEqualTo(4);
  }

  @Test
  void comesBackCorrected() {
    long id = load(FILE);

    CorrectionResult result = correct(id, asCsv(download(id).texts(1)).replace(",abc,", ",41,"));

    assertThat(result.corrected()).isEqualTo(1);
    assertThat(result.stillFailed()).isEqualTo(3);
    assertThat(download(id).texts(1)).hasSize(4);
  }

  @Test
  void isKnownAsADownloadWhenItIsSentAsAFileOfItsOwn() {
    long id = load(FILE);
    String sent = asCsv(download(id).texts(1));

    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> load(sent))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IS_CORRECTION))
        .satisfies(e -> assertThat(e.importId()).hasValue(id));
  }

  @Test
  void marksTheColumnThatFeedsTheFieldWhateverItIsCalled() {
    long id =
        importer
            .load(
                Source.ofText("Who,E-Mail,years,email note\nAnn,x,y,z\n", Format.CSV),
                ImportOptions.DEFAULT.withMap("Who", "name").withMap("years", "age"))
            .id();
    List<List<Cell>> rows = download(id).cells(1);

    assertThat(rows.get(0)).extracting(Cell::text).startsWith("Who", "E-Mail", "years");
    assertThat(wrong(rows.get(1))).containsExactly("1 x", "2 y");
  }

  @Test
  void aColumnThatIsLeftOutHasNoPlace() {
    long id =
        importer
            .load(
                Source.ofText("secret,name,email,age\ns,Ann,x,y\n", Format.CSV),
                ImportOptions.DEFAULT.withMap("secret", ""))
            .id();
    List<List<Cell>> rows = download(id).cells(1);

    assertThat(rows.get(0)).extracting(Cell::text).startsWith("name", "email", "age", "_row");
    assertThat(wrong(rows.get(1))).containsExactly("1 x", "2 y");
  }

  @Test
  void cellsBeyondTheHeaderAreWrittenAndMarked() {
    List<List<Cell>> rows = download(load("name,email,age\na,b@example.com,1,extra\n")).cells(1);

    assertThat(rows.get(1).get(3)).isEqualTo(new Cell("extra", "inlineStr", TEXT, WRONG, ""));
  }

  @Test
  void cellsOfJsonAreTexts() {
    long id =
        importer
            .load(
                Source.ofText(
                    """
                    [{"name":"Ann","email":1.50,"age":true,"tags":["a","b"],"none":null},
                     {"name":"Bob","late":"="}, 17]
                    """,
                    Format.JSON))
            .id();
    ReadWorkbook workbook = download(id);

    assertThat(workbook.texts(1).get(0))
        .startsWith("name", "email", "age", "tags", "none", "late", "value", "_row");
    assertThat(workbook.texts(1).get(1)).startsWith("Ann", "1.50", "true", "[\"a\",\"b\"]", "");
    assertThat(workbook.texts(1).get(2)).startsWith("Bob", "", "", "", "", "=");
    assertThat(wrong(workbook.cells(1).get(1))).containsExactly("1 1.50", "2 true");
  }

  @Test
  void anImportWithoutRefusedRowsHasOnlyTheHeader() {
    ReadWorkbook workbook = download(load("name,email,age\nAnn,ann@example.com,30\n"));

    assertThat(workbook.texts(1)).hasSize(1);
    assertThat(ReadWorkbook.elements(workbook.sheet(1), "autoFilter").get(0).getAttribute("ref"))
        .isEqualTo("A1:G1");
  }

  @Test
  void aCellThatIsTooLongForAWorkbookIsRefusedBeforeAnythingIsWritten() {
    long id = load("name,email,age\nAnn,x,1\n" + "n".repeat(32_768) + ",x,1\n");

    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> importer.results().errorsXlsx(id))
        .withMessage(
            "The refused rows do not fit into a workbook: row 2 has a cell of 32768 characters, and"
                + " a workbook has room for 32767. Download them as CSV.")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FIELD_TOO_LONG));
  }

  @Test
  void reasonsThatAreTooLongEndWithANote() {
    Schema.Builder schema = Schema.builder("wide");
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String label = "column " + i + " " + "x".repeat(300);
      labels.add(label);
      schema.field(Field.integer(label));
    }
    String row = String.join(",", Collections.nCopies(100, "y".repeat(300)));
    try (Importer wide = TestDatabase.inMemory().schema(schema.build()).build()) {
      long id =
          wide.load(Source.ofText(String.join(",", labels) + "\n" + row + "\n", Format.CSV)).id();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      wide.results().errorsXlsx(id).writeTo(out);

      assertThat(ReadWorkbook.of(out.toByteArray()).texts(1).get(1).get(102))
          .hasSize(32_767)
          .startsWith("column 0")
          .endsWith("… (too long for a cell; the CSV has all of it)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anImportThatIsNotThereHasNone() {
    assertThatExceptionOfType(ImportNotFoundException.class)
        .isThrownBy(() -> importer.results().errorsXlsx(17));
  }
}
