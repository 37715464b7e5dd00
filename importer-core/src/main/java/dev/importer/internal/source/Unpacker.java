package dev.importer.internal.source;

import dev.importer.error.SourceException;
import dev.importer.internal.text.FileName;
import dev.importer.source.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * Writes what an archive holds into a file of the spool, as long as it is not suspiciously much.
 */
final class Unpacker {

  /** Small files may be of one character over and over; they harm nobody. */
  private static final long HARMLESS_BYTES = 10L << 20;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final SpoolFile target;
  private final int maxRatio;
  private final long maxBytes;

  Unpacker(SpoolFile target, Limits limits, long packedBytes) {
    this.target = target;
    this.maxRatio = limits.maxCompressionRatio();
    this.maxBytes = Math.max(HARMLESS_BYTES, Math.multiplyExact(packedBytes, maxRatio));
  }

  /**
   * Unpacks.
   *
   * @param packing a packing that there is
   * @param path the archive
   * @param name what people call the archive
   * @return what people call the file in it
   * @throws SourceException {@code compression-error} if the archive is damaged, encrypted or
   *     bomb-like, or does not hold exactly one file; {@code too-large} past the limit of a source
   */
  String unpack(Packing packing, Path path, String name) {
    try {
      if (packing == Packing.GZIP) {
        try (InputStream in = GzipMembers.open(path)) {
          copy(in);
        }
        return FileName.withoutExtension(name);
      }
      try (ZipArchive archive = ZipArchive.open(path)) {
        ZipEntry member = archive.onlyMember();
        try (InputStream in = archive.open(member)) {
          copy(in);
        }
        return FileName.label(member.getName());
      }
    } catch (ZipException | EOFException e) {
      throw UnpackingErrors.damaged(e);
    } catch (IOException e) {
      throw UnpackingErrors.unreadable(e);
    }
  }

  private void copy(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int count = in.readNBytes(buffer, 0, BUFFER_BYTES);
    if (Packing.of(Arrays.copyOf(buffer, count)) == Packing.GZIP) {
      throw UnpackingErrors.nested();
    }
    while (count > 0) {
      if (target.size() + count > maxBytes) {
        throw UnpackingErrors.bomb(maxRatio);
      }
      target.write(buffer, 0, count);
      count = in.readNBytes(buffer, 0, BUFFER_BYTES);
    }
  }
}
