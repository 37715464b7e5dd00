package dev.importer.internal.correct;

import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.correct.RefusedRows.RefusedRow;
import dev.importer.internal.csv.CsvLines;
import dev.importer.results.Accounting;
import dev.importer.results.ErrorsCsv;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes refused rows as CSV. */
public final class RefusedRowsCsv implements ErrorsCsv {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final RefusedRows rows;
  private final Charset charset;

  private RefusedRowsCsv(RefusedRows rows, Charset charset) {
    this.rows = rows;
    this.charset = charset;
  }

  /**
   * The file of an import.
   *
   * @param summary the import
   * @param pages gives its refused rows
   * @param meanings what its columns mean
   */
  public static ErrorsCsv of(
      StoredImport summary,
      Function<PageRequest, Page<StoredRecord>> pages,
      ColumnMeanings meanings) {
    RefusedRows rows = new RefusedRows(summary, pages, meanings);
    Charset source =
        Objects.requireNonNullElse(
            summary.detection().dialect().encoding(), StandardCharsets.UTF_8);
    boolean fits = isUnicode(source) || canBeEncodedIn(source, rows);
    return new RefusedRowsCsv(rows, fits ? source : StandardCharsets.UTF_8);
  }

  @Override
  public Charset charset() {
    return charset;
  }

  @Override
  public ErrorsCsv in(Charset encoding) {
    return new RefusedRowsCsv(rows, encoding);
  }

  @Override
  public void writeTo(OutputStream stream) throws IOException {
    StoredImport summary = rows.summary();
    Dialect dialect =
        summary.format() == Format.CSV ? summary.detection().dialect() : Dialect.STANDARD;
    CsvLines lines = CsvLines.in(dialect);
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                stream,
                charset
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    if (isMarked()) {
      out.write(BYTE_ORDER_MARK);
    }
    out.write(lines.line(guarded(rows.sourceLabels(), rows.ownLabels())));
    for (Iterator<RefusedRow> all = rows.rows().iterator(); all.hasNext(); ) {
      RefusedRow row = all.next();
      List<String> own =
          List.of(
              Long.toString(row.number()),
              Long.toString(row.line()),
              row.reasons(),
              Long.toString(row.importId()));
      out.write(lines.line(guarded(row.cells(), own)));
    }
    out.flush();
  }

  private static List<String> guarded(List<String> cells, List<String> own) {
    return Stream.concat(cells.stream(), own.stream()).map(FormulaGuard::guarded).toList();
  }

  /** A mark where the source has one, and where a reader would not guess the encoding. */
  private boolean isMarked() {
    if (charset.equals(StandardCharsets.UTF_16)) {
      // Its encoder writes the mark.
      return false;
    }
    StoredImport summary = rows.summary();
    Charset source = summary.detection().dialect().encoding();
    Accounting accounting = summary.accounting();
    boolean wide = isUnicode(charset) && !charset.equals(StandardCharsets.UTF_8);
    boolean marked = accounting != null && accounting.markBytes() > 0;
    boolean changed = source != null && !isUnicode(source);
    return wide || (charset.equals(StandardCharsets.UTF_8) && (marked || changed));
  }

  private static boolean isUnicode(Charset charset) {
    return charset.name().startsWith("UTF-");
  }

  /** Whether every cell and every label can; the reasons need not, they are read by people. */
  private static boolean canBeEncodedIn(Charset encoding, RefusedRows rows) {
    if (!encoding.canEncode()) {
      return false;
    }
    CharsetEncoder encoder = encoding.newEncoder();
    return rows.summary().columns().stream().allMatch(encoder::canEncode)
        && rows.stored()
            .flatMap(row -> row.cells().values().stream())
            .allMatch(value -> value == null || encoder.canEncode(value.toString()));
  }
}
