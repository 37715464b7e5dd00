package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.internal.csv.CsvErrors;
import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.csv.CsvRecords;
import dev.importer.internal.csv.EndMarkReader;
import dev.importer.internal.csv.LineEnds;
import dev.importer.internal.parse.AccountingBuilder.Part;
import dev.importer.internal.source.StrictReader;
import dev.importer.results.Accounting;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import java.io.IOException;
import java.nio.file.Path;
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
 * Reads a CSV file: names the columns, skips blank lines and comments, and says what is wrong with
 * a row.
 */
public final class CsvRowReader implements RowReader {

  private final MeasuredText text;
  private final EndMarkReader endMarks;
  private final TableRecords records;
  private final LineEnds lineEnds;
  private final Limits limits;
  private final Header header;
  private final RowShape shape;
  private final AccountingBuilder accounts;
  private final DamagedRows damage;
  private final Notices notices = new Notices();

  /** A record that was read to learn its width and is still to be returned. */
  private @Nullable CsvRecord pending;

  private long rows;
  private boolean ended;
  private final List<String> labels;
  private final long blankLabels;
  private final long renamedLabels;

  private CsvRowReader(MeasuredText text, Dialect dialect, QuoteRepair repair, Limits limits) {
    this.text = text;
    this.endMarks = new EndMarkReader(text);
    this.lineEnds = new LineEnds();
    this.accounts = new AccountingBuilder(text);
    this.damage = new DamagedRows(text.file());
    this.limits = limits;
    this.records =
        new TableRecords(
            CsvRecords.of(endMarks, dialect, repair, limits, lineEnds, text::bytesBefore),
            accounts,
            notices);
    boolean hasLabels = Objects.requireNonNull(dialect.header());
    CsvRecord first = hasLabels ? records.nextOfHeader(0) : records.nextRow(0);
    if (first == null) {
      throw CsvErrors.emptyFile(Objects.requireNonNull(dialect.skipRows()));
    }
    if (hasLabels) {
      HeaderLabels labels = labelsOf(first, dialect);
      this.header = labels.header();
      this.labels = labels.original();
      this.blankLabels = labels.blank();
      this.renamedLabels = labels.renamed();
    } else {
      this.header = HeaderLabels.positional(first.cells().length);
      this.labels = Collections.nCopies(header.size(), "");
      this.blankLabels = 0;
      this.renamedLabels = 0;
      this.pending = first;
    }
    this.shape = new RowShape(header);
  }

  /**
   * Opens a file and reads its header, if it has one.
   *
   * @param path the file
   * @param dialect a dialect in which every component is given
   * @param repair what becomes of records whose quotes do not add up
   * @param limits the bounds to keep
   * @throws SourceException if the file is empty or cannot be used
   */
  public static CsvRowReader open(Path path, Dialect dialect, QuoteRepair repair, Limits limits) {
    return open(
        StrictReader.open(path, Objects.requireNonNull(dialect.encoding())),
        dialect,
        repair,
        limits);
  }

  /** As above, of a file that was just opened and is closed with this reader. */
  public static CsvRowReader open(
      StrictReader file, Dialect dialect, QuoteRepair repair, Limits limits) {
    MeasuredText text = MeasuredText.of(file);
    try {
      return new CsvRowReader(text, dialect, repair, limits);
    } catch (RuntimeException e) {
      close(text);
      throw e;
    }
  }

  /** The labels of the first row, and of those after it if the header has several rows. */
  private HeaderLabels labelsOf(CsvRecord first, Dialect dialect) {
    List<String[]> rows = new ArrayList<>();
    int count = Objects.requireNonNull(dialect.headerRows());
    CsvRecord record = first;
    while (record != null) {
      accounts.book(Part.HEADER, record.offset(), record.end());
      notices.addAll(record, null);
      damage.requireSound(record.offset(), record.end());
      rows.add(labelCells(record));
      record = rows.size() < count ? records.nextOfHeader(first.cells().length) : null;
    }
    records.skipRepeated(new RepeatedHeader(rows));
    HeaderLabels.Filled filled = HeaderLabels.filled(rows.stream().map(Arrays::asList).toList());
    notices.addFilledLabels(
        first.line(),
        filled.columns().stream().map(column -> Integer.toString(column + 1)).toList());
    List<String> cells =
        HeaderLabels.joined(filled.rows(), Objects.requireNonNull(dialect.headerJoin()));
    if (cells.stream().allMatch(String::isBlank)) {
      throw CsvErrors.blankHeader(first.line());
    }
    return HeaderLabels.of(cells);
  }

  private static String[] labelCells(CsvRecord record) {
    if (record.hasOpenQuoteFaults()) {
      throw CsvErrors.strayQuoteInHeader(record.quoteFaults().get(0));
    }
    if (record.holdsNul()) {
      throw CsvErrors.nulInHeader(record.line());
    }
    return record.cells();
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
    CsvRecord record = pending != null ? pending : records.nextRow(header.size());
    pending = null;
    if (record == null) {
      if (!ended) {
        end();
      }
      return null;
    }
    if (rows == limits.maxRows()) {
      throw CsvErrors.tooManyRows(record.line(), limits.maxRows());
    }
    rows++;
    accounts.book(Part.ROW, record.offset(), record.end());
    notices.addAll(record, rows);
    String[] cells = record.cellsAsWritten();
    Row row =
        new Row(
            shape.headerOf(cells.length), cells, rows, record.line(), shape.faultsOf(record, rows));
    return damage.isMet()
        ? damage.check(row, record.offset(), record.end(), accounts.bookedBytes())
        : row;
  }

  private void end() {
    if (endMarks.marks() > 0) {
      notices.addEndMark(records.lineAfter());
      accounts.fill(Part.STRUCTURE, text.characters());
    }
    accounts.close();
    damage.close(rows);
    ended = true;
  }

  @Override
  public boolean isAscii() {
    return accounts.isLastAscii();
  }

  @Override
  public long bytesRead() {
    return text.bytesRead();
  }

  @Override
  public Map<ErrorCode, Long> warnings() {
    Map<ErrorCode, Long> warnings = new LinkedHashMap<>();
    warnings.put(ErrorCode.BLANK_LABEL, blankLabels);
    warnings.put(ErrorCode.RENAMED_LABEL, renamedLabels);
    warnings.put(ErrorCode.MIXED_LINE_ENDINGS, lineEnds.areMixed() ? 1L : 0L);
    warnings.putAll(notices.counts());
    warnings.put(ErrorCode.CESU_8, damage.surrogatePairs());
    warnings.values().removeIf(count -> count == 0);
    return warnings;
  }

  @Override
  public List<Notice> notices() {
    List<Notice> all = new ArrayList<>(damage.notices());
    all.addAll(notices.kept());
    return all;
  }

  @Override
  public Accounting accounting() {
    return accounts.accounting();
  }

  @Override
  public void close() {
    close(text);
  }

  private static void close(MeasuredText text) {
    try {
      text.close();
    } catch (IOException e) {
      throw CsvErrors.unreadable(e);
    }
  }
}
