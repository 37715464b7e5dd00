package dev.importer.internal.csv;

import com.univocity.parsers.csv.CsvFormat;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import dev.importer.source.Dialect;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a CSV file in a dialect, so that whoever reads them in that dialect has the cells as
 * they are. Cells with control characters or a byte order mark are quoted, and so are cells with
 * white space in a line that has one which begins or ends with it, because some readers strip such
 * cells otherwise. To be used by one thread at a time.
 *
 * <pre>{@code
 * CsvLines.in(Dialect.STANDARD).line(List.of("1", "Lee, Ann")); // 1,"Lee, Ann" and a line end
 * }</pre>
 */
public final class CsvLines {

  private static final String LINE_END = "\r\n";

  /** The writer wants the characters that call for quotes one by one. */
  private static final String CONTROLS = characters(c -> c < ' ' || c == '\u0085' || c == '\uFEFF');

  private static final String BLANKS = characters(CsvLines::isBlank);

  private final CsvWriter usual;
  private final CsvWriter quotingBlanks;

  private CsvLines(Dialect dialect) {
    this.usual = new CsvWriter(settings(dialect, CONTROLS));
    this.quotingBlanks = new CsvWriter(settings(dialect, CONTROLS + BLANKS));
  }

  private static String characters(IntPredicate chosen) {
    return IntStream.rangeClosed(0, '\uFFFF')
        .filter(chosen)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /**
   * Lines of a dialect. What it leaves open is standard; where it has no quotes, the usual ones are
   * used.
   *
   * @param dialect how the lines will be read; its header and encoding have no meaning here
   */
  public static CsvLines in(Dialect dialect) {
    return new CsvLines(written(dialect));
  }

  /** How a file is written of which the source is in this dialect: always with quotes. */
  public static Dialect written(Dialect source) {
    Dialect complete = source.orElse(Dialect.STANDARD);
    char quote = Objects.requireNonNull(complete.quoteChar());
    char escape = Objects.requireNonNull(complete.escapeChar());
    if (quote == Dialect.NONE) {
      return complete.withQuoteChar('"').withEscapeChar('"');
    }
    return escape == Dialect.NONE ? complete.withEscapeChar(quote) : complete;
  }

  private static CsvWriterSettings settings(Dialect dialect, String quoted) {
    String delimiter = Objects.requireNonNull(dialect.delimiter());
    char quote = Objects.requireNonNull(dialect.quoteChar());
    char escape = Objects.requireNonNull(dialect.escapeChar());
    CsvWriterSettings settings = new CsvWriterSettings();
    CsvFormat format = settings.getFormat();
    format.setDelimiter(delimiter);
    format.setQuote(quote);
    format.setQuoteEscape(escape);
    if (escape != quote) {
      format.setCharToEscapeQuoteEscaping(escape);
    }
    // The writer knows only one kind of comment, so that what begins like one is simply quoted.
    format.setComment('\0');
    Character comment = Objects.requireNonNull(dialect.commentChar());
    settings.setQuoteEscapingEnabled(true);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.trimValues(false);
    settings.setSkipEmptyLines(false);
    settings.setNullValue("");
    settings.setEmptyValue("" + quote + quote);
    settings.setQuotationTriggers(
        (quoted + quote + escape + comment + delimiter.charAt(0)).toCharArray());
    return settings;
  }

  /**
   * One line.
   *
   * @param cells its cells, at least one
   * @return the line with its line end
   */
  public String line(List<String> cells) {
    @Nullable String[] values = new @Nullable String[cells.size()];
    for (int i = 0; i < values.length; i++) {
      // Only a line of one empty cell needs quotes, or it would be a blank line.
      values[i] = cells.get(i).isEmpty() && values.length > 1 ? null : cells.get(i);
    }
    CsvWriter writer = cells.stream().anyMatch(CsvLines::isPadded) ? quotingBlanks : usual;
    return writer.writeRowToString(values) + LINE_END;
  }

  private static boolean isPadded(String cell) {
    return !cell.isEmpty() && (isBlank(cell.charAt(0)) || isBlank(cell.charAt(cell.length() - 1)));
  }
}
