package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a file is compressed, which its bytes tell and its name does not. */
enum Packing {
  /** Not at all, or in a way that is not unpacked here: a workbook is a ZIP archive, too. */
  NONE,
  /** One file, possibly in several pieces one after the other (RFC 1952). */
  GZIP,
  /** A ZIP archive that is not a document. */
  ZIP;

  private static final int START_BYTES = 4;
  private static final MagicBytes GZIP_START = MagicBytes.of(0x1F, 0x8B);
  private static final MagicBytes ZIP_START = MagicBytes.of('P', 'K', 3, 4);

  /** A ZIP archive without members consists of its end only. */
  private static final MagicBytes EMPTY_ZIP = MagicBytes.of('P', 'K', 5, 6);

  /**
   * How a file is compressed.
   *
   * @throws SourceException {@code compression-error} if it is a damaged ZIP archive
   */
  static Packing of(Path path) {
    Packing packing = of(startOf(path));
    return packing == ZIP && ZipArchive.documentKind(path) != null ? NONE : packing;
  }

  /** What the first bytes look like. */
  static Packing of(byte[] start) {
    if (GZIP_START.begin(start)) {
      return GZIP;
    }
    return ZIP_START.begin(start) || EMPTY_ZIP.begin(start) ? ZIP : NONE;
  }

  private static byte[] startOf(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(START_BYTES);
    } catch (IOException e) {
      throw new SourceException(
          ErrorCode.SOURCE_ERROR, "The source could not be read.", null, null, e);
    }
  }
}
