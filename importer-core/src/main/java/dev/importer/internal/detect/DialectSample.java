package dev.importer.internal.detect;

import dev.importer.error.SourceException;
import dev.importer.internal.source.StrictReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Some text of a file, spread over it, because the start of a large file need not look like the
 * rest. What is not text in the encoding becomes a replacement character.
 *
 * @param head the start of the file, up to the end of a line
 * @param pieces whole lines from further on; the first of them may be the middle of a record
 * @param isWhole whether the head is all there is
 */
record DialectSample(String head, List<String> pieces, boolean isWhole) {

  private static final int HEAD_BYTES = 64 * 1024;
  private static final int PIECE_BYTES = 8 * 1024;
  private static final int PIECES = 4;

  /** No encoding has longer characters, so that a piece at a multiple starts with a whole one. */
  private static final int LONGEST_CHARACTER = 4;

  /** The text of an empty file. */
  static final DialectSample EMPTY = new DialectSample("", List.of(), true);

  /**
   * Takes a sample.
   *
   * @param encoding the encoding; a byte order mark in the file wins over it
   * @throws IOException if the file cannot be read
   */
  static DialectSample of(Path path, Charset encoding) throws IOException {
    Charset inUse = encodingOf(path, encoding);
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      long size = channel.size();
      String head = text(channel, 0, HEAD_BYTES, inUse);
      if (head.startsWith("\uFEFF")) {
        head = head.substring(1);
      }
      if (size <= HEAD_BYTES) {
        return new DialectSample(head, List.of(), true);
      }
      List<String> pieces = new ArrayList<>();
      for (int i = 1; i <= PIECES; i++) {
        long offset = Math.max(HEAD_BYTES, (size - PIECE_BYTES) / PIECES * i);
        offset -= offset % LONGEST_CHARACTER;
        String lines = fromFirstLineEnd(text(channel, offset, PIECE_BYTES, inUse));
        if (!lines.isEmpty()) {
          pieces.add(upToLastLineEnd(lines));
        }
      }
      return new DialectSample(upToLastLineEnd(head), pieces, false);
    }
  }

  private static Charset encodingOf(Path path, Charset encoding) throws IOException {
    try (StrictReader reader = StrictReader.open(path, encoding)) {
      return reader.encoding();
    } catch (SourceException e) {
      throw new IOException(e);
    }
  }

  private static String text(SeekableByteChannel channel, long offset, int most, Charset encoding)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(most);
    channel.position(offset);
    int count = 0;
    while (count >= 0 && bytes.hasRemaining()) {
      count = channel.read(bytes);
    }
    return encoding.decode(bytes.flip()).toString();
  }

  private static String fromFirstLineEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isLineEnd(text.charAt(i))) {
        return text.substring(i + 1);
      }
    }
    return "";
  }

  /** Without the line that the end of the sample cuts; all of it if that is the only one. */
  private static String upToLastLineEnd(String text) {
    for (int i = text.length(); i > 0; i--) {
      if (isLineEnd(text.charAt(i - 1))) {
        return text.substring(0, i);
      }
    }
    return text;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** Whether the text occurs anywhere in the sample. */
  boolean holds(String text) {
    return head.contains(text) || pieces.stream().anyMatch(piece -> piece.contains(text));
  }

  /** The first line, without what ends it. */
  String firstLine() {
    int end = 0;
    while (end < head.length() && !isLineEnd(head.charAt(end))) {
      end++;
    }
    return head.substring(0, end);
  }

  /** This sample without its first lines. */
  DialectSample withoutLines(int count) {
    int start = 0;
    int left = count;
    while (left > 0 && start < head.length()) {
      char c = head.charAt(start++);
      if (c == '\r' && start < head.length() && head.charAt(start) == '\n') {
        start++;
      }
      if (isLineEnd(c)) {
        left--;
      }
    }
    return new DialectSample(head.substring(start), pieces, isWhole);
  }
}
