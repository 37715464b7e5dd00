package dev.importer.internal.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where bytes of a file are that are no text in its encoding, until somebody takes the places away.
 * Each is read as a character that text never has, see {@link ByteEscapes}.
 */
public final class UndecodableBytes {

  /** So many stretches can lie within one record and what is read ahead; more is no damage. */
  private static final int MOST_STRETCHES = 1_000;

  private static final int MOST_SHOWN = 4;

  /** Bytes in succession. */
  public static final class Stretch {
    private final long character;
    private final long offset;
    private final StringBuilder hex = new StringBuilder();
    private int length;

    private Stretch(long character, long offset) {
      this.character = character;
      this.offset = offset;
    }

    private void add(byte value) {
      if (length++ < MOST_SHOWN) {
        hex.append(String.format(Locale.ROOT, hex.length() == 0 ? "0x%02X" : " 0x%02X", value));
      }
    }

    /** How many bytes of the file lie before it. */
    public long offset() {
      return offset;
    }

    /** Whether it is a single byte. */
    public boolean isOne() {
      return length == 1;
    }

    /** The first bytes, for people: {@code 0xE2 0x82}. */
    public String hex() {
      return hex.toString();
    }
  }

  private final Deque<Stretch> stretches = new ArrayDeque<>();

  /** Whether there is no room for one more. */
  boolean isFull() {
    return stretches.size() >= MOST_STRETCHES;
  }

  /**
   * Takes down a byte.
   *
   * @param character how many characters of the text lie before it
   * @param offset how many bytes of the file lie before it
   */
  void add(byte value, long character, long offset) {
    Stretch last = stretches.peekLast();
    if (last == null || last.offset + last.length != offset) {
      last = new Stretch(character, offset);
      stretches.addLast(last);
    }
    last.add(value);
  }

  /** Whether there are any that were not taken away yet. */
  public boolean isMet() {
    return !stretches.isEmpty();
  }

  /** The first that was not taken away and lies before this character of the text, or null. */
  public @Nullable Stretch firstBefore(long character) {
    Stretch first = stretches.peekFirst();
    return first == null || first.character >= character ? null : first;
  }

  /**
   * Takes those away that lie before a character of the text.
   *
   * @param start those before it are left out
   * @param end how many characters lie before what is left
   */
  public List<Stretch> take(long start, long end) {
    List<Stretch> taken = new ArrayList<>();
    for (Stretch first = firstBefore(end); first != null; first = firstBefore(end)) {
      stretches.removeFirst();
      if (first.character >= start) {
        taken.add(first);
      }
    }
    return taken;
  }
}
