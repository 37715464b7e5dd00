package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.internal.source.StrictReader;
import dev.importer.internal.workbook.CellNotation;
import dev.importer.results.Accounting;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one source in order. What is wrong with one row is on the row ({@link
 * Row#faults}); what makes the file unusable is a {@link SourceException}, after which the reader
 * can only be closed.
 *
 * <p>Not thread-safe. Whoever opens it closes it.
 */
public interface RowReader extends AutoCloseable {

  /**
   * Opens a source and reads its header, if it has one.
   *
   * @param content the bytes
   * @param format their format
   * @param dialect how the text is written; what is not given is taken from {@link
   *     Dialect#STANDARD}
   * @param repair what becomes of CSV records whose quotes do not add up
   * @param spool where what does not fit into the memory lies for a while; its limits are kept
   * @throws SourceException if the file is empty or cannot be used
   */
  static RowReader open(
      Content content, Format format, Dialect dialect, QuoteRepair repair, Spool spool) {
    Dialect complete = dialect.orElse(Dialect.STANDARD);
    return format.isWorkbook()
        ? SheetRowReader.open(content, format, complete, spool)
        : openText(content, format, complete, repair, spool.limits());
  }

  private static RowReader openText(
      Content content, Format format, Dialect complete, QuoteRepair repair, Limits limits) {
    StrictReader file =
        StrictReader.open(content, Objects.requireNonNull(complete.encoding(), "STANDARD has one"))
            .keepUndecodable();
    return switch (format) {
      case CSV -> CsvRowReader.open(file, complete, repair, limits);
      case JSON -> JsonRowReader.openDocument(file, complete, limits);
      case NDJSON -> JsonRowReader.openSequence(file, complete, limits);
      case XLSX, ODS, XLS -> throw new IllegalArgumentException(format + " is no format of text");
    };
  }

  /** The labels of the whole file; empty where each record brings its own, as in JSON. */
  Optional<Header> header();

  /**
   * The labels as they stand in the source, one for each of {@link #header}: blank where it has
   * none, and the same where it says so. Empty where each record brings its own, as in JSON.
   */
  List<String> labels();

  /**
   * The next row, or null after the last.
   *
   * @throws SourceException if the file cannot be used
   */
  @Nullable Row next();

  /** Whether the row that was read last is ASCII; false where that is not known without a look. */
  boolean isAscii();

  /** How many bytes have been read so far, for progress; runs ahead of the rows by a buffer. */
  long bytesRead();

  /** What was met so far that refuses nothing, with exact counts. */
  Map<ErrorCode, Long> warnings();

  /** The first places of those warnings that have one. */
  List<Notice> notices();

  /** Where the bytes have gone that were read so far; all of them after the last row. */
  Accounting accounting();

  /**
   * Makes sure after the last row that nothing of the source is lost.
   *
   * @param bytes how many bytes the source has
   * @throws SourceException {@code accounting-error} if something is
   */
  default void requireAllRead(long bytes) {
    accounting().requireBytes(bytes);
  }

  /**
   * Writes the cells of the columns in these ways from now on, in the order of the header; an empty
   * list says nothing. Without effect where cells are text already.
   */
  default void writeAs(List<CellNotation> notations) {}

  @Override
  void close();
}
