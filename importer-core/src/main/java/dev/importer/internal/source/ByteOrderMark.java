package dev.importer.internal.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes at the start of a file that name its encoding (Unicode standard, section 23.8). */
record ByteOrderMark(Charset encoding, MagicBytes bytes) {

  /** UTF-32 comes first, because its little-endian mark starts with that of UTF-16. */
  private static final List<ByteOrderMark> ALL =
      List.of(
          mark(Charset.forName("UTF-32BE"), 0x00, 0x00, 0xFE, 0xFF),
          mark(Charset.forName("UTF-32LE"), 0xFF, 0xFE, 0x00, 0x00),
          mark(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
          mark(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
          mark(StandardCharsets.UTF_16LE, 0xFF, 0xFE));

  /** The mark with which these bytes start, or null. */
  static @Nullable ByteOrderMark of(byte[] start) {
    for (ByteOrderMark mark : ALL) {
      if (mark.bytes.begin(start)) {
        return mark;
      }
    }
    return null;
  }

  int length() {
    return bytes.length();
  }

  private static ByteOrderMark mark(Charset encoding, int... bytes) {
    return new ByteOrderMark(encoding, MagicBytes.of(bytes));
  }
}
