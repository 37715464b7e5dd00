package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.source.Format;
import java.nio.file.Path;
import java.util.Optional;

/** Knows workbooks by their bytes, those that are read and those that are not. */
final class WorkbookKind {

  private WorkbookKind() {}

  /**
   * The format of a workbook; empty for any other file.
   *
   * @param start the first bytes
   * @throws SourceException {@code encrypted} if it opens only with a password; {@code
   *     unsupported-format} if it is of a kind that is not read
   */
  static Optional<Format> of(byte[] start, Path path) {
    if (CompoundFile.isOne(start)) {
      return ofCompoundFile(CompoundFile.open(path));
    }
    if (Packing.of(start) != Packing.ZIP) {
      return Optional.empty();
    }
    return switch (ZipArchive.contentKind(path)) {
      case WORKBOOK -> Optional.of(Format.XLSX);
      case SPREADSHEET -> Optional.of(Format.ODS);
      case ENCRYPTED_SPREADSHEET ->
          throw encrypted("(in LibreOffice: File, Save As, without Save with password)");
      case BINARY_WORKBOOK -> throw unsupported("an Excel workbook in binary form (.xlsb)");
      case OTHER_DOCUMENT, FILES -> Optional.empty();
    };
  }

  private static Optional<Format> ofCompoundFile(CompoundFile file) {
    if (file.holds("EncryptedPackage")) {
      throw encrypted("(in Excel: File, Info, Protect Workbook, Encrypt with Password)");
    }
    if (file.holds("Workbook") && OldWorkbooks.areRead()) {
      return Optional.of(Format.XLS);
    }
    // Before Excel 97 it was a book.
    if (file.holds("Workbook") || file.holds("Book")) {
      throw OldWorkbooks.refusal(null);
    }
    return Optional.empty();
  }

  private static SourceException encrypted(String where) {
    return new SourceException(
        ErrorCode.ENCRYPTED,
        "The workbook opens only with a password. Open it, save it without one "
            + where
            + ", and send that.");
  }

  private static SourceException unsupported(String kind) {
    return new SourceException(
        ErrorCode.UNSUPPORTED_FORMAT,
        "This is " + kind + ". Open it and save it as a workbook (.xlsx), and send that.");
  }
}
