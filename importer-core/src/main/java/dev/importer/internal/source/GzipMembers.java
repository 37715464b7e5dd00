package dev.importer.internal.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The bytes of a gzip file (RFC 1952) of one or more members. The platform's reader leaves out what
 * follows the last member without a word; here every byte of the file belongs to a member.
 */
final class GzipMembers extends InputStream {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int MAGIC = 0x8B1F;
  private static final int DEFLATE = 8;

  private static final int HEADER_CHECKSUM = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int RESERVED = 0b1110_0000;

  /** Time, compression level and operating system. */
  private static final int UNUSED_HEADER_BYTES = 6;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);

  /** Of the header first, then of the content of a member. */
  private final CRC32 checksum = new CRC32();

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private boolean ended;

  private GzipMembers(InputStream in) {
    this.in = in;
  }

  static GzipMembers open(Path path) throws IOException {
    GzipMembers members = new GzipMembers(Files.newInputStream(path));
    try {
      members.beginMember();
      return members;
    } catch (IOException | RuntimeException e) {
      members.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      int count = inflate(target, offset, length);
      if (count > 0) {
        checksum.update(target, offset, count);
        return count;
      }
      if (inflater.finished()) {
        position = limit - inflater.getRemaining();
        endMember();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("a preset dictionary");
      } else if (fill()) {
        inflater.setInput(buffer, 0, limit);
      } else {
        throw new EOFException();
      }
    }
    return -1;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      throw (IOException) new ZipException("wrong compressed data").initCause(e);
    }
  }

  private void endMember() throws IOException {
    long contentChecksum = checksum.getValue();
    long contentBytes = inflater.getBytesWritten() & 0xFFFF_FFFFL;
    if (readNumber(4) != contentChecksum || readNumber(4) != contentBytes) {
      throw new ZipException("wrong checksum or length");
    }
    if (position < limit || fill()) {
      beginMember();
    } else {
      ended = true;
    }
  }

  private void beginMember() throws IOException {
    checksum.reset();
    if (readNumber(2) != MAGIC || readByte() != DEFLATE) {
      throw new ZipException("no gzip member begins here");
    }
    int flags = readByte();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("flags that RFC 1952 reserves");
    }
    skipHeader(UNUSED_HEADER_BYTES);
    if ((flags & EXTRA) != 0) {
      skipHeader(readNumber(2));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      long headerChecksum = checksum.getValue() & 0xFFFF;
      if (readNumber(2) != headerChecksum) {
        throw new ZipException("wrong checksum of a header");
      }
    }
    checksum.reset();
    inflater.reset();
    inflater.setInput(buffer, position, limit - position);
  }

  private void skipText() throws IOException {
    while (readByte() != 0) {
      // Names and comments are not used.
    }
  }

  /** A number of 2 or 4 bytes, the lowest first. */
  private long readNumber(int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (long) readByte() << (8 * i);
    }
    return number;
  }

  private int readByte() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException();
    }
    checksum.update(buffer[position]);
    return buffer[position++] & 0xFF;
  }

  private void skipHeader(long bytes) throws IOException {
    for (long i = 0; i < bytes; i++) {
      readByte();
    }
  }

  /** Reads more of the file into the empty buffer; false at its end. */
  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
