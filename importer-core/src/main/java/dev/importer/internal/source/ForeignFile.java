package dev.importer.internal.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognises kinds of files that people send by mistake. */
final class ForeignFile {

  private static final String EXPORT =
      " Save or export it as a workbook (.xlsx), CSV, JSON or NDJSON and send that.";
  private static final String SAVE_AS =
      " Open it and save it as a workbook (.xlsx), and send that.";
  private static final String SAVE_AS_EITHER =
      " Open it and save it as a workbook (.ods or .xlsx), and send that.";
  private static final String UNPACK = " Unpack it, or pack it as ZIP or gzip, and send that.";

  private static final int TAR_MARK_OFFSET = 257;

  /**
   * A kind of file.
   *
   * @param looksLike what it is, in words that follow "it looks like"
   * @param advice what to do about it
   * @param start how it begins
   */
  private record Signature(String looksLike, String advice, MagicBytes start) {}

  private static final List<Signature> SIGNATURES =
      List.of(
          signature("an old Office document", EXPORT, 0xD0, 0xCF, 0x11, 0xE0),
          signature("a PDF", EXPORT, '%', 'P', 'D', 'F', '-'),
          signature("a PNG image", EXPORT, 0x89, 'P', 'N', 'G'),
          signature("a JPEG image", EXPORT, 0xFF, 0xD8, 0xFF),
          signature("a GIF image", EXPORT, 'G', 'I', 'F', '8', '7', 'a'),
          signature("a GIF image", EXPORT, 'G', 'I', 'F', '8', '9', 'a'),
          signature("a TIFF image", EXPORT, 'I', 'I', '*', 0),
          signature("a TIFF image", EXPORT, 'M', 'M', 0, '*'),
          signature("an SQLite database", EXPORT, text("SQLite format 3\0")),
          signature("a Parquet file", EXPORT, 'P', 'A', 'R', '1', 0x15),
          signature("an Avro file", EXPORT, 'O', 'b', 'j', 1),
          signature("a 7z archive", UNPACK, '7', 'z', 0xBC, 0xAF),
          signature("a RAR archive", UNPACK, 'R', 'a', 'r', '!', 0x1A, 0x07),
          signature("a bzip2 archive", UNPACK, 'B', 'Z', 'h', '9', 0x31, 0x41),
          signature("an xz archive", UNPACK, 0xFD, '7', 'z', 'X', 'Z'),
          signature("a Zstandard archive", UNPACK, 0x28, 0xB5, 0x2F, 0xFD),
          signature("a program", EXPORT, 0x7F, 'E', 'L', 'F'),
          signature("a program", EXPORT, 'M', 'Z', 0x90, 0),
          signature("a rich text document", EXPORT, '{', '\\', 'r', 't', 'f'));

  private ForeignFile() {}

  /** What the file looks like and what to do about it, or null if it may be text. */
  static @Nullable String describe(byte[] start, Path path) {
    for (Signature signature : SIGNATURES) {
      if (signature.start().begin(start)) {
        return signature.looksLike() + "." + signature.advice();
      }
    }
    if (isTar(start)) {
      return "a tar archive." + UNPACK;
    }
    if (Packing.of(start) == Packing.ZIP) {
      String document = ZipArchive.documentKind(path);
      return document == null ? "a ZIP archive." + UNPACK : document + "." + EXPORT;
    }
    return null;
  }

  /** The same for text that is no data: pages, mails. */
  static @Nullable String describe(String text) {
    String start = text.substring(0, Math.min(200, text.length()));
    String tag = start.toLowerCase(Locale.ROOT);
    if (tag.startsWith("<!doctype html") || tag.startsWith("<html") || tag.startsWith("<head")) {
      return "HTML, a page in place of a download." + EXPORT;
    }
    if (tag.startsWith("<?xml")) {
      if (text.contains("opendocument.spreadsheet")) {
        return "a flat OpenDocument spreadsheet (.fods)." + SAVE_AS_EITHER;
      }
      return tag.contains("mso-application") || text.contains("urn:schemas-microsoft-com:office")
          ? "an Excel workbook in XML." + SAVE_AS
          : "XML." + EXPORT;
    }
    if (isMail(start)) {
      return "an e-mail. Save the attachment, and send that.";
    }
    return null;
  }

  private static boolean isMail(String start) {
    boolean header =
        start.startsWith("Return-Path: ")
            || start.startsWith("Delivered-To: ")
            || start.startsWith("Received: from ")
            || start.startsWith("MIME-Version: ");
    return header && start.indexOf('\n') > 0;
  }

  private static boolean isTar(byte[] start) {
    return start.length > TAR_MARK_OFFSET + 5
        && new String(start, TAR_MARK_OFFSET, 5, StandardCharsets.ISO_8859_1).equals("ustar");
  }

  static String binary() {
    return "binary data." + EXPORT;
  }

  static String prose() {
    return "plain text without columns." + EXPORT;
  }

  private static int[] text(String text) {
    return text.chars().toArray();
  }

  private static Signature signature(String looksLike, String advice, int... start) {
    return new Signature(looksLike, advice, MagicBytes.of(start));
  }
}
