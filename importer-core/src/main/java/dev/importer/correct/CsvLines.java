package dev.importer.correct;

import dev.importer.source.Dialect;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Objects;

/**
 * Writes the lines of a CSV file in a dialect, so that whoever reads it in that dialect has the
 * cells as they are. Where the dialect has no quotes, the usual ones are used. What the encoding
 * cannot express becomes a question mark.
 */
final class CsvLines {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Writer out;
  private final String delimiter;
  private final char quote;
  private final char escape;

  CsvLines(OutputStream stream, Charset charset, Dialect dialect) {
    this.out =
        new BufferedWriter(
            new OutputStreamWriter(
                stream,
                charset
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    Dialect written = written(dialect);
    this.delimiter = Objects.requireNonNull(written.delimiter());
    this.quote = Objects.requireNonNull(written.quoteChar());
    this.escape = Objects.requireNonNull(written.escapeChar());
  }

  /** How a file is written of which the source is in this dialect: always with quotes. */
  static Dialect written(Dialect source) {
    Dialect complete = source.orElse(Dialect.STANDARD);
    char quote = Objects.requireNonNull(complete.quoteChar());
    char escape = Objects.requireNonNull(complete.escapeChar());
    if (quote == Dialect.NONE) {
      return complete.withQuoteChar('"').withEscapeChar('"');
    }
    return escape == Dialect.NONE ? complete.withEscapeChar(quote) : complete;
  }

  /** Writes the mark that tells the encoding. */
  void mark() throws IOException {
    out.write(BYTE_ORDER_MARK);
  }

  void line(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.write(delimiter);
      }
      cell(cells.get(i));
    }
    out.write("\r\n");
  }

  void flush() throws IOException {
    out.flush();
  }

  private void cell(String text) throws IOException {
    if (!needsQuotes(text)) {
      out.write(text);
      return;
    }
    out.write(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote || c == escape) {
        out.write(escape);
      }
      out.write(c);
    }
    out.write(quote);
  }

  /** White space at the ends is quoted, too, because some readers strip it otherwise. */
  private boolean needsQuotes(String text) {
    char delimiterStart = delimiter.charAt(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == delimiterStart || c == quote || c < ' ') {
        return true;
      }
    }
    return !text.equals(text.strip());
  }
}
