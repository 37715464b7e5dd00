package dev.importer.results;

import dev.importer.source.Format;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that waits to be checked and imported, as it stood at one moment. Further components may
 * come.
 *
 * @param id its number, 1 or more
 * @param filename what it is called; a label for people
 * @param fileHash the SHA-256 of its bytes, 64 hexadecimal digits; of an archive, that of what is
 *     in it
 * @param fileSize its size in bytes; of an archive, that of what is in it
 * @param format how it is structured; null if that cannot be told unless it is said
 * @param sheets the names of the worksheets of a workbook, in its order; empty for other formats
 * @param createdAt when it was staged
 * @param expiresAt until when it is kept if it is not used again
 */
public record StagedUpload(
    long id,
    String filename,
    String fileHash,
    long fileSize,
    @Nullable Format format,
    List<String> sheets,
    Instant createdAt,
    Instant expiresAt) {

  /** Copies the list. */
  public StagedUpload {
    sheets = List.copyOf(sheets);
  }
}
