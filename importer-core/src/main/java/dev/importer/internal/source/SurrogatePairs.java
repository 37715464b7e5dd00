package dev.importer.internal.source;

import java.nio.ByteBuffer;

/**
 * Characters beyond U+FFFF that are written as two surrogates of three bytes each in text that is
 * UTF-8 otherwise, as programs do that know UTF-16 only (CESU-8, Unicode Technical Report 26). They
 * are counted, and the first is known.
 */
public final class SurrogatePairs {

  /** How many bytes such a character has. */
  static final int BYTES = 6;

  private long count;
  private long first = -1;

  void add(long character) {
    count++;
    if (first < 0) {
      first = character;
    }
  }

  /** How many were read so far. */
  public long count() {
    return count;
  }

  /** How many characters lie before the first one; -1 if there is none. */
  public long first() {
    return first;
  }

  /** Whether such a character begins here; the buffer stays where it is. */
  static boolean begin(ByteBuffer bytes) {
    if (bytes.remaining() < BYTES) {
      return false;
    }
    int at = bytes.position();
    return isSurrogate(bytes, at, 0xA0) && isSurrogate(bytes, at + BYTES / 2, 0xB0);
  }

  /** Whether one of the two surrogates begins there. */
  static boolean isHalf(byte[] bytes, int at, int end) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return end - at >= BYTES / 2
        && (isSurrogate(buffer, at, 0xA0) || isSurrogate(buffer, at, 0xB0));
  }

  private static boolean isSurrogate(ByteBuffer bytes, int at, int half) {
    return (bytes.get(at) & 0xFF) == 0xED
        && (bytes.get(at + 1) & 0xF0) == half
        && (bytes.get(at + 2) & 0xC0) == 0x80;
  }

  /** The surrogate that begins here. */
  static char next(ByteBuffer bytes) {
    bytes.get();
    return (char) (0xD000 | ((bytes.get() & 0x3F) << 6) | (bytes.get() & 0x3F));
  }
}
