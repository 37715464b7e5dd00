package dev.importer.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a gzip file of one or more members. The platform's reader leaves out what follows
 * the last member without a word; here that ends the reading with an error.
 */
final class GzipMembers extends GZIPInputStream {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int TRAILER_BYTES = 8;

  private final Path path;

  private GzipMembers(Path path, InputStream in) throws IOException {
    super(in, BUFFER_BYTES);
    this.path = path;
  }

  static GzipMembers open(Path path) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path));
    try {
      return new GzipMembers(path, in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count < 0) {
      requireEnd();
    }
    return count;
  }

  /** A file that ends with a member ends with the checksum and the length of that member. */
  private void requireEnd() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      if (file.length() < TRAILER_BYTES) {
        throw new EOFException();
      }
      byte[] trailer = new byte[TRAILER_BYTES];
      file.seek(file.length() - TRAILER_BYTES);
      file.readFully(trailer);
      ByteBuffer numbers = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN);
      if (numbers.getInt() != (int) crc.getValue()
          || numbers.getInt() != (int) inf.getBytesWritten()) {
        throw new ZipException("there is something after the end");
      }
    }
  }
}
