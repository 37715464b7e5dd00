package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvErrors;
import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.workbook.Sheet;
import dev.importer.internal.workbook.SheetRow;
import dev.importer.internal.workbook.SheetRows;
import dev.importer.internal.workbook.Workbook;
import dev.importer.results.DialectDetection;
import dev.importer.results.EncodingDetection;
import dev.importer.results.SourceDetection;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the sheet of a workbook that is read, and where the table begins in it. */
final class SheetDetector {

  private static final int MOST_ROWS = 1_000;
  private static final long MOST_CELLS = 200_000;

  /** Between the cells of a sheet there is nothing that could be taken for part of one. */
  private static final String DELIMITER = "\t";

  /** What certainty there is if nothing tells labels from rows. */
  private static final double UNCERTAIN = 0.93;

  private SheetDetector() {}

  static SourceDetection detect(
      Content content, Format format, Dialect given, ExpectedLabels expected, Spool spool) {
    try (Workbook workbook = Workbook.open(content.path(), format, spool.limits(), spool)) {
      Sheet sheet = workbook.sheet(given.sheet());
      List<CsvRecord> head = head(workbook, sheet, given);
      DialectDetection table = table(workbook, sheet, head, given, expected);
      return new SourceDetection(
          format,
          table.dialect(),
          new EncodingDetection(
              StandardCharsets.UTF_8, EncodingDetection.Basis.WORKBOOK, 1, null, List.of()),
          table,
          names(workbook));
    } catch (IOException e) {
      throw CsvErrors.unreadable(e);
    }
  }

  /** The names of the worksheets, in the order of the workbook. */
  static List<String> names(Content content, Format format, Spool spool) {
    try (Workbook workbook = Workbook.open(content.path(), format, spool.limits(), spool)) {
      return names(workbook);
    } catch (IOException e) {
      throw CsvErrors.unreadable(e);
    }
  }

  private static List<String> names(Workbook workbook) {
    return workbook.sheets().stream().map(Sheet::name).toList();
  }

  /** The first rows from the first column with a value on, as wide as the widest but one. */
  private static List<CsvRecord> head(Workbook workbook, Sheet sheet, Dialect given)
      throws IOException {
    int skipped = Objects.requireNonNullElse(given.skipRows(), 0);
    List<SheetRow> rows = new ArrayList<>();
    long cells = 0;
    try (SheetRows source = workbook.rows(sheet)) {
      for (SheetRow row = source.next(); row != null; row = source.next()) {
        if (row.number() > skipped) {
          rows.add(row);
          cells += row.cells().length;
        }
        if (rows.size() == MOST_ROWS || cells > MOST_CELLS) {
          break;
        }
      }
    }
    int left = rows.stream().mapToInt(SheetDetector::firstFilled).min().orElse(0);
    int width = width(rows) - left;
    return rows.stream()
        .map(
            row ->
                CsvRecord.ofCells(
                    texts(row, left, Math.max(width, row.cells().length - left)), row.number()))
        .toList();
  }

  private static int width(List<SheetRow> rows) {
    int[] widths = rows.stream().mapToInt(row -> row.cells().length).sorted().toArray();
    int last = widths.length - 1;
    return last < 0 ? 0 : widths[Math.max(0, last - (last > 1 ? 1 : 0))];
  }

  private static String[] texts(SheetRow row, int left, int width) {
    String[] texts = new String[width];
    for (int i = 0; i < width; i++) {
      @Nullable Object cell = left + i < row.cells().length ? row.cells()[left + i] : null;
      texts[i] = cell == null ? "" : cell.toString();
    }
    return texts;
  }

  /** The first column with a value, 0-based. */
  private static int firstFilled(SheetRow row) {
    int column = 0;
    while (column + 1 < row.cells().length && row.cells()[column] == null) {
      column++;
    }
    return column;
  }

  private static DialectDetection table(
      Workbook workbook,
      Sheet sheet,
      List<CsvRecord> head,
      Dialect given,
      ExpectedLabels expected) {
    List<String> evidence = new ArrayList<>();
    if (given.sheet() == null && workbook.sheets().size() > 1) {
      evidence.add(
          "The sheet "
              + Quoted.of(sheet.name())
              + (sheet.visible() ? " is the first one that people see" : " is the first one")
              + ". The workbook has the sheets "
              + workbook.names()
              + ".");
    }
    if (head.isEmpty()) {
      return detection(given, sheet, true, 1, 0, 0, evidence);
    }
    int width = head.stream().mapToInt(row -> row.cells().length).min().orElse(1);
    DialectTable table = DialectTable.of(head, width, expected, given, DELIMITER);
    DialectHeader header = table.header();
    if (table.skippedLines() > 0) {
      evidence.add(
          (table.skippedLines() == 1 ? "Row 1 is" : "Rows 1 to " + table.skippedLines() + " are")
              + " skipped: "
              + table.reason()
              + ".");
    }
    if (given.header() == null) {
      evidence.add(header.evidence());
    }
    double confidence = given.header() == null && header.contrast() == 0 ? UNCERTAIN : 1;
    return detection(
        given,
        sheet,
        header.present(),
        header.present() ? header.rows() : 1,
        table.skippedLines(),
        confidence,
        evidence);
  }

  private static DialectDetection detection(
      Dialect given,
      Sheet sheet,
      boolean header,
      int headerRows,
      int skippedRows,
      double confidence,
      List<String> evidence) {
    Dialect found =
        Dialect.UNSPECIFIED
            .withHeader(header)
            .withHeaderRows(headerRows)
            .withHeaderJoin(Objects.requireNonNull(Dialect.STANDARD.headerJoin()))
            .withSkipRows(skippedRows);
    return new DialectDetection(
        ofSheets(given).orElse(found).withSheet(sheet.name()),
        confidence,
        List.of(),
        evidence,
        skippedRows);
  }

  /** What of a dialect means something to sheets. */
  private static Dialect ofSheets(Dialect given) {
    return new Dialect(
        null,
        null,
        null,
        null,
        given.header(),
        given.skipRows(),
        given.headerRows(),
        given.headerJoin(),
        null,
        given.commentChar(),
        null,
        null);
  }
}
