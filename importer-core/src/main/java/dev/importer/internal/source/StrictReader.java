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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * Decodes a file strictly: a byte that is not text in the encoding ends the reading with an {@code
 * encoding-error} that says where it is, instead of becoming a replacement character. A byte order
 * mark is not part of the text. Not thread-safe; whoever opens it closes it.
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

  /** The encoding in use: that of the byte order mark, or the one given. */
  public Charset encoding() {
    return encoding;
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
    if (pendingLowSurrogate != 0) {
      target[offset] = pendingLowSurrogate;
      pendingLowSurrogate = 0;
      return 1;
    }
    CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
    while (chars.position() == 0) {
      if (flushed) {
        return -1;
      }
      CoderResult result = decoder.decode(bytes, chars, endOfInput);
      if (result.isError() && chars.position() == 0) {
        // What was decoded before the fault has been handed out by then.
        throw undecodable(bytesBefore + bytes.position(), result.length());
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
            + " text. Save the file as UTF-8, or name its encoding.",
        line,
        null,
        null);
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
