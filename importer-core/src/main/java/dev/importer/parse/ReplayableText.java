package dev.importer.parse;

import dev.importer.error.SourceException;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is read until it is released, so that a second reader can begin where the work of the
 * first one is proven. What the source throws is thrown again at the same place of the second
 * reading. Closing it does nothing: an engine that closes early must not close the source.
 */
final class ReplayableText extends Reader {

  private static final int CHUNK = 64 * 1024;

  private final Reader source;
  private final int mostKept;

  /** What is kept lies from the start to the end, and is read again from the next character on. */
  private char[] kept = new char[CHUNK];

  private int start;
  private int next;
  private int end;
  private boolean ended;
  private boolean keeping = true;
  private @Nullable SourceException failure;

  /**
   * A text that keeps a record and what is read ahead of it, and refuses to be read further.
   *
   * @param source the text
   * @param longestRecord the length of the longest record, in characters
   */
  ReplayableText(Reader source, int longestRecord) {
    this.source = source;
    this.mostKept = longestRecord + 3 * CHUNK;
  }

  /**
   * Skips lines, whatever ends them.
   *
   * @param lines how many
   * @param progress is told now and then how many characters have been skipped so far
   * @return how many characters were skipped
   */
  long skipLines(int lines, LongConsumer progress) throws IOException {
    long skipped = 0;
    int left = lines;
    boolean afterReturn = false;
    while (left > 0 || afterReturn) {
      if (next == end) {
        progress.accept(skipped);
        if (!fill()) {
          break;
        }
      }
      char c = kept[next];
      if (afterReturn && c == '\n') {
        afterReturn = false;
      } else if (left == 0) {
        break;
      } else {
        afterReturn = c == '\r';
        left -= c == '\r' || c == '\n' ? 1 : 0;
      }
      next++;
      skipped++;
      release(1);
    }
    return skipped;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (next == end) {
      if (keeping) {
        return readAndKeep(target, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, end - next);
    System.arraycopy(kept, next, target, offset, count);
    next += count;
    return count;
  }

  /** The array in which the kept text lies from {@link #start} on, until the next reading. */
  char[] array() {
    return kept;
  }

  /** Where the kept text starts in the array. */
  int start() {
    return start;
  }

  /** How many characters are kept. */
  int length() {
    return end - start;
  }

  /** Whether the source has no more characters than those that are kept. */
  boolean hasEnded() {
    return ended;
  }

  /** Gives up characters at the start of the kept text. */
  void release(int count) {
    start += count;
    next = Math.max(next, start);
  }

  /** Reads again from the start of the kept text. */
  void rewind() {
    next = start;
  }

  /** Reads again from the start of the kept text, for the last time: nothing is kept any more. */
  Reader lastReading() {
    rewind();
    keeping = false;
    return this;
  }

  private int readAndKeep(char[] target, int offset, int length) throws IOException {
    if (length > mostKept - length()) {
      throw new IOException("more text than may be kept");
    }
    int count = readSource(target, offset, length);
    if (count > 0) {
      makeRoom(count);
      System.arraycopy(target, offset, kept, end, count);
      end += count;
      next = end;
    }
    return count;
  }

  private void makeRoom(int count) {
    if (start > 0) {
      System.arraycopy(kept, start, kept, 0, length());
      end -= start;
      start = 0;
    }
    if (count > kept.length - end) {
      kept = Arrays.copyOf(kept, Math.max(2 * kept.length, end + count));
    }
  }

  /** Reads on where nothing is kept. */
  private boolean fill() throws IOException {
    if (kept.length > CHUNK) {
      kept = new char[CHUNK];
    }
    int count = readSource(kept, 0, kept.length);
    start = 0;
    next = 0;
    end = Math.max(count, 0);
    return count > 0;
  }

  private int readSource(char[] target, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (ended) {
      return -1;
    }
    try {
      int count = source.read(target, offset, length);
      ended = count < 0;
      return count;
    } catch (SourceException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void close() {
    // Whoever opened the source closes it.
  }
}
