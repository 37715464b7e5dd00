package dev.importer.internal.correct;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes refused rows page by page. */
public final class RefusedRowsCsv implements ErrorsCsv {

  private static final int ROWS_PER_PAGE = 500;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final StoredImport summary;
  private final Function<PageRequest, Page<StoredRecord>> rows;
  private final Set<String> leftOut;
  private final Charset charset;

  private RefusedRowsCsv(
      StoredImport summary,
      Function<PageRequest, Page<StoredRecord>> rows,
      Set<String> leftOut,
      Charset charset) {
    this.summary = summary;
    this.rows = rows;
    this.leftOut = leftOut;
    this.charset = charset;
  }

  /**
   * The file of an import.
   *
   * @param summary the import
   * @param rows gives its refused rows
   * @param leftOut the labels of its columns that are stored nowhere
   */
  public static ErrorsCsv of(
      StoredImport summary, Function<PageRequest, Page<StoredRecord>> rows, Set<String> leftOut) {
    RefusedRowsCsv unicode = new RefusedRowsCsv(summary, rows, leftOut, StandardCharsets.UTF_8);
    Charset source =
        Objects.requireNonNullElse(
            summary.detection().dialect().encoding(), StandardCharsets.UTF_8);
    boolean fits = isUnicode(source) || unicode.canBeEncodedIn(source);
    return fits ? unicode.in(source) : unicode;
  }

  @Override
  public Charset charset() {
    return charset;
  }

  @Override
  public ErrorsCsv in(Charset encoding) {
    return new RefusedRowsCsv(summary, rows, leftOut, encoding);
  }

  @Override
  public void writeTo(OutputStream stream) throws IOException {
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
    List<String> columns = summary.columns();
    out.write(lines.line(header(columns)));
    Map<String, Integer> positions = new HashMap<>();
    columns.stream()
        .filter(column -> !leftOut.contains(column))
        .forEach(column -> positions.put(column, positions.size()));
    for (@Nullable String cursor = ""; cursor != null; ) {
      Page<StoredRecord> page = page(cursor);
      for (StoredRecord row : page.items()) {
        out.write(lines.line(line(row, positions)));
      }
      cursor = page.cursor();
    }
    out.flush();
  }

  /** Rows that were stored since then may have columns that are not known here. */
  private Page<StoredRecord> page(String cursor) {
    PageRequest first = PageRequest.ofLimit(ROWS_PER_PAGE);
    Page<StoredRecord> page = rows.apply(cursor.isEmpty() ? first : first.at(cursor));
    List<StoredRecord> known =
        page.items().stream().filter(row -> row.rowNumber() <= summary.totalRecords()).toList();
    return known.size() == page.items().size() ? page : new Page<>(known, null);
  }

  /** A mark where the source has one, and where a reader would not guess the encoding. */
  private boolean isMarked() {
    if (charset.equals(StandardCharsets.UTF_16)) {
      // Its encoder writes the mark.
      return false;
    }
    Charset source = summary.detection().dialect().encoding();
    Accounting accounting = summary.accounting();
    boolean wide = isUnicode(charset) && !charset.equals(StandardCharsets.UTF_8);
    boolean marked = accounting != null && accounting.markBytes() > 0;
    boolean changed = source != null && !isUnicode(source);
    return wide || (charset.equals(StandardCharsets.UTF_8) && (marked || changed));
  }

  /** The labels as they stand in the source, be they blank or the same; made-up ones behind. */
  private List<String> header(List<String> columns) {
    List<String> header = new ArrayList<>();
    List<String> labels = summary.labels();
    boolean own = !Boolean.FALSE.equals(summary.detection().dialect().header());
    for (int i = 0; i < columns.size(); i++) {
      if (leftOut.contains(columns.get(i))) {
        continue;
      }
      header.add(FormulaGuard.guarded(own && i < labels.size() ? labels.get(i) : columns.get(i)));
    }
    header.addAll(ReservedLabels.beside(columns).all());
    return header;
  }

  private List<String> line(StoredRecord row, Map<String, Integer> positions) {
    String[] cells = new String[positions.size()];
    Arrays.fill(cells, "");
    StringBuilder others = new StringBuilder();
    row.cells()
        .forEach(
            (label, value) -> {
              String cell = Objects.toString(value, "");
              Integer position = positions.get(label);
              if (position == null) {
                // A column that a correction has brought since then: no cell may get lost.
                others.append("; ").append(label).append(" = ").append(cell);
              } else {
                cells[position] = FormulaGuard.guarded(cell);
              }
            });
    List<String> line = new ArrayList<>(List.of(cells));
    line.add(Long.toString(row.rowNumber()));
    line.add(Long.toString(row.lineNumber()));
    line.add(FormulaGuard.guarded(row.error().orElse("") + others));
    line.add(Long.toString(row.importId()));
    return line;
  }

  private static boolean isUnicode(Charset charset) {
    return charset.name().startsWith("UTF-");
  }

  /** Whether every cell and every label can; the reasons need not, they are read by people. */
  private boolean canBeEncodedIn(Charset encoding) {
    if (!encoding.canEncode()) {
      return false;
    }
    CharsetEncoder encoder = encoding.newEncoder();
    if (!summary.columns().stream().allMatch(encoder::canEncode)) {
      return false;
    }
    for (@Nullable String cursor = ""; cursor != null; ) {
      Page<StoredRecord> page = page(cursor);
      for (StoredRecord row : page.items()) {
        if (!row.cells().values().stream()
            .allMatch(value -> value == null || encoder.canEncode(value.toString()))) {
          return false;
        }
      }
      cursor = page.cursor();
    }
    return true;
  }
}
