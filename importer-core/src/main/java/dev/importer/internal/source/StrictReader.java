package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a file strictly: a byte that is not text in the encoding ends the reading with an {@code
 * encoding-error} that says where it is, or is {@linkplain #keepUndecodable kept} as what it is,
 * instead of becoming a replacement character. In UTF-8 a character that is written as two
 * surrogates of three bytes each (CESU-8) is that character. A byte order mark is not part of the
 * text. Not thread-safe; whoever opens it closes it.
 */
public final class StrictReader extends Reader {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path path;
  private final Charset encoding;
  private final CharsetDecoder decoder;
  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);

  /** How many bytes of the file lie before the start of the buffer. */
  private long bytesBefore;

  /** What is asked when the last byte has been read: whether the bytes are those of before. */
  private final Runnable atEnd;

  private boolean endOfInput;
  private boolean flushed;

  private long charactersRead;

  /** Where bytes that are no text are taken down; null if they end the reading. */
  private @Nullable UndecodableBytes undecodable;

  private final SurrogatePairs surrogatePairs = new SurrogatePairs();

  /** How many bytes each half of the pairs has that were read last. */
  private int bytesPerSurrogate = 2;

  /** The second half of a pair whose first half filled the caller's buffer; 0 if there is none. */
  private char pendingLowSurrogate;

  private StrictReader(Path path, InputStream in, Charset encoding, Runnable atEnd) {
    this.path = path;
    this.in = in;
    this.atEnd = atEnd;
    this.encoding = encoding;
    this.decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.bytes.limit(0);
  }

  /**
   * Opens a file, of which nothing is promised.
   *
   * @param path the file
   * @param encoding its encoding; a byte order mark in the file wins over it
   * @throws SourceException {@code source-error} if the file cannot be opened
   */
  public static StrictReader open(Path path, Charset encoding) {
    try {
      return open(path, Files.newInputStream(path), encoding, () -> {});
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Opens the file of a content. Where others may write to it, its bytes are hashed while they are
   * read: size and time of a file stay the same when somebody takes care that they do, or when a
   * file system counts time in seconds. Whoever reads to the end learns of it.
   *
   * @param content the file
   * @param encoding its encoding; a byte order mark in the file wins over it
   * @throws SourceException {@code source-error} if the file cannot be opened
   */
  public static StrictReader open(Content content, Charset encoding) {
    if (content.spooled()) {
      return open(content.path(), encoding);
    }
    MessageDigest sha256 = Digest.sha256();
    try {
      InputStream in = Files.newInputStream(content.path());
      return open(
          content.path(),
          new DigestInputStream(in, sha256),
          encoding,
          () -> content.requireHash(Digest.hex(sha256)));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static StrictReader open(Path path, InputStream in, Charset encoding, Runnable atEnd)
      throws IOException {
    try {
      byte[] start = in.readNBytes(4);
      ByteOrderMark mark = ByteOrderMark.of(start);
      StrictReader reader =
          new StrictReader(path, in, mark == null ? encoding : mark.encoding(), atEnd);
      int skipped = mark == null ? 0 : mark.length();
      reader.bytes.clear();
      reader.bytes.put(start, skipped, start.length - skipped).flip();
      reader.bytesBefore = skipped;
      return reader;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * From now on bytes that are no text do not end the reading, but become characters that text
   * never has. That is only done where each character begins with a byte of its own: in UTF-16 and
   * UTF-32 nobody can tell where the next one begins.
   *
   * @return this reader
   */
  public StrictReader keepUndecodable() {
    if (!encoding.name().startsWith("UTF-16") && !encoding.name().startsWith("UTF-32")) {
      undecodable = new UndecodableBytes();
    }
    return this;
  }

  /** The bytes that are no text, as far as they are kept; null if they are not. */
  public @Nullable UndecodableBytes undecodable() {
    return undecodable;
  }

  /** The characters that were written as pairs of surrogates. */
  public SurrogatePairs surrogatePairs() {
    return surrogatePairs;
  }

  /** How many bytes each half of those pairs has that were read last: two, or three in CESU-8. */
  public int bytesPerSurrogate() {
    return bytesPerSurrogate;
  }

  /** The encoding in use: that of the byte order mark, or the one given. */
  public Charset encoding() {
    return encoding;
  }

  /** How many bytes the file has. */
  public long size() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** How many bytes of the file have been decoded so far. */
  public long bytesRead() {
    return bytesBefore + bytes.position();
  }

  @Override
  public int read(char[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int count = 1;
    if (pendingLowSurrogate != 0) {
      target[offset] = pendingLowSurrogate;
      pendingLowSurrogate = 0;
    } else {
      count = decode(target, offset, length);
    }
    charactersRead += Math.max(count, 0);
    return count;
  }

  private int decode(char[] target, int offset, int length) {
    bytesPerSurrogate = 2;
    CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
    while (chars.position() == 0) {
      if (flushed) {
        return -1;
      }
      CoderResult result = decoder.decode(bytes, chars, endOfInput);
      if (result.isError() && chars.position() == 0) {
        // What was decoded before the fault has been handed out by then.
        if (bytes.remaining() < SurrogatePairs.BYTES && !endOfInput) {
          fill();
          continue;
        }
        return readUndecodable(target, offset, length, result.length());
      }
      if (result.isUnderflow() && chars.position() == 0) {
        if (endOfInput) {
          decoder.flush(chars);
          flushed = true;
        } else {
          fill();
        }
      } else if (result.isOverflow() && chars.position() == 0) {
        return readPair(target, offset);
      }
    }
    return chars.position();
  }

  private int readUndecodable(char[] target, int offset, int length, int faulty) {
    if (encoding.equals(StandardCharsets.UTF_8) && SurrogatePairs.begin(bytes)) {
      surrogatePairs.add(charactersRead);
      bytesPerSurrogate = 3;
      target[offset] = SurrogatePairs.next(bytes);
      char low = SurrogatePairs.next(bytes);
      if (length == 1) {
        pendingLowSurrogate = low;
        return 1;
      }
      target[offset + 1] = low;
      return 2;
    }
    long place = bytesBefore + bytes.position();
    byte first = bytes.get(bytes.position());
    if (undecodable == null || undecodable.isFull() || first >= 0) {
      throw undecodable(place, faulty);
    }
    bytes.get();
    undecodable.add(first, charactersRead, place);
    target[offset] = ByteEscapes.characterOf(first);
    return 1;
  }

  /**
   * A target of one character cannot take a surrogate pair, so the pair is handed out in halves.
   */
  private int readPair(char[] target, int offset) {
    CharBuffer pair = CharBuffer.allocate(2);
    decoder.decode(bytes, pair, endOfInput);
    target[offset] = pair.get(0);
    pendingLowSurrogate = pair.get(1);
    return 1;
  }

  private void fill() {
    bytesBefore += bytes.position();
    bytes.compact();
    try {
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      if (count < 0) {
        endOfInput = true;
        atEnd.run();
      } else {
        bytes.position(bytes.position() + count);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    bytes.flip();
  }

  private SourceException undecodable(long offset, int length) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < length && bytes.position() + i < bytes.limit(); i++) {
      hex.append(i == 0 ? "" : " ")
          .append(String.format(Locale.ROOT, "0x%02X", bytes.get(bytes.position() + i)));
    }
    return undecodable(hex.toString(), offset);
  }

  /**
   * Why the file cannot be used for bytes that are no text.
   *
   * @param hex the bytes
   * @param offset where they are
   */
  public SourceException undecodable(String hex, long offset) {
    long line = lineOf(offset);
    return new SourceException(
        ErrorCode.ENCODING_ERROR,
        "The byte "
            + hex
            + " at offset "
            + offset
            + " (line "
            + line
            + ") is not "
            + encoding.name()
            + " text. "
            + advice(),
        line,
        null,
        null);
  }

  /** Another encoding would turn the sound characters of a damaged file into nonsense. */
  private String advice() {
    try {
      return encoding.equals(StandardCharsets.UTF_8) && LegacyText.of(path).isDamagedUtf8()
          ? "Most of the file is UTF-8, so that no other encoding fits: correct such places, or save"
              + " the file as UTF-8 again from where it comes."
          : "Save the file as UTF-8, or name its encoding.";
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Counts lines only when they are needed, by reading the file a second time. */
  private long lineOf(long offset) {
    int unit =
        encoding.name().startsWith("UTF-16") ? 2 : encoding.name().startsWith("UTF-32") ? 4 : 1;
    boolean littleEndian = encoding.name().endsWith("LE");
    try (InputStream again = new BufferedInputStream(Files.newInputStream(path))) {
      long line = 1;
      boolean afterReturn = false;
      for (long i = 0; i + unit <= offset; i += unit) {
        int character = 0;
        for (int k = 0; k < unit; k++) {
          int next = again.read();
          character |= next << (8 * (littleEndian ? k : unit - 1 - k));
        }
        if (character == '\r' || (character == '\n' && !afterReturn)) {
          line++;
        }
        afterReturn = character == '\r';
      }
      return line;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static SourceException unreadable(IOException cause) {
    return new SourceException(
        ErrorCode.SOURCE_ERROR,
        "The source could not be read: " + cause.getClass().getSimpleName() + ".",
        null,
        null,
        cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
