package dev.importer.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens ZIP files with bounds and checks that Java leaves out. */
public final class ZipFiles {

  /** The list of members is read at once; this is room for some hundred thousand. */
  private static final long MAX_DIRECTORY_BYTES = 16L << 20;

  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT_BYTES = 65_535;
  private static final int END_SIGNATURE = 0x06054B50;

  private ZipFiles() {}

  /** A file that has more members than anybody needs, and than are good for the memory. */
  public static final class TooManyMembersException extends ZipException {

    private static final long serialVersionUID = 1L;

    private TooManyMembersException() {
      super("too many members");
    }
  }

  /**
   * Opens a file; whoever does so closes it.
   *
   * @throws TooManyMembersException if it has some hundred thousand members
   * @throws ZipException if it is damaged
   */
  public static ZipFile open(Path path) throws IOException {
    requireModestDirectory(path);
    // Names that are not marked as UTF-8 come in any encoding; here they are never refused.
    return new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
  }

  /** The bytes of a member; the end is reached only if they have the checksum they should. */
  public static InputStream open(ZipFile file, ZipEntry member) throws IOException {
    return new CheckedInputStream(file.getInputStream(member), new CRC32()) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0 && getChecksum().getValue() != member.getCrc()) {
          throw new ZipException("wrong checksum");
        }
        return count;
      }
    };
  }

  private static void requireModestDirectory(Path path) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(in.length(), END_BYTES + MAX_COMMENT_BYTES)];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      ByteBuffer end = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
      int at = tail.length - END_BYTES;
      while (at >= 0 && end.getInt(at) != END_SIGNATURE) {
        at--;
      }
      if (at >= 0 && Integer.toUnsignedLong(end.getInt(at + 12)) > MAX_DIRECTORY_BYTES) {
        throw new TooManyMembersException();
      }
    }
  }
}
