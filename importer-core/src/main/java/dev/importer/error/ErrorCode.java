package dev.importer.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stable name of one kind of fault, for example {@code type-error}. Programs compare codes;
 * messages are for people and may change.
 *
 * <p>The set is open: an application may add codes of its own. Names follow the Frictionless
 * framework where it has one. The built-in codes are the constants of this class.
 *
 * @param text the name: lower-case words joined by hyphens
 * @param scope what the fault costs: the file, one row, or nothing
 */
public record ErrorCode(String text, Scope scope) {

  /** What a fault of this kind does to the import. */
  public enum Scope {
    /** The file cannot be used: the import fails and none of its rows stay. */
    FILE,
    /** The row is refused and stored as failed, beside its errors. */
    ROW,
    /** Nothing is refused; the occurrence is counted on the import. */
    WARNING
  }

  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Map<String, ErrorCode> BUILT_IN = new LinkedHashMap<>();

  /** No byte, or nothing but blank lines. */
  public static final ErrorCode EMPTY_FILE = file("empty-file");

  /** Neither text with records nor a workbook, for example a PDF. */
  public static final ErrorCode UNSUPPORTED_FORMAT = file("unsupported-format");

  /** A workbook that is damaged, or that is none although it says so. */
  public static final ErrorCode NOT_A_WORKBOOK = file("not-a-workbook");

  /** A workbook that opens only with a password. */
  public static final ErrorCode ENCRYPTED = file("encrypted");

  /** A sheet that the workbook does not have. */
  public static final ErrorCode NO_SUCH_SHEET = file("no-such-sheet");

  /** A sheet without any value. */
  public static final ErrorCode NO_TABLE = file("no-table");

  /**
   * Bytes that are not text in the declared or detected encoding. Also that of a row: a few of them
   * cost the rows that hold them, and not the file.
   */
  public static final ErrorCode ENCODING_ERROR = file("encoding-error");

  /** Malformed JSON, for example a missing comma. */
  public static final ErrorCode JSON_SYNTAX = file("json-syntax");

  /** Well-formed JSON that holds no records, for example a single number. */
  public static final ErrorCode JSON_NOT_RECORDS = file("json-not-records");

  /** The member of JSON that should hold the records is not there. */
  public static final ErrorCode NO_SUCH_MEMBER = file("no-such-member");

  /** JSON nested deeper than the limit. */
  public static final ErrorCode TOO_DEEP = file("too-deep");

  /** More bytes or more rows than the limit. */
  public static final ErrorCode TOO_LARGE = file("too-large");

  /** More columns than the limit. */
  public static final ErrorCode TOO_MANY_COLUMNS = file("too-many-columns");

  /** A cell longer than the limit. */
  public static final ErrorCode FIELD_TOO_LONG = file("field-too-long");

  /** A record longer than the limit. */
  public static final ErrorCode RECORD_TOO_LONG = file("record-too-long");

  /** A quote that is opened and never closed; the place is where it opens. */
  public static final ErrorCode UNCLOSED_QUOTE = file("unclosed-quote");

  /** A header row of empty cells only. */
  public static final ErrorCode BLANK_HEADER = file("blank-header");

  /** A column that the schema requires is missing from the header. */
  public static final ErrorCode MISSING_LABEL = file("missing-label");

  /** Two columns claim the same field of the schema. */
  public static final ErrorCode DUPLICATE_LABEL = file("duplicate-label");

  /** A column that the schema does not name, where the schema lets in none. */
  public static final ErrorCode EXTRA_LABEL = file("extra-label");

  /** A column that stands where the schema has another field, in a schema with a fixed order. */
  public static final ErrorCode INCORRECT_LABEL = file("incorrect-label");

  /** A map names a column that the file does not have. */
  public static final ErrorCode UNKNOWN_LABEL = file("unknown-label");

  /** A map, a constant or a cleaning names a field that the schema does not have. */
  public static final ErrorCode UNKNOWN_FIELD = file("unknown-field");

  /** A constant that is no value of its field, or is for a field that a column feeds. */
  public static final ErrorCode BAD_CONSTANT = file("bad-constant");

  /** A value that is to be replaced and that no cell of its field has. */
  public static final ErrorCode UNUSED_REPLACEMENT = file("unused-replacement");

  /** A damaged or bomb-like archive. */
  public static final ErrorCode COMPRESSION_ERROR = file("compression-error");

  /** The bytes could not be read, or changed while they were read. */
  public static final ErrorCode SOURCE_ERROR = file("source-error");

  /** More refused rows than the caller allows. */
  public static final ErrorCode TOO_MANY_ERRORS = file("too-many-errors");

  /** A refused row, where the caller allows none. */
  public static final ErrorCode REFUSED_ROW = file("refused-row");

  /** A row of a file of corrections that does not say which row of the import it corrects. */
  public static final ErrorCode NO_ROW_NUMBER = file("no-row-number");

  /** A correction of a row that the import does not have. */
  public static final ErrorCode UNKNOWN_ROW = file("unknown-row");

  /** Two corrections of one row. */
  public static final ErrorCode REPEATED_ROW = file("repeated-row");

  /** Corrections that belong to another import. */
  public static final ErrorCode OTHER_IMPORT = file("other-import");

  /** A corrected download of refused rows that is sent as a file of its own. */
  public static final ErrorCode IS_CORRECTION = file("is-correction");

  /** A file that would correct an import, but has other valid rows than that. */
  public static final ErrorCode OTHER_ROWS = file("other-rows");

  /** A handler of the application that threw, or that the application no longer has. */
  public static final ErrorCode HANDLER_ERROR = file("handler-error");

  /** A target that does not fit its table any more, or that the application no longer has. */
  public static final ErrorCode TARGET_MISFIT = file("target-misfit");

  /** A row check of the application threw, or is no longer there; its log says more. */
  public static final ErrorCode ROW_CHECK_ERROR = file("row-check-error");

  /** The database or the disk failed while the import ran. */
  public static final ErrorCode STORAGE_ERROR = file("storage-error");

  /** The disk filled up while the import ran. */
  public static final ErrorCode NO_SPACE = file("no-space");

  /** What was read does not add up to the file; a fault in the importer itself. */
  public static final ErrorCode ACCOUNTING_ERROR = file("accounting-error");

  /** A fault in the importer itself; its log says more. */
  public static final ErrorCode INTERNAL_ERROR = file("internal-error");

  /** A cell beyond the last column of the header, or a member for which the schema has no field. */
  public static final ErrorCode EXTRA_CELL = row("extra-cell");

  /** The row has no cell for this column of the header, or no field of the schema at all. */
  public static final ErrorCode MISSING_CELL = row("missing-cell");

  /** The value is not of the field's type, for example {@code abc} for an integer. */
  public static final ErrorCode TYPE_ERROR = row("type-error");

  /** The value breaks a constraint of the field; {@link ImportError#rule()} names it. */
  public static final ErrorCode CONSTRAINT_ERROR = row("constraint-error");

  /** A value or a key that was seen before and must be unique. */
  public static final ErrorCode UNIQUE_ERROR = row("unique-error");

  /** A primary key that was seen before. */
  public static final ErrorCode PRIMARY_KEY = row("primary-key");

  /** A reference to a row that does not exist. */
  public static final ErrorCode FOREIGN_KEY = row("foreign-key");

  /**
   * A row that a row check of the application refuses; {@link ImportError#rule()} is the code that
   * the check has given.
   */
  public static final ErrorCode ROW_CHECK = row("row-check");

  /** An element of a JSON array, or a line of NDJSON, that is not an object. */
  public static final ErrorCode JSON_NOT_OBJECT = row("json-not-object");

  /** A member name that stands twice in one JSON object, or two members for one field. */
  public static final ErrorCode DUPLICATE_MEMBER = row("duplicate-member");

  /** Text after a closing quote, for example {@code "a"b}. */
  public static final ErrorCode STRAY_QUOTE = row("stray-quote");

  /** A NUL character in a cell. */
  public static final ErrorCode NUL_BYTE = row("nul-byte");

  /** A cell of a workbook that holds an error in place of a value, for example {@code #N/A}. */
  public static final ErrorCode CELL_ERROR = row("cell-error");

  /** The database refused the row. */
  public static final ErrorCode DB_CONSTRAINT = row("db-constraint");

  /** Values that the application's object refuses; the message is what its own code threw. */
  public static final ErrorCode ROW_CONSTRAINT = row("row-constraint");

  /** Errors that are counted, but not listed one by one, because there are so many. */
  public static final ErrorCode MORE_ERRORS = row("more-errors");

  /** A line before the table, skipped because it seems to be no part of it. */
  public static final ErrorCode PREAMBLE = warning("preamble");

  /** A blank line or a row without any value, skipped. */
  public static final ErrorCode BLANK_ROW = warning("blank-row");

  /** A line that begins with the comment character, skipped. */
  public static final ErrorCode COMMENT = warning("comment");

  /** A row that equals the labels, as where files were joined, skipped. */
  public static final ErrorCode REPEATED_HEADER = warning("repeated-header");

  /** A byte order mark in front of a later record, dropped. */
  public static final ErrorCode BYTE_ORDER_MARK = warning("byte-order-mark");

  /** A character that marks the end of a file (U+001A), dropped. */
  public static final ErrorCode END_OF_FILE_MARK = warning("end-of-file-mark");

  /** A label that has got the heading of its group of columns, which stands further to the left. */
  public static final ErrorCode LABEL_FILLED = warning("label-filled");

  /** An empty cell in the header; the column is named after its position. */
  public static final ErrorCode BLANK_LABEL = warning("blank-label");

  /** A label that stands twice in the header; the later one got a number. */
  public static final ErrorCode RENAMED_LABEL = warning("renamed-label");

  /** A column that the schema does not name, kept as it is. */
  public static final ErrorCode UNKNOWN_COLUMN = warning("unknown-column");

  /** A column that is understood as an earlier import of a file with the same labels was told. */
  public static final ErrorCode REMEMBERED_MAPPING = warning("remembered-mapping");

  /** A foreign key to another table, which an import of one file cannot check. */
  public static final ErrorCode UNCHECKED_KEY = warning("unchecked-key");

  /** Lines that end in different ways within one file. */
  public static final ErrorCode MIXED_LINE_ENDINGS = warning("mixed-line-endings");

  /** A row whose quotes did not add up and were repaired. */
  public static final ErrorCode REPAIRED_QUOTE = warning("repaired-quote");

  /** A quote in a cell that does not begin with one; it is kept as text. */
  public static final ErrorCode LITERAL_QUOTE = warning("literal-quote");

  /** White space between a closing quote and the end of its cell, dropped. */
  public static final ErrorCode BLANK_AFTER_QUOTE = warning("blank-after-quote");

  /** An encoding that was guessed from statistics. */
  public static final ErrorCode GUESSED_ENCODING = warning("guessed-encoding");

  /** Characters written as two surrogates of three bytes each, in text that is UTF-8 otherwise. */
  public static final ErrorCode CESU_8 = warning("cesu-8");

  /** Text that was read in a wrong encoding somewhere before, such as {@code JÃ¼rgen}. */
  public static final ErrorCode MOJIBAKE = warning("mojibake");

  /** Records of JSON that stand in a member, or seem to. */
  public static final ErrorCode WRAPPED_RECORDS = warning("wrapped-records");

  /** What stands beside the records in JSON, skipped. */
  public static final ErrorCode SKIPPED_MEMBER = warning("skipped-member");

  /** A column of dates in which nothing proves the order of day and month. */
  public static final ErrorCode AMBIGUOUS_DATE = warning("ambiguous-date");

  /** Digits with leading zeros that were kept as text. */
  public static final ErrorCode LEADING_ZEROS = warning("leading-zeros");

  /** A component or property of the application's class to which no column of the source leads. */
  public static final ErrorCode UNFED_COMPONENT = warning("unfed-component");

  /**
   * A cell that a spreadsheet program has changed: a shortened number, an error value and so on.
   */
  public static final ErrorCode SPREADSHEET_DAMAGE = warning("spreadsheet-damage");

  /** A number of a workbook with more digits than spreadsheet programs keep. */
  public static final ErrorCode LONG_NUMBER = warning("long-number");

  /** A number of a workbook that people see written otherwise, for example with leading zeros. */
  public static final ErrorCode SHOWN_OTHERWISE = warning("shown-otherwise");

  /** A number of a workbook that was read as people see it, as asked for. */
  public static final ErrorCode TAKEN_AS_SHOWN = warning("taken-as-shown");

  /** The last row of a sheet, skipped because it sums its columns up. */
  public static final ErrorCode TOTALS_ROW = warning("totals-row");

  /** A formula of a workbook for which no value is stored; its cell is read as empty. */
  public static final ErrorCode UNCALCULATED_FORMULA = warning("uncalculated-formula");

  /** A row of a workbook that people do not see; it is read like the others. */
  public static final ErrorCode HIDDEN_ROWS = warning("hidden-rows");

  /** A column of a workbook that people do not see; it is read like the others. */
  public static final ErrorCode HIDDEN_COLUMNS = warning("hidden-columns");

  /** A text with white space at its ends, which nobody asked to be removed. */
  public static final ErrorCode PADDED_CELL = warning("padded-cell");

  /** A cell that was trimmed, as asked for. */
  public static final ErrorCode TRIMMED_CELL = warning("trimmed-cell");

  /** A cell of which the text inside a notation of spreadsheets was read, as asked for. */
  public static final ErrorCode UNWRAPPED_CELL = warning("unwrapped-cell");

  /** A cell in whose place another value was put, as asked for. */
  public static final ErrorCode REPLACED_CELL = warning("replaced-cell");

  /** A cell in whose place a row check of the application has put another value. */
  public static final ErrorCode CHECKED_CELL = warning("checked-cell");

  /** A cell that was changed after the import, by a correction, an edit or a replacement. */
  public static final ErrorCode EDITED_CELL = warning("edited-cell");

  /** Rows that completed imports of the same schema hold already. */
  public static final ErrorCode SEEN_ROWS = warning("seen-rows");

  /** Checks that the text is made of lower-case words joined by hyphens. */
  public ErrorCode {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "text must be lower-case words joined by hyphens, but is '" + text + "'");
    }
  }

  /** All built-in codes in the order of their documentation. */
  public static List<ErrorCode> builtIn() {
    return List.copyOf(BUILT_IN.values());
  }

  /** The built-in code of this name, or empty if there is none. */
  public static Optional<ErrorCode> find(String text) {
    return Optional.ofNullable(BUILT_IN.get(text));
  }

  /** The text of the code. */
  @Override
  public String toString() {
    return text;
  }

  private static ErrorCode file(String text) {
    return builtIn(text, Scope.FILE);
  }

  private static ErrorCode row(String text) {
    return builtIn(text, Scope.ROW);
  }

  private static ErrorCode warning(String text) {
    return builtIn(text, Scope.WARNING);
  }

  private static ErrorCode builtIn(String text, Scope scope) {
    ErrorCode code = new ErrorCode(text, scope);
    BUILT_IN.put(text, code);
    return code;
  }
}
