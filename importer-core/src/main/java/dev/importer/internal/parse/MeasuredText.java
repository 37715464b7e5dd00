package dev.importer.internal.parse;

import dev.importer.error.SourceException;
import dev.importer.internal.source.StrictReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file, of which it is known how many bytes lie before a character.
 *
 * <p>Where all characters of what is read at once are equally wide, as in ASCII, that costs nothing
 * but a comparison. Otherwise the width of each character is kept until the place is asked for, so
 * that places must be asked for in ascending order, and now and then.
 */
final class MeasuredText extends Reader {

  /** How the width of characters is learnt. */
  private enum Measure {
    /** Every UTF-16 unit is equally wide. */
    FIXED,
    /** The width follows from the character. */
    UTF_8,
    /** The decoder is asked for one character at a time. */
    DECODER
  }

  /** A stretch of text; without widths, all of its characters are equally wide. */
  private static final class Piece {
    private int length;
    private final byte @Nullable [] widths;

    Piece(int length, byte @Nullable [] widths) {
      this.length = length;
      this.widths = widths;
    }
  }

  /** Pieces of equal width are joined up to about this length. */
  private static final int MOST_JOINED = 1 << 30;

  private final StrictReader file;
  private final long markBytes;
  private final Measure measure;
  private final int unit;
  private final Deque<Piece> pieces = new ArrayDeque<>();

  private long characters;

  /** Where the first piece begins, and from which of its characters on it counts. */
  private long passedCharacters;

  private long passedBytes;
  private int firstIndex;

  private MeasuredText(StrictReader file, Measure measure, int unit) {
    this.file = file;
    this.markBytes = file.bytesRead();
    this.measure = measure;
    this.unit = unit;
  }

  /** The text of a file that was just opened. */
  static MeasuredText of(StrictReader file) {
    Charset encoding = file.encoding();
    if (encoding.equals(StandardCharsets.UTF_8)) {
      return new MeasuredText(file, Measure.UTF_8, 1);
    }
    if (encoding.name().startsWith("UTF-16")) {
      return new MeasuredText(file, Measure.FIXED, 2);
    }
    boolean single = encoding.canEncode() && encoding.newEncoder().maxBytesPerChar() == 1;
    return new MeasuredText(file, single ? Measure.FIXED : Measure.DECODER, 1);
  }

  @Override
  public int read(char[] target, int offset, int length) {
    if (measure == Measure.DECODER) {
      return readOneByOne(target, offset, length);
    }
    long before = file.bytesRead();
    int count = file.read(target, offset, length);
    if (count > 0) {
      boolean even = measure == Measure.FIXED || file.bytesRead() - before == count;
      add(count, even ? null : utf8Widths(target, offset, count));
    }
    return count;
  }

  private int readOneByOne(char[] target, int offset, int length) {
    byte[] widths = new byte[length];
    int count = 0;
    boolean even = true;
    while (count < length) {
      long before = file.bytesRead();
      int one;
      try {
        one = file.read(target, offset + count, 1);
      } catch (SourceException e) {
        if (count == 0) {
          throw e;
        }
        // What stands before the fault is handed out first; the next reading meets the fault again.
        break;
      }
      int width = (int) (file.bytesRead() - before);
      if (one < 0) {
        // Bytes that only end the text, as a shift back to ASCII, belong to its last character.
        if (width > 0) {
          pieces.addLast(new Piece(0, new byte[] {(byte) width}));
        }
        break;
      }
      widths[count++] = (byte) width;
      even &= width == unit;
    }
    if (count > 0) {
      add(count, even ? null : widths);
    }
    return count > 0 || length == 0 ? count : -1;
  }

  private void add(int count, byte @Nullable [] widths) {
    characters += count;
    Piece last = pieces.peekLast();
    if (widths == null && last != null && last.widths == null && last.length < MOST_JOINED) {
      last.length += count;
    } else {
      pieces.addLast(new Piece(count, widths));
    }
  }

  private byte[] utf8Widths(char[] text, int offset, int count) {
    byte[] widths = new byte[count];
    int surrogate = file.bytesPerSurrogate();
    for (int i = 0; i < count; i++) {
      char c = text[offset + i];
      // Each half of a pair counts for half of its bytes.
      widths[i] = (byte) (c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? surrogate : 3);
    }
    return widths;
  }

  /** The file that it is the text of. */
  StrictReader file() {
    return file;
  }

  /** Whether it is UTF-8, in which nothing but ASCII has one byte a character. */
  boolean isUtf8() {
    return measure == Measure.UTF_8;
  }

  /** How many characters have been read. */
  long characters() {
    return characters;
  }

  /** How many bytes the byte order mark has. */
  long markBytes() {
    return markBytes;
  }

  /** How many bytes of the file have been read. */
  long bytesRead() {
    return file.bytesRead();
  }

  /**
   * How many bytes lie between the byte order mark and a character.
   *
   * @param place how many characters lie before it; not less than the last time
   */
  long bytesBefore(long place) {
    Piece piece = pieces.peekFirst();
    while (piece != null && passedCharacters + piece.length - firstIndex <= place) {
      pass(piece, piece.length - firstIndex);
      if (piece.length == 0 && piece.widths != null) {
        passedBytes += piece.widths[0];
      }
      pieces.removeFirst();
      firstIndex = 0;
      piece = pieces.peekFirst();
    }
    if (piece != null && passedCharacters < place) {
      pass(piece, (int) (place - passedCharacters));
    }
    return passedBytes;
  }

  private void pass(Piece piece, int count) {
    byte[] widths = piece.widths;
    if (widths == null) {
      passedBytes += (long) count * unit;
    } else {
      for (int i = firstIndex; i < firstIndex + count; i++) {
        passedBytes += widths[i];
      }
    }
    firstIndex += count;
    passedCharacters += count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
