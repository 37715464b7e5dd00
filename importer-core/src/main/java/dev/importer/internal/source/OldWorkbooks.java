package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * Old workbooks of Excel ({@code .xls}), which are read if the application has Apache POI. This
 * class can be used without it.
 */
public final class OldWorkbooks {

  private static final boolean READ = isThere("org.apache.poi.hssf.usermodel.HSSFWorkbook");

  private OldWorkbooks() {}

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, OldWorkbooks.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Whether Apache POI is on the class path. */
  public static boolean areRead() {
    return READ;
  }

  /** What is said of an old workbook that is not read. */
  public static SourceException refusal(@Nullable Throwable cause) {
    return new SourceException(
        ErrorCode.UNSUPPORTED_FORMAT,
        "This is an old Excel workbook (.xls). Open it and save it as a workbook (.xlsx), and send"
            + " that.",
        null,
        null,
        cause);
  }
}
