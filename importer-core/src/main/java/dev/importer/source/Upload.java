package dev.importer.source;

import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import java.io.OutputStream;

/**
 * A file on its way into the spool: write its bytes, then take the {@link #finish source}. Hashing
 * and the limit on the size happen as the bytes arrive. Closing without finishing discards the
 * bytes. Not thread-safe.
 *
 * <p>Writing throws {@link SourceException} {@code too-large} past the limit and {@link
 * StorageException} if the disk is full.
 */
public abstract class Upload extends OutputStream {

  @Override
  public abstract void write(int value);

  @Override
  public abstract void write(byte[] bytes, int offset, int length);

  /** How many bytes were written so far. */
  public abstract long size();

  /**
   * Makes the bytes durable and gives them as a source; an archive is unpacked. From then on they
   * belong to the import they are submitted to; a source that is never submitted is swept from the
   * spool on the next start.
   *
   * @throws SourceException {@code compression-error} if it is an archive that cannot be unpacked,
   *     {@code too-large} if what is in it is larger than the limit; nothing of it stays
   */
  public abstract Source finish();

  /** Discards the bytes unless the upload was finished. */
  @Override
  public abstract void close();
}
