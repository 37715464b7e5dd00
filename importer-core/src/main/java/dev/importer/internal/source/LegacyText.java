package dev.importer.internal.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What an encoding is guessed from: every byte value that the file has, and lines with bytes beyond
 * ASCII, taken from the whole file in bounded memory.
 */
final class LegacyText {

  /** Enough lines for the statistics; when there are more, every other one is dropped. */
  private static final int MAX_LINES = 256;

  private static final int MAX_LINE_BYTES = 1024;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final BitSet values = new BitSet(256);
  private List<byte[]> excerpts = new ArrayList<>();
  private long met;
  private long stride = 1;
  private final byte[] lines;

  /** Sequences beyond ASCII in the whole file that are characters of UTF-8, and that are not. */
  private long whole;

  private long broken;

  private LegacyText(InputStream in) throws IOException {
    byte[] line = new byte[MAX_LINE_BYTES];
    int length = 0;
    for (int value = in.read(); value >= 0; value = in.read()) {
      values.set(value);
      if (value == '\n' || value == '\r') {
        add(line, length);
        length = 0;
      } else {
        if (length == MAX_LINE_BYTES) {
          int cut = endOfWord(line);
          add(line, cut);
          length -= cut;
          System.arraycopy(line, cut, line, 0, length);
        }
        line[length++] = (byte) value;
      }
    }
    add(line, length);
    this.lines = joined(excerpts);
  }

  /** Reads the file once. */
  static LegacyText of(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
      return new LegacyText(in);
    }
  }

  private void add(byte[] line, int length) {
    boolean foreign = false;
    for (int i = 0; i < length && !foreign; i++) {
      foreign = line[i] < 0;
    }
    if (foreign) {
      countCharacters(line, length);
    }
    if (foreign && met++ % stride == 0) {
      excerpts.add(Arrays.copyOf(line, length));
      if (excerpts.size() == MAX_LINES) {
        excerpts = everyOther(excerpts);
        stride *= 2;
      }
    }
  }

  /** Where a long line can be cut: after a character that is never half of another one. */
  private static int endOfWord(byte[] line) {
    int at = line.length;
    while (at > 1 && (line[at - 1] < ' ' || line[at - 1] >= '0')) {
      at--;
    }
    return at > 1 ? at : line.length;
  }

  private static byte[] joined(List<byte[]> lines) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      joined.writeBytes(line);
      joined.write('\n');
    }
    return joined.toByteArray();
  }

  private static List<byte[]> everyOther(List<byte[]> lines) {
    List<byte[]> kept = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 2) {
      kept.add(lines.get(i));
    }
    return kept;
  }

  /** The values that the bytes of the file have. */
  BitSet values() {
    return values;
  }

  /** Lines with bytes beyond ASCII, joined by line feeds. */
  byte[] lines() {
    return lines;
  }

  /** How many bytes of the lines are beyond ASCII. */
  int countBeyondAscii() {
    int count = 0;
    for (byte each : lines) {
      count += each < 0 ? 1 : 0;
    }
    return count;
  }

  /**
   * Whether at least half of the sequences beyond ASCII are whole characters of UTF-8. In other
   * encodings that hardly happens by chance, so the others are damage; read in another encoding,
   * the whole ones would turn into nonsense without a word.
   */
  boolean isDamagedUtf8() {
    return whole > 0 && whole >= broken;
  }

  private void countCharacters(byte[] line, int length) {
    int at = 0;
    while (at < length) {
      if (line[at] >= 0) {
        at++;
      } else {
        int size = characterAt(line, at, length);
        whole += size > 0 ? 1 : 0;
        broken += size > 0 ? 0 : 1;
        // Half a pair is one fault and not three.
        boolean half = size == 0 && SurrogatePairs.isHalf(line, at, length);
        at += half ? SurrogatePairs.BYTES / 2 : Math.max(size, 1);
      }
    }
  }

  /**
   * The length of the UTF-8 character that begins there, or 0 if none does. Two surrogates of three
   * bytes each are one character, which other programs wrote.
   */
  private static int characterAt(byte[] line, int at, int length) {
    int lead = line[at] & 0xFF;
    int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    Utf8Validator validator = new Utf8Validator();
    validator.update(line, at, Math.min(size, length - at));
    if (validator.finish() == Utf8Validator.NONE) {
      return size;
    }
    boolean isPair = SurrogatePairs.begin(ByteBuffer.wrap(line, at, length - at));
    return isPair ? SurrogatePairs.BYTES : 0;
  }
}
