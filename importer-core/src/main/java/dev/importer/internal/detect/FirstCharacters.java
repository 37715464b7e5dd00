package dev.importer.internal.detect;

import java.io.IOException;
import java.io.Reader;

/** The start of a text, which is closed with it. */
final class FirstCharacters extends Reader {

  private final Reader text;
  private int left;

  /**
   * The first characters of a text.
   *
   * @param most how many
   */
  FirstCharacters(Reader text, int most) {
    this.text = text;
    this.left = most;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int count = text.read(target, offset, Math.min(length, left));
    left -= Math.max(count, 0);
    return count;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
