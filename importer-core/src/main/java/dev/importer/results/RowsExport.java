package dev.importer.results;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Rows of an import as a file, of any length, in memory that does not grow with them. {@code
 * Results.export} gives it. Immutable.
 *
 * <p>Valid and refused rows stand under one set of columns: the cells of refused rows under the
 * field that their label means. Of an import that still runs it holds the rows that were stored
 * when it was made.
 *
 * <pre>{@code
 * importer.results().export(RecordQuery.ofImport(id).withStatus(RecordStatus.VALID))
 *     .withNames(RowsExport.Names.LABELS)
 *     .writeTo(out, RowsExport.Format.CSV);
 * }</pre>
 */
public interface RowsExport {

  /** How a file of rows is written. */
  enum Format {
    /**
     * Text in UTF-8, with the delimiter of the source if that is CSV, and with a byte order mark if
     * the source has one or is not Unicode. What is nested is JSON in its cell.
     */
    CSV,
    /** One JSON object a line, with types, and numbers digit by digit. */
    NDJSON,
    /** One JSON array of such objects. */
    JSON,
    /** A workbook. Numbers, truth values, dates and times are such where no digit is lost. */
    XLSX;

    /** The name in small letters, which is the usual end of names of such files. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the columns are called, and how the values of valid rows are written. */
  enum Names {
    /** As the fields of the schema; values as they are stored, whatever the format of the field. */
    FIELDS,
    /**
     * As the labels of the source; values as the formats of the fields have them, so that the file
     * is the source as it should have been. Constants, which the source does not have, are left
     * out.
     */
    LABELS;

    /** The name in small letters. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of a text in a CSV that a spreadsheet would run as a formula. */
  enum Formulas {
    /** It has an apostrophe in front. */
    GUARDED,
    /** It is written as it is, for programs. */
    PLAIN;

    /** The name in small letters. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same rows under other names; {@link Names#FIELDS} unless this is called. */
  RowsExport withNames(Names names);

  /** The same rows with other care for formulas; {@link Formulas#GUARDED} unless this is called. */
  RowsExport withFormulas(Formulas formulas);

  /**
   * The same rows with the number of each in the source and its status behind its cells, under
   * {@code _row} and {@code _status}; with more underscores if a column is called so. Rows of both
   * statuses have them anyway.
   */
  RowsExport numbered();

  /**
   * Writes the file. The stream stays open. If it fails, what was written before is no whole file:
   * a JSON array is not closed, and no program opens the workbook.
   *
   * @throws dev.importer.error.ImportNotFoundException if the import is deleted meanwhile
   * @throws dev.importer.error.ImportStateException if the import is cancelled, fails, begins anew
   *     or is corrected meanwhile
   * @throws dev.importer.error.SourceException if a workbook has no room for the rows: {@code
   *     too-large}, {@code too-many-columns} or {@code field-too-long}. Nothing is written then
   */
  void writeTo(OutputStream stream, Format format) throws IOException;
}
