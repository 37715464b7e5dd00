package dev.importer.internal.workbook;

import java.nio.CharBuffer;
import java.util.Arrays;

/** The text of a cell while it is gathered. */
final class CellText {

  private static final int FIRST_ROOM = 1 << 8;

  private char[] characters = new char[FIRST_ROOM];
  private int length;

  /** The characters; those from {@link #length} on are of no meaning. */
  char[] characters() {
    return characters;
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  void clear() {
    length = 0;
  }

  void add(char[] source, int start, int count) {
    makeRoom(count);
    System.arraycopy(source, start, characters, length, count);
    length += count;
  }

  /** Adds a character a number of times. */
  void add(char character, int count) {
    makeRoom(count);
    Arrays.fill(characters, length, length + count, character);
    length += count;
  }

  private void makeRoom(int count) {
    if (count > characters.length - length) {
      characters = Arrays.copyOf(characters, Math.max(2 * characters.length, length + count));
    }
  }

  /** Drops all from a length on. */
  void cut(int newLength) {
    length = newLength;
  }

  /** Whether this is the text. */
  boolean is(String other) {
    return other.contentEquals(CharBuffer.wrap(characters, 0, length));
  }

  /**
   * Puts characters in the place of what names them: {@code _x000D_}. From a place on, because
   * nothing is named across two runs of text.
   */
  void decodeFrom(int start) {
    int at = start;
    while (at < length && !isEscape(at)) {
      at++;
    }
    int target = at;
    while (at < length) {
      if (isEscape(at)) {
        characters[target++] = (char) hex(at + 2);
        at += 7;
      } else {
        characters[target++] = characters[at++];
      }
    }
    length = target;
  }

  private boolean isEscape(int at) {
    return characters[at] == '_'
        && length - at >= 7
        && characters[at + 1] == 'x'
        && characters[at + 6] == '_'
        && hex(at + 2) >= 0;
  }

  private int hex(int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      // Character.digit would take digits of other scripts.
      int digit = characters[i] < 0x80 ? Character.digit(characters[i], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = 16 * value + digit;
    }
    return value;
  }

  @Override
  public String toString() {
    return new String(characters, 0, length);
  }
}
