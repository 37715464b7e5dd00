package dev.importer.internal.parse;

import java.io.Reader;

/** A text that comes in pieces of a few characters, as from a slow network. */
public final class ShortReads extends Reader {

  private final String text;
  private final int longest;
  private int position;

  public ShortReads(String text, int longest) {
    this.text = text;
    this.longest = longest;
  }

  @Override
  public int read(char[] target, int offset, int length) {
    if (position == text.length()) {
      return -1;
    }
    // The length varies with the place, so that pieces end anywhere.
    int count = Math.min(1 + position % longest, Math.min(length, text.length() - position));
    text.getChars(position, position + count, target, offset);
    position += count;
    return count;
  }

  @Override
  public void close() {}
}
