package dev.importer.internal.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises UTF-16 and UTF-32 without a byte order mark. In UTF-16 delimiters, digits and line
 * ends have a zero byte, always on the same side; in UTF-32 every character has one.
 */
final class WideText {

  private static final List<Charset> UTF_32 =
      List.of(Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"));
  private static final List<Charset> UTF_16 =
      List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  /** In text of another script than Latin at least one character in so many is ASCII. */
  private static final int CHARACTERS_PER_ASCII = 50;

  private static final int ASCII_CHARACTERS_TO_TRUST = 3;

  private WideText() {}

  /**
   * The encoding, or null if it is neither of them.
   *
   * @param start the first bytes of the file
   * @param size the size of the whole file
   */
  static @Nullable Charset encodingOf(byte[] start, long size) {
    if (size % 4 == 0 && start.length >= 8) {
      for (Charset encoding : UTF_32) {
        if (isText(decode(start, encoding), 1)) {
          return encoding;
        }
      }
    }
    if (size % 2 == 0 && start.length >= 4 && holdsZero(start)) {
      for (Charset encoding : UTF_16) {
        if (isText(decode(start, encoding), ASCII_CHARACTERS_TO_TRUST)
            && looksLikeUtf16(start, encoding.equals(StandardCharsets.UTF_16LE) ? 1 : 0)) {
          return encoding;
        }
      }
    }
    return null;
  }

  /** Whether there is a zero byte. */
  static boolean holdsZero(byte[] bytes) {
    for (byte each : bytes) {
      if (each == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the zero bytes lie on the side of the high bytes, in numbers that ASCII text with a
   * stray zero here and there does not reach.
   */
  private static boolean looksLikeUtf16(byte[] bytes, int high) {
    int highZeros = 0;
    int lowZeros = 0;
    int foreign = 0;
    int units = bytes.length / 2;
    for (int i = 0; i < units; i++) {
      int highByte = bytes[2 * i + high];
      int lowByte = bytes[2 * i + 1 - high];
      highZeros += highByte == 0 ? 1 : 0;
      lowZeros += lowByte == 0 ? 1 : 0;
      foreign += isPlainAscii(highByte) && isPlainAscii(lowByte) ? 0 : 1;
    }
    return highZeros > 4 * lowZeros
        && highZeros * CHARACTERS_PER_ASCII >= units
        && (highZeros * 2 >= units || foreign * 2 >= units);
  }

  private static boolean isPlainAscii(int value) {
    return value >= ' ' || value == '\n' || value == '\r' || value == '\t';
  }

  private static @Nullable String decode(byte[] bytes, Charset encoding) {
    CharsetDecoder decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    // The sample may end within a pair of surrogates, which is no fault.
    return decoder.decode(ByteBuffer.wrap(bytes), text, false).isError()
        ? null
        : text.flip().toString();
  }

  /** Whether it consists of characters that text is made of, so many of them ASCII. */
  private static boolean isText(@Nullable String text, int ascii) {
    return text != null
        && text.codePoints().allMatch(WideText::isOfText)
        && text.chars().filter(c -> c < 0x80).limit(ascii).count() == ascii;
  }

  private static boolean isOfText(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL ->
          character == '\t' || character == '\n' || character == '\r' || character == 0x1A;
      case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> false;
      default -> true;
    };
  }
}
