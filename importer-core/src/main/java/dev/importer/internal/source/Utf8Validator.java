package dev.importer.internal.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the first byte of a file that cannot be UTF-8, while the file passes in pieces of any size.
 * Strict as the Unicode standard is (table 3-7): no overlong forms, no surrogates, nothing beyond
 * U+10FFFF. Plain ASCII, of which most files are made, passes eight bytes at a time.
 */
final class Utf8Validator {

  /** What stands for "every byte is UTF-8". */
  static final long NONE = -1;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long HIGH_BITS = 0x8080808080808080L;

  /** How many bytes came before the current piece. */
  private long passed;

  /** Where the character at hand began. */
  private long start;

  /** How many bytes of the character at hand are still to come, and the bounds of the next one. */
  private int missing;

  private int least;
  private int most;

  private long offence = NONE;

  void update(byte[] bytes, int offset, int length) {
    if (offence == NONE) {
      int end = offset + length;
      int at = offset;
      while (at < end) {
        int next = missing == 0 ? skipWhole(bytes, at, end) : at;
        if (next > at) {
          at = next;
        } else if (take(bytes[at] & 0xFF, passed + at - offset)) {
          at++;
        } else {
          offence = start;
          return;
        }
      }
      passed += length;
    }
  }

  /** The first offence in what has come so far, or {@link #NONE}. */
  long offence() {
    return offence;
  }

  /** The first offence in the whole file, which must not end within a character. */
  long finish() {
    if (offence == NONE && missing > 0) {
      offence = start;
    }
    return offence;
  }

  /**
   * Passes over what is quickly seen to be right, which is nearly everything: characters of one,
   * two and three bytes that lie whole in this piece.
   */
  private static int skipWhole(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      int lead = bytes[at];
      if (lead >= 0) {
        at = skipAscii(bytes, at, end);
      } else if (lead >= (byte) 0xC2 && lead <= (byte) 0xDF) {
        if (at + 1 >= end || !continues(bytes[at + 1])) {
          return at;
        }
        at += 2;
      } else if (lead > (byte) 0xE0 && lead <= (byte) 0xEF && lead != (byte) 0xED) {
        if (at + 2 >= end || !continues(bytes[at + 1]) || !continues(bytes[at + 2])) {
          return at;
        }
        at += 3;
      } else {
        return at;
      }
    }
    return at;
  }

  private static boolean continues(byte value) {
    return value < (byte) 0xC0;
  }

  private static int skipAscii(byte[] bytes, int from, int end) {
    int at = from;
    while (at + Long.BYTES <= end && ((long) EIGHT_BYTES.get(bytes, at) & HIGH_BITS) == 0) {
      at += Long.BYTES;
    }
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** Takes one byte that begins or continues a character; false if it cannot. */
  private boolean take(int value, long position) {
    if (missing == 0) {
      start = position;
      return begin(value);
    }
    boolean fits = value >= least && value <= most;
    missing--;
    least = 0x80;
    most = 0xBF;
    return fits;
  }

  private boolean begin(int lead) {
    least = 0x80;
    most = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      missing = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      missing = 2;
      least = lead == 0xE0 ? 0xA0 : 0x80;
      most = lead == 0xED ? 0x9F : 0xBF;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      missing = 3;
      least = lead == 0xF0 ? 0x90 : 0x80;
      most = lead == 0xF4 ? 0x8F : 0xBF;
    } else {
      return lead < 0x80;
    }
    return true;
  }
}
