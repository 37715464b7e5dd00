package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a source, lying in a file that can be opened any number of times.
 *
 * @param path the file
 * @param size its size in bytes
 * @param sha256 the SHA-256 of its bytes, 64 hexadecimal digits in lower case
 * @param modifiedAt when the file was last modified, to notice a change
 * @param spooled whether the file lies in the spool and belongs to the importer
 * @param utf8Offence the offset of the first byte that cannot be UTF-8, or -1 if there is none
 * @param memberName what the file was called in the archive from which it was unpacked; null if it
 *     was in none, or if that no longer matters because the format is known
 */
public record Content(
    Path path,
    long size,
    String sha256,
    Instant modifiedAt,
    boolean spooled,
    long utf8Offence,
    @Nullable String memberName)
    implements Source.Origin.Received {

  /** Whether every byte is part of UTF-8 text; plain ASCII is. */
  public boolean isUtf8() {
    return utf8Offence == Utf8Validator.NONE;
  }

  /** This content under the name that it had in an archive. */
  Content withMemberName(String name) {
    return new Content(path, size, sha256, modifiedAt, spooled, utf8Offence, name);
  }

  /** The same bytes in another file, which lies in the spool. */
  Content at(Path other, Instant modified) {
    return new Content(other, size, sha256, modified, true, utf8Offence, memberName);
  }

  /**
   * Makes sure that the file is the one that was hashed. In the spool nobody else writes, and a
   * copy of it that was restored may have other times, so there only the size is compared.
   *
   * @throws SourceException {@code source-error} if it changed, or is gone
   */
  public void requireUnchanged() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      if (now.size() == size
          && (spooled || now.lastModifiedTime().toInstant().equals(modifiedAt))) {
        return;
      }
    } catch (IOException e) {
      throw new SourceException(
          ErrorCode.SOURCE_ERROR, "The source is gone or cannot be read.", null, null, e);
    }
    throw changed();
  }

  /**
   * Makes sure that what was read is what was hashed.
   *
   * @param sha256Read the SHA-256 of all bytes that were read
   * @throws SourceException {@code source-error} if it is not
   */
  void requireHash(String sha256Read) {
    if (!sha256Read.equals(sha256)) {
      throw changed();
    }
  }

  private static SourceException changed() {
    return new SourceException(
        ErrorCode.SOURCE_ERROR,
        "The source changed while it was read. Import it again when nobody writes to it.");
  }
}
