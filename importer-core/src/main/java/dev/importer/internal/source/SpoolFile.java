package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that grows in the spool, and what is found out about its bytes on the way. Closing it
 * before it is complete deletes it. Not thread-safe.
 */
final class SpoolFile implements AutoCloseable {

  private final Spool spool;
  private final Path part;
  private final FileChannel channel;
  private final long maxBytes;
  private final Digest digest = new Digest();
  private long size;
  private @Nullable Content content;

  SpoolFile(Spool spool, Path part, long maxBytes) throws IOException {
    this.spool = spool;
    this.part = part;
    this.maxBytes = maxBytes;
    this.channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(part));
  }

  /**
   * Adds bytes.
   *
   * @throws SourceException {@code too-large} past the limit
   */
  void write(byte[] bytes, int offset, int length) {
    if (size + length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    digest.update(bytes, offset, length);
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw spool.failed("write to", e);
    }
    size += length;
  }

  long size() {
    return size;
  }

  /** Makes the bytes durable under their final name. */
  Content complete() {
    if (content == null) {
      try {
        channel.force(true);
        channel.close();
        Path path = spool.pathOf(part);
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        spool.forceFolder();
        content =
            new Content(
                path,
                size,
                digest.hex(),
                Files.getLastModifiedTime(path).toInstant(),
                true,
                digest.utf8Offence(),
                null);
      } catch (IOException e) {
        throw spool.failed("write to", e);
      }
    }
    return content;
  }

  @Override
  public void close() {
    if (content == null) {
      try {
        channel.close();
        Files.deleteIfExists(part);
      } catch (IOException e) {
        throw spool.failed("delete from", e);
      }
    }
  }

  static SourceException tooLarge(long maxBytes) {
    return new SourceException(
        ErrorCode.TOO_LARGE,
        "The source is larger than the limit of " + maxBytes + " bytes (maxSourceBytes).");
  }
}
