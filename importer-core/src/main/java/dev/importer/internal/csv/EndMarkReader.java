package dev.importer.internal.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * A text without the characters U+001A at its very end. Programs of DOS and CP/M mark the end of a
 * file with them; elsewhere in a text they are characters like any other.
 */
public final class EndMarkReader extends Reader {

  private static final char MARK = '\u001A';

  private final Reader text;

  /** How many marks were read last that may be the end. */
  private long held;

  /** How many of them turned out to be text that is still to be handed out. */
  private long due;

  /** What was read after them. */
  private char[] next = new char[0];

  private int nextStart;

  /** A reader of another text, which is closed with it. */
  public EndMarkReader(Reader text) {
    this.text = text;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (due == 0 && nextStart == next.length) {
      int count = text.read(target, offset, length);
      if (count < 0) {
        return count;
      }
      int kept = lengthWithoutMarks(target, offset, count);
      if (held == 0 || kept == 0) {
        held += (long) count - kept;
        if (kept > 0) {
          return kept;
        }
      } else {
        due = held;
        held = (long) count - kept;
        next = Arrays.copyOfRange(target, offset, offset + kept);
        nextStart = 0;
      }
    }
    return due > 0 ? giveMarks(target, offset, length) : giveNext(target, offset, length);
  }

  private static int lengthWithoutMarks(char[] text, int offset, int count) {
    int kept = count;
    while (kept > 0 && text[offset + kept - 1] == MARK) {
      kept--;
    }
    return kept;
  }

  private int giveMarks(char[] target, int offset, int length) {
    int count = (int) Math.min(due, length);
    Arrays.fill(target, offset, offset + count, MARK);
    due -= count;
    return count;
  }

  private int giveNext(char[] target, int offset, int length) {
    int count = Math.min(next.length - nextStart, length);
    System.arraycopy(next, nextStart, target, offset, count);
    nextStart += count;
    return count;
  }

  /** How many marks stand at the end of the text, once it has ended. */
  public long marks() {
    return held;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
