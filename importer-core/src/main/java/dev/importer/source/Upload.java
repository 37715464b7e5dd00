package dev.importer.source;

import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way into the spool: write its bytes, then take the {@link #finish source}. Hashing
 * and the limit on the size happen as the bytes arrive. Closing without finishing discards the
 * bytes. Not thread-safe.
 *
 * <p>Writing throws {@link SourceException} {@code too-large} past the limit and {@link
 * StorageException} if the disk is full.
 */
public final class Upload extends OutputStream {

  private final Spool spool;
  private final SpoolFile file;
  private final String name;
  private @Nullable Content content;

  Upload(Spool spool, SpoolFile file, String name) {
    this.spool = spool;
    this.file = file;
    this.name = name;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    file.write(bytes, offset, length);
  }

  /** How many bytes were written so far. */
  public long size() {
    return file.size();
  }

  /**
   * Makes the bytes durable and gives them as a source; an archive is unpacked. From then on they
   * belong to the import they are submitted to; a source that is never submitted is swept from the
   * spool on the next start.
   *
   * @throws SourceException {@code compression-error} if it is an archive that cannot be unpacked,
   *     {@code too-large} if what is in it is larger than the limit; nothing of it stays
   */
  public Source finish() {
    return Source.ofSpooled(content(), name);
  }

  Content content() {
    spool.requireOpen();
    if (content == null) {
      content = spool.unpacked(file.complete(), name);
    }
    return content;
  }

  /** Discards the bytes unless the upload was finished. */
  @Override
  public void close() {
    file.close();
  }
}
