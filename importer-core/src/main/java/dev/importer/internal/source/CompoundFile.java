package dev.importer.internal.source;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What lies in a compound file, the container of old Office files and of encrypted new ones. Of its
 * directory the beginning is read, which is where these programs put what tells them apart.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb">[MS-CFB]</a>
 */
final class CompoundFile {

  private static final MagicBytes START =
      MagicBytes.of(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1);

  private static final int SECTOR_SHIFT_OFFSET = 30;
  private static final int FIRST_DIRECTORY_SECTOR_OFFSET = 48;
  private static final int HEADER_BYTES = 512;
  private static final int ENTRY_BYTES = 128;
  private static final int NAME_LENGTH_OFFSET = 64;
  private static final int MOST_NAME_BYTES = 64;

  private final Set<String> names;

  private CompoundFile(Set<String> names) {
    this.names = names;
  }

  /** Whether a file begins as one. */
  static boolean isOne(byte[] start) {
    return START.begin(start);
  }

  /** Reads the first sector of the directory; nothing is found in a file that is damaged there. */
  static CompoundFile open(Path path) {
    Set<String> names = new HashSet<>();
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      ByteBuffer header = read(file, 0, HEADER_BYTES);
      int shift = Math.min(12, Math.max(9, header.getShort(SECTOR_SHIFT_OFFSET)));
      long sector = Integer.toUnsignedLong(header.getInt(FIRST_DIRECTORY_SECTOR_OFFSET));
      ByteBuffer directory = read(file, (sector + 1) << shift, 1 << shift);
      for (int at = 0; at + ENTRY_BYTES <= directory.limit(); at += ENTRY_BYTES) {
        int length = directory.getShort(at + NAME_LENGTH_OFFSET) - 2;
        if (length > 0 && length < MOST_NAME_BYTES) {
          byte[] name = new byte[length];
          directory.get(at, name);
          names.add(new String(name, StandardCharsets.UTF_16LE));
        }
      }
    } catch (IOException e) {
      throw UnpackingErrors.unreadable(e);
    }
    return new CompoundFile(names);
  }

  private static ByteBuffer read(RandomAccessFile file, long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    if (at < file.length()) {
      file.seek(at);
      file.readFully(bytes, 0, (int) Math.min(length, file.length() - at));
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether it has a stream or storage of this name near the beginning of its directory. */
  boolean holds(String name) {
    return names.contains(name);
  }
}
