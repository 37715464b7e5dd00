package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.csv.CsvLines;
import dev.importer.internal.detect.SourceDetector;
import dev.importer.internal.parse.RowReader;
import dev.importer.internal.rows.CellNotations;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.FormatDetector;
import dev.importer.internal.source.Spool;
import dev.importer.results.SourceDetection;
import dev.importer.results.StoredImport;
import dev.importer.row.Row;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import dev.importer.source.Source;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of corrections, read one row at a time. It has the form of a download: CSV, or records in
 * JSON. Not thread-safe; whoever opens it closes it.
 */
final class CorrectionFile implements AutoCloseable {

  private final RowReader reader;
  private final CorrectionForm form;
  private final StoredImport target;
  private final Content content;

  private CorrectionFile(
      RowReader reader, CorrectionForm form, StoredImport target, Content content) {
    this.reader = reader;
    this.form = form;
    this.target = target;
    this.content = content;
  }

  /**
   * Opens a file and checks its header.
   *
   * @param target the import that it corrects
   * @param meanings what its labels mean
   * @param schema what its rows are checked against
   * @param numbers finds the rows of a whole file in the import
   * @throws SourceException if it cannot be read, or is no file of corrections for this import
   */
  static CorrectionFile open(
      Source source,
      Content content,
      Spool spool,
      StoredImport target,
      ColumnMeanings meanings,
      Schema schema,
      WholeRows.Numbers numbers) {
    Set<String> leftOut = meanings.leftOut();
    ReservedLabels reserved = ReservedLabels.beside(target.columns());
    List<String> labels = new ArrayList<>(target.columns());
    labels.addAll(reserved.all());
    Source known = known(source, content, target);
    Source asDownloaded = asDownloaded(known, content, target);
    SourceDetection detected =
        SourceDetector.detect(
            isWrittenAs(asDownloaded, content, spool, reserved) ? asDownloaded : known,
            content,
            labels,
            spool);
    RowReader reader = reader(content, detected, spool);
    try {
      if (!isDownload(reader, detected, reserved, content, spool)) {
        SourceDetection whole = WholeSource.find(source, known, content, spool, target);
        if (whole != null) {
          reader.close();
          reader = WholeSource.reader(content, whole, spool, target);
          writeAsFields(reader, meanings, schema);
          WholeRows form = new WholeRows(numbers, whole.format(), target, leftOut);
          return new CorrectionFile(reader, form, target, content);
        }
      }
      CorrectionForm form =
          detected.format().isTable()
              ? CsvCorrections.of(reader.header().orElseThrow(), reserved, target, leftOut)
              : new JsonCorrections(reserved, target.columns());
      writeAsFields(reader, meanings, schema);
      return new CorrectionFile(reader, form, target, content);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** In a workbook, a date that a person has typed is a date, however its field has it written. */
  private static void writeAsFields(RowReader reader, ColumnMeanings meanings, Schema schema) {
    reader
        .header()
        .ifPresent(header -> reader.writeAs(CellNotations.of(header, meanings, schema, false)));
  }

  static RowReader reader(Content content, SourceDetection detected, Spool spool) {
    return RowReader.open(content, detected.format(), detected.dialect(), QuoteRepair.OFF, spool);
  }

  /** Whether its rows say which rows they correct. */
  private static boolean isDownload(
      RowReader opened,
      SourceDetection detected,
      ReservedLabels reserved,
      Content content,
      Spool spool) {
    if (detected.format().isTable()) {
      return opened.header().orElseThrow().labels().stream()
          .map(FormulaGuard::unguarded)
          .anyMatch(reserved.row()::equals);
    }
    try (RowReader ahead = reader(content, detected, spool)) {
      Row first = ahead.next();
      return first == null || JsonCorrections.isCorrection(first, reserved);
    }
  }

  /** Whether it is the whole source of the import, corrected. */
  boolean isWhole() {
    return form instanceof WholeRows;
  }

  /**
   * What is known of a file of corrections: it has labels, and what is not UTF-8 was most probably
   * saved in the encoding in which it was downloaded.
   */
  private static Source known(Source source, Content content, StoredImport target) {
    Dialect dialect = source.dialect();
    if (dialect.header() == null) {
      dialect = dialect.withHeader(true);
    }
    Charset original = target.detection().dialect().encoding();
    if (dialect.encoding() == null
        && source.declaredEncoding().isEmpty()
        && !content.isUtf8()
        && original != null
        && !original.name().startsWith("UTF-")) {
      dialect = dialect.withEncoding(original);
    }
    return source.withDialect(dialect);
  }

  /** Taken for CSV that is still written as it was downloaded. */
  private static Source asDownloaded(Source known, Content content, StoredImport target) {
    if (!target.format().isTable()
        || known.dialect().delimiter() != null
        || FormatDetector.workbookOf(known, content).isPresent()) {
      return known;
    }
    Dialect written = CsvLines.written(target.detection().dialect());
    Dialect layout =
        Dialect.UNSPECIFIED
            .withDelimiter(Objects.requireNonNull(written.delimiter()))
            .withQuoteChar(Objects.requireNonNull(written.quoteChar()))
            .withEscapeChar(Objects.requireNonNull(written.escapeChar()))
            .withSkipRows(0)
            .withSkipInitialSpace(false)
            .withCommentChar(Dialect.NONE);
    return known
        .withFormat(Format.CSV)
        .withDialect(known.dialect().withHeader(true).withHeaderRows(1).orElse(layout));
  }

  /** Whether the header, read in this way, has the number of the row. */
  private static boolean isWrittenAs(
      Source guess, Content content, Spool spool, ReservedLabels reserved) {
    if (guess.format().orElse(null) != Format.CSV || guess.dialect().delimiter() == null) {
      return false;
    }
    Dialect dialect = SourceDetector.detect(guess, content, List.of(), spool).dialect();
    try (RowReader reader = RowReader.open(content, Format.CSV, dialect, QuoteRepair.OFF, spool)) {
      return reader.header().orElseThrow().labels().contains(reserved.row());
    } catch (SourceException e) {
      // It is written in another way; detection tells in which, or what is wrong.
      return false;
    }
  }

  /**
   * The next correction, or null after the last.
   *
   * @throws SourceException if it is not one of this import
   */
  @Nullable Correction next() {
    Row row = reader.next();
    if (row == null) {
      content.requireUnchanged();
      return null;
    }
    for (ImportError fault : row.faults()) {
      if (!form.isOfCorrectedRow(fault)) {
        throw refused(fault.code(), row, fault.text());
      }
    }
    Correction correction = form.read(row);
    if (isWhole()) {
      return correction;
    }
    if (correction.rowNumber() < 1 || correction.rowNumber() > target.totalRecords()) {
      throw refused(
          ErrorCode.UNKNOWN_ROW,
          row,
          "row "
              + correction.rowNumber()
              + " is not part of import "
              + target.id()
              + ", which has "
              + target.totalRecords()
              + " rows");
    }
    Long importId = correction.importId();
    if (importId != null && importId != target.id()) {
      throw refused(
          ErrorCode.OTHER_IMPORT,
          row,
          "it corrects import " + importId + ", not import " + target.id());
    }
    return correction;
  }

  static SourceException refused(ErrorCode code, Row row, String reason) {
    return refused(code, row.line(), reason);
  }

  static SourceException refused(ErrorCode code, long line, String reason) {
    return new SourceException(
        code,
        "The corrections cannot be used because of line "
            + line
            + ": "
            + reason
            + ". Nothing was changed.",
        line,
        null,
        null);
  }

  @Override
  public void close() {
    reader.close();
  }
}
