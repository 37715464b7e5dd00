package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.internal.csv.CsvErrors;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.workbook.CellNotation;
import dev.importer.internal.workbook.Sheet;
import dev.importer.internal.workbook.SheetRow;
import dev.importer.internal.workbook.SheetRows;
import dev.importer.internal.workbook.Workbook;
import dev.importer.results.Accounting;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the table in a sheet of a workbook: names its columns, and gives the cells of its rows as
 * text. A line is a row of the sheet.
 */
final class SheetRowReader implements RowReader {

  private final Workbook workbook;
  private final SheetRows cells;
  private final SheetRecords records;
  private final Limits limits;
  private final long size;
  private final Header header;
  private final List<String> labels;
  private final long blankLabels;
  private final long renamedLabels;
  private final SheetColumns columns;
  private final RowShape shape;
  private final SheetTexts texts;
  private final SheetAccounts accounts = new SheetAccounts();
  private final Notices notices = new Notices();
  private long rows;
  private boolean ended;

  private SheetRowReader(
      Workbook workbook, Sheet sheet, SheetRows cells, Dialect dialect, Limits limits, long size) {
    this.workbook = workbook;
    this.cells = cells;
    this.limits = limits;
    this.size = size;
    this.records = new SheetRecords(cells, dialect, accounts, notices);
    boolean hasLabels = Objects.requireNonNull(dialect.header());
    List<SheetRow> labelRows =
        hasLabels ? records.labels(Objects.requireNonNull(dialect.headerRows())) : List.of();
    List<SheetRow> ahead = records.ahead();
    if (labelRows.isEmpty() && ahead.isEmpty()) {
      throw noTable(workbook, sheet, Objects.requireNonNull(dialect.skipRows()));
    }
    this.columns = SheetColumns.of(labelRows, ahead);
    if (hasLabels) {
      HeaderLabels made = labelsOf(labelRows, Objects.requireNonNull(dialect.headerJoin()));
      this.header = made.header();
      this.labels = made.original();
      this.blankLabels = made.blank();
      this.renamedLabels = made.renamed();
    } else {
      this.header = HeaderLabels.positional(columns.count());
      this.labels = Collections.nCopies(header.size(), "");
      this.blankLabels = 0;
      this.renamedLabels = 0;
    }
    this.shape = new RowShape(header);
    columns.noteHidden(cells.hiddenColumns(), notices);
    this.texts = new SheetTexts(shape, columns, notices);
  }

  /**
   * Opens a sheet and reads its header, if it has one.
   *
   * @param dialect a dialect in which every component is given that means something here
   * @throws SourceException if the workbook has no such sheet, or cannot be used
   */
  static SheetRowReader open(Content content, Format format, Dialect dialect, Spool spool) {
    Workbook workbook = Workbook.open(content.path(), format, spool.limits(), spool);
    try {
      Sheet sheet = workbook.sheet(dialect.sheet());
      SheetRows rows = workbook.rows(sheet);
      try {
        return new SheetRowReader(workbook, sheet, rows, dialect, spool.limits(), content.size());
      } catch (RuntimeException e) {
        close(rows);
        throw e;
      }
    } catch (RuntimeException e) {
      close(workbook);
      throw e;
    }
  }

  private static SourceException noTable(Workbook workbook, Sheet sheet, int skippedRows) {
    return new SourceException(
        ErrorCode.NO_TABLE,
        "The sheet "
            + Quoted.of(sheet.name())
            + (skippedRows == 0
                ? " holds no value."
                : " holds no value after the " + skippedRows + " rows that are skipped (skipRows).")
            + (workbook.sheets().size() == 1
                ? ""
                : " Name another sheet of the workbook: " + workbook.names() + "."));
  }

  private HeaderLabels labelsOf(List<SheetRow> labelRows, String join) {
    List<List<String>> texts =
        labelRows.stream().map(row -> Arrays.asList(columns.textsOf(row))).toList();
    records.skipRepeated(
        new RepeatedHeader(labelRows.stream().map(columns::textsOf).toList()), columns);
    HeaderLabels.Filled filled = HeaderLabels.filled(texts);
    notices.addFilledLabels(
        labelRows.get(0).number(),
        filled.columns().stream().map(column -> columns.letters(column)).toList());
    List<String> cells = HeaderLabels.joined(filled.rows(), join);
    if (cells.stream().allMatch(String::isBlank)) {
      throw CsvErrors.blankHeader(labelRows.get(0).number());
    }
    if (cells.stream().anyMatch(label -> label.indexOf('\0') >= 0)) {
      throw CsvErrors.nulInHeader(labelRows.get(0).number());
    }
    return HeaderLabels.of(cells);
  }

  @Override
  public void writeAs(List<CellNotation> notations) {
    texts.writeAs(notations);
  }

  @Override
  public Optional<Header> header() {
    return Optional.of(header);
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public @Nullable Row next() {
    SheetRow row = records.next();
    if (row == null) {
      ended = true;
      return null;
    }
    if (rows == limits.maxRows()) {
      throw CsvErrors.tooManyRows(row.number(), limits.maxRows());
    }
    rows++;
    if (row.hidden()) {
      notices.addRow(
          ErrorCode.HIDDEN_ROWS,
          rows,
          row.number(),
          () ->
              "People do not see this row, for example because of a filter; it is read like the others.");
    }
    List<ImportError> faults = new ArrayList<>(0);
    @Nullable Object[] written = texts.of(row, rows, faults);
    return new Row(
        shape.headerOf(written.length), written, rows, row.number(), List.copyOf(faults));
  }

  @Override
  public boolean isAscii() {
    return texts.areAscii();
  }

  @Override
  public long bytesRead() {
    return ended ? size : (long) (cells.share() * size);
  }

  @Override
  public Map<ErrorCode, Long> warnings() {
    Map<ErrorCode, Long> warnings = new LinkedHashMap<>();
    warnings.put(ErrorCode.BLANK_LABEL, blankLabels);
    warnings.put(ErrorCode.RENAMED_LABEL, renamedLabels);
    warnings.putAll(notices.counts());
    warnings.values().removeIf(count -> count == 0);
    return warnings;
  }

  @Override
  public List<Notice> notices() {
    return notices.kept();
  }

  @Override
  public Accounting accounting() {
    return accounts.accounting();
  }

  @Override
  public void requireAllRead(long bytes) {
    accounts.require(cells.cells());
  }

  @Override
  public void close() {
    try (workbook) {
      cells.close();
    } catch (IOException e) {
      throw CsvErrors.unreadable(e);
    }
  }

  private static void close(AutoCloseable opened) {
    try {
      opened.close();
    } catch (Exception e) {
      throw CsvErrors.unreadable(e);
    }
  }
}
