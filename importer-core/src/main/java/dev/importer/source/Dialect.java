package dev.importer.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a text file is written, in the terms of the <a
 * href="https://datapackage.org/standard/table-dialect/">Table Dialect</a> standard. A component
 * that is null is not given: {@link #orElse} takes it from another dialect. Immutable.
 *
 * @param encoding the character encoding; a byte order mark in the file wins over it
 * @param delimiter what separates cells: one or more characters, none of them a line end or quote
 * @param quoteChar what encloses a cell, or {@link #NONE}
 * @param escapeChar what makes the following quote part of the cell, or {@link #NONE}; a quote that
 *     escapes itself means doubled quotes. Any other character does the same for a delimiter, a
 *     line end and itself, also outside of quotes; before other characters it is text
 * @param header whether the first row holds the labels
 * @param skipRows how many lines before the header, or before the first row, are not data
 * @param headerRows how many rows hold the labels, if there is a header: 1 to {@value
 *     #MOST_HEADER_ROWS}
 * @param headerJoin what stands between the parts of a label that is spread over several rows
 * @param skipInitialSpace whether white space after a delimiter is no part of the cell
 * @param commentChar the character at the start of a line that makes it a comment, or {@link #NONE}
 * @param property in JSON, the member that holds the records: its name, or a <a
 *     href="https://www.rfc-editor.org/rfc/rfc6901">JSON Pointer</a>; empty for the text itself
 * @param sheet in a workbook, the sheet that holds the rows: its name, or its number, 1-based. A
 *     name that is a number wins
 */
public record Dialect(
    @Nullable Charset encoding,
    @Nullable String delimiter,
    @Nullable Character quoteChar,
    @Nullable Character escapeChar,
    @Nullable Boolean header,
    @Nullable Integer skipRows,
    @Nullable Integer headerRows,
    @Nullable String headerJoin,
    @Nullable Boolean skipInitialSpace,
    @Nullable Character commentChar,
    @Nullable String property,
    @Nullable String sheet) {

  /** The most rows that a header can have. */
  public static final int MOST_HEADER_ROWS = 10;

  /** Stands for "there is no such character" as quote or escape character. */
  public static final char NONE = '\0';

  /** Nothing is given. */
  public static final Dialect UNSPECIFIED =
      new Dialect(null, null, null, null, null, null, null, null, null, null, null, null);

  /**
   * RFC 4180: UTF-8, comma, double quotes that are doubled inside a cell, a header of one row,
   * nothing skipped, no comments.
   */
  public static final Dialect STANDARD =
      new Dialect(StandardCharsets.UTF_8, ",", '"', '"', true, 0, 1, " ", false, NONE, null, null);

  /** Checks each component that is given, and names the one that cannot be used. */
  public Dialect {
    if (delimiter != null
        && (delimiter.isEmpty() || delimiter.length() > 8 || !isSeparator(delimiter))) {
      throw new IllegalArgumentException(
          "delimiter must be 1 to 8 characters without line ends, quotes and NUL");
    }
    if (quoteChar != null && isLineEnd(quoteChar)) {
      throw new IllegalArgumentException("quoteChar must not be a line end");
    }
    if (escapeChar != null && isLineEnd(escapeChar)) {
      throw new IllegalArgumentException("escapeChar must not be a line end");
    }
    if (delimiter != null && quoteChar != null && delimiter.indexOf(quoteChar) >= 0) {
      throw new IllegalArgumentException("quoteChar must not be part of the delimiter");
    }
    if (delimiter != null && escapeChar != null && delimiter.indexOf(escapeChar) >= 0) {
      throw new IllegalArgumentException("escapeChar must not be part of the delimiter");
    }
    if (skipRows != null && skipRows < 0) {
      throw new IllegalArgumentException("skipRows must not be negative, but is " + skipRows);
    }
    if (headerRows != null && (headerRows < 1 || headerRows > MOST_HEADER_ROWS)) {
      throw new IllegalArgumentException(
          "headerRows must be 1 to " + MOST_HEADER_ROWS + ", but is " + headerRows);
    }
    if (headerJoin != null
        && (headerJoin.length() > 8 || headerJoin.chars().anyMatch(c -> isLineEnd((char) c)))) {
      throw new IllegalArgumentException(
          "headerJoin must be at most 8 characters without line ends");
    }
    if (commentChar != null && isLineEnd(commentChar)) {
      throw new IllegalArgumentException("commentChar must not be a line end");
    }
    if (property != null && property.startsWith("/") && property.matches(".*~(?![01]).*")) {
      throw new IllegalArgumentException(
          "property must be a name, or a JSON Pointer, in which ~ is written ~0");
    }
  }

  /** This dialect with the components that it lacks taken from the other. */
  public Dialect orElse(Dialect other) {
    return new Dialect(
        encoding != null ? encoding : other.encoding,
        delimiter != null ? delimiter : other.delimiter,
        quoteChar != null ? quoteChar : other.quoteChar,
        // A quote without an escape of its own is escaped by doubling it.
        escapeChar != null ? escapeChar : quoteChar != null ? quoteChar : other.escapeChar,
        header != null ? header : other.header,
        skipRows != null ? skipRows : other.skipRows,
        headerRows != null ? headerRows : other.headerRows,
        headerJoin != null ? headerJoin : other.headerJoin,
        skipInitialSpace != null ? skipInitialSpace : other.skipInitialSpace,
        commentChar != null ? commentChar : other.commentChar,
        property != null ? property : other.property,
        sheet != null ? sheet : other.sheet);
  }

  /** This dialect with another encoding. */
  public Dialect withEncoding(Charset encoding) {
    Parts parts = new Parts(this);
    parts.encoding = Objects.requireNonNull(encoding);
    return parts.dialect();
  }

  /** This dialect with another delimiter. */
  public Dialect withDelimiter(String delimiter) {
    Parts parts = new Parts(this);
    parts.delimiter = Objects.requireNonNull(delimiter);
    return parts.dialect();
  }

  /** This dialect with another quote character; {@link #NONE} for files without quotes. */
  public Dialect withQuoteChar(char quoteChar) {
    Parts parts = new Parts(this);
    parts.quoteChar = quoteChar;
    return parts.dialect();
  }

  /** This dialect with another escape character; {@link #NONE} for no escape at all. */
  public Dialect withEscapeChar(char escapeChar) {
    Parts parts = new Parts(this);
    parts.escapeChar = escapeChar;
    return parts.dialect();
  }

  /** This dialect with or without a header row. Without one, columns are named column_1, ... */
  public Dialect withHeader(boolean header) {
    Parts parts = new Parts(this);
    parts.header = header;
    return parts.dialect();
  }

  /** This dialect with this number of lines to skip at the start. */
  public Dialect withSkipRows(int skipRows) {
    Parts parts = new Parts(this);
    parts.skipRows = skipRows;
    return parts.dialect();
  }

  /** This dialect with labels that are spread over this number of rows. */
  public Dialect withHeaderRows(int headerRows) {
    Parts parts = new Parts(this);
    parts.headerRows = headerRows;
    return parts.dialect();
  }

  /** This dialect with this text between the parts of a label; may be empty. */
  public Dialect withHeaderJoin(String headerJoin) {
    Parts parts = new Parts(this);
    parts.headerJoin = Objects.requireNonNull(headerJoin);
    return parts.dialect();
  }

  /** This dialect with white space after delimiters that is, or is not, part of the cells. */
  public Dialect withSkipInitialSpace(boolean skipInitialSpace) {
    Parts parts = new Parts(this);
    parts.skipInitialSpace = skipInitialSpace;
    return parts.dialect();
  }

  /** This dialect with another comment character; {@link #NONE} for no comments. */
  public Dialect withCommentChar(char commentChar) {
    Parts parts = new Parts(this);
    parts.commentChar = commentChar;
    return parts.dialect();
  }

  /** This dialect with the member of JSON that holds the records. */
  public Dialect withProperty(String property) {
    Parts parts = new Parts(this);
    parts.property = Objects.requireNonNull(property);
    return parts.dialect();
  }

  /** This dialect with the sheet of a workbook that holds the rows: its name or number. */
  public Dialect withSheet(String sheet) {
    Parts parts = new Parts(this);
    parts.sheet = Objects.requireNonNull(sheet);
    return parts.dialect();
  }

  /** The components while one of them is being replaced. */
  private static final class Parts {
    private @Nullable Charset encoding;
    private @Nullable String delimiter;
    private @Nullable Character quoteChar;
    private @Nullable Character escapeChar;
    private @Nullable Boolean header;
    private @Nullable Integer skipRows;
    private @Nullable Integer headerRows;
    private @Nullable String headerJoin;
    private @Nullable Boolean skipInitialSpace;
    private @Nullable Character commentChar;
    private @Nullable String property;
    private @Nullable String sheet;

    Parts(Dialect dialect) {
      encoding = dialect.encoding;
      delimiter = dialect.delimiter;
      quoteChar = dialect.quoteChar;
      escapeChar = dialect.escapeChar;
      header = dialect.header;
      skipRows = dialect.skipRows;
      headerRows = dialect.headerRows;
      headerJoin = dialect.headerJoin;
      skipInitialSpace = dialect.skipInitialSpace;
      commentChar = dialect.commentChar;
      property = dialect.property;
      sheet = dialect.sheet;
    }

    Dialect dialect() {
      return new Dialect(
          encoding,
          delimiter,
          quoteChar,
          escapeChar,
          header,
          skipRows,
          headerRows,
          headerJoin,
          skipInitialSpace,
          commentChar,
          property,
          sheet);
    }
  }

  private static boolean isSeparator(String text) {
    return text.chars().noneMatch(c -> isLineEnd((char) c) || c == NONE || c == '"');
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
