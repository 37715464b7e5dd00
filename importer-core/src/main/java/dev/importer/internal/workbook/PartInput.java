package dev.importer.internal.workbook;

import dev.importer.error.SourceException;
import dev.importer.source.Limits;
import java.io.IOException;
import java.io.InputStream;

/**
 * The unpacked bytes of a part, as long as they are not suspiciously many. A parser gathers a tag
 * or a text before it hands it out, however long that is; so whoever asks the parser for something
 * says beforehand how many bytes it may cost.
 */
final class PartInput extends InputStream {

  /** Small parts may be of one character over and over; they harm nobody. */
  private static final long HARMLESS_BYTES = 10L << 20;

  /** What a parser reads at once, which is more than it asked for. */
  private static final int MAX_AHEAD = 8192;

  private final InputStream in;
  private final Limits limits;
  private final Place place;
  private final long size;
  private final long maxBytes;
  private long count;
  private long allowed;

  /**
   * @param size how many bytes there should be
   * @param packedBytes the size of the file
   */
  PartInput(InputStream in, Limits limits, Place place, long size, long packedBytes) {
    this.in = in;
    this.limits = limits;
    this.place = place;
    this.size = size;
    this.maxBytes =
        Math.max(HARMLESS_BYTES, Math.multiplyExact(packedBytes, limits.maxCompressionRatio()));
  }

  /** Lets a parser read a number of bytes, and then no more until it is allowed again. */
  void allow(int bytes) {
    allowed = count + bytes;
  }

  /** Which share has been read, from 0 to 1. */
  double share() {
    return size <= 0 ? 1 : Math.min(1, (double) count / size);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Reads some bytes.
   *
   * @throws SourceException if they are too many
   */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (count >= allowed) {
      throw new TooLongException();
    }
    int got = in.read(target, offset, Math.min(length, MAX_AHEAD));
    if (got > 0) {
      count += got;
      if (count > limits.maxSourceBytes()) {
        throw WorkbookErrors.tooLarge(place.now(), limits.maxSourceBytes());
      }
      if (count > maxBytes) {
        throw WorkbookErrors.bomb(place.now(), limits.maxCompressionRatio());
      }
    }
    return got;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** More was read for one piece of XML than was allowed. */
  static final class TooLongException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }
}
