package dev.importer.internal.workbook;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import org.jspecify.annotations.Nullable;

/** The ways in which a workbook cannot be used, in sentences that say what to do. */
final class WorkbookErrors {

  private static final String SAVE_AGAIN =
      " Open it in the program that made it, save it again as .xlsx, and send that.";

  private WorkbookErrors() {}

  static SourceException notAWorkbook(String what) {
    return error(
        ErrorCode.NOT_A_WORKBOOK, "The source is no workbook: " + what + "." + SAVE_AGAIN, null);
  }

  static SourceException damaged(String where, String what) {
    return damaged(where, what, null);
  }

  static SourceException damaged(String where, String what, @Nullable Throwable cause) {
    return error(
        ErrorCode.NOT_A_WORKBOOK,
        "The workbook is damaged " + where + ": " + what + "." + SAVE_AGAIN,
        cause);
  }

  static SourceException damagedArchive(@Nullable Throwable cause) {
    return error(
        ErrorCode.COMPRESSION_ERROR, "The workbook is damaged or cut off." + SAVE_AGAIN, cause);
  }

  static SourceException encryptedArchive(Throwable cause) {
    return error(
        ErrorCode.COMPRESSION_ERROR,
        "The workbook is packed with a password. Send it without one.",
        cause);
  }

  static SourceException tooManyMembers(Throwable cause) {
    return error(
        ErrorCode.COMPRESSION_ERROR,
        "The workbook is packed from more files than any program writes." + SAVE_AGAIN,
        cause);
  }

  static SourceException bomb(String where, int ratio) {
    return error(
        ErrorCode.COMPRESSION_ERROR,
        "The workbook becomes more than "
            + ratio
            + " times larger by unpacking (maxCompressionRatio), as harmful ones do, "
            + where
            + "."
            + SAVE_AGAIN,
        null);
  }

  static SourceException damagedOldWorkbook(Throwable cause) {
    return error(
        ErrorCode.NOT_A_WORKBOOK,
        "The source is no workbook of Excel 97 or later (.xls), or a damaged one." + SAVE_AGAIN,
        cause);
  }

  static SourceException encrypted(@Nullable Throwable cause) {
    return error(
        ErrorCode.ENCRYPTED,
        "The workbook is encrypted: it has a password, or its structure is protected. Open it, save"
            + " it without protection (in Excel: File, Info, Protect Workbook), and send that.",
        cause);
  }

  static SourceException tooLargeForMemory(long maxBytes) {
    return error(
        ErrorCode.TOO_LARGE,
        "An old workbook (.xls) is read into the memory, and may have at most "
            + maxBytes
            + " bytes."
            + SAVE_AGAIN,
        null);
  }

  static SourceException tooLarge(String where, long maxBytes) {
    return error(
        ErrorCode.TOO_LARGE,
        "The workbook has more than the "
            + maxBytes
            + " bytes that are allowed (maxSourceBytes) "
            + where
            + ". Split it, and send the parts.",
        null);
  }

  static SourceException tooManyRows(String where, int maxRows) {
    return error(
        ErrorCode.TOO_LARGE,
        "The values "
            + where
            + " reach further than the "
            + maxRows
            + " rows that a sheet may have. Delete the rows that are no part of the table, or split"
            + " it, and send the parts.",
        null);
  }

  static SourceException tooManyColumns(String where, int maxColumns) {
    return error(
        ErrorCode.TOO_MANY_COLUMNS,
        "There is a value "
            + where
            + ", but a row may have "
            + maxColumns
            + " columns (maxColumns). Delete the columns that are no part of the table.",
        null);
  }

  static SourceException textTooLong(String where, int maxCharacters) {
    return error(
        ErrorCode.FIELD_TOO_LONG,
        "The text "
            + where
            + " has more than the "
            + maxCharacters
            + " characters that are allowed (maxCellLength). Shorten it.",
        null);
  }

  static SourceException rowTooLong(String where, int maxCharacters) {
    return error(
        ErrorCode.RECORD_TOO_LONG,
        "The texts up to the one "
            + where
            + " have more than the "
            + maxCharacters
            + " characters that are allowed in a row (maxRecordLength). Shorten them.",
        null);
  }

  static SourceException unreadable(Throwable cause) {
    return error(
        ErrorCode.SOURCE_ERROR,
        "The workbook could not be read: " + cause.getClass().getSimpleName() + ".",
        cause);
  }

  private static SourceException error(ErrorCode code, String message, @Nullable Throwable cause) {
    return new SourceException(code, message, null, null, cause);
  }
}
