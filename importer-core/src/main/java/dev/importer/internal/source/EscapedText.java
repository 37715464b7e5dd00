package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the encodings of ISO 2022, in which escape sequences switch between sets of
 * characters. All of their bytes are ASCII, so that a file looks like plain text of signs.
 */
final class EscapedText {

  private static final byte ESCAPE = 0x1B;

  /** The control characters of such texts: those of any text, the escape, and two that shift. */
  private static final String OF_TEXT = "\t\n\r\u001b\u000e\u000f\u001a";

  /** The usual ones first. */
  private static final List<String> ENCODINGS =
      List.of("ISO-2022-JP", "x-windows-iso2022jp", "ISO-2022-JP-2", "ISO-2022-KR", "ISO-2022-CN");

  private EscapedText() {}

  /**
   * The encoding; null if there are no such sequences, or none that call for one.
   *
   * @param start the first bytes of a file
   * @throws SourceException {@code encoding-error} if there are such sequences, but no encoding
   *     that has them
   */
  static @Nullable Charset encodingOf(byte[] start) {
    int wide = indexOf(start, '$');
    if ((wide < 0 && indexOf(start, '(') < 0) || !isPlain(start)) {
      return null;
    }
    for (String name : ENCODINGS) {
      if (Charset.isSupported(name) && fits(start, Charset.forName(name))) {
        return Charset.forName(name);
      }
    }
    if (wide < 0) {
      return null;
    }
    throw new SourceException(
        ErrorCode.ENCODING_ERROR,
        "The escape sequence at offset "
            + wide
            + " switches to another set of characters, as in ISO-2022-JP, -KR and -CN, but the file"
            + " is none of these. Save the file as UTF-8, or name its encoding.");
  }

  /** Whether there is nothing but ASCII without the control characters that no text has. */
  private static boolean isPlain(byte[] start) {
    for (byte each : start) {
      if (each < 0 || (each < ' ' && OF_TEXT.indexOf(each) < 0)) {
        return false;
      }
    }
    return true;
  }

  /** Where the first sequence is that begins with an escape and this sign, or -1. */
  private static int indexOf(byte[] start, char sign) {
    for (int i = 0; i + 1 < start.length; i++) {
      if (start[i] == ESCAPE && start[i + 1] == sign) {
        return i;
      }
    }
    return -1;
  }

  private static boolean fits(byte[] start, Charset encoding) {
    CharsetDecoder decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(start.length);
    // The sample may end within a character, which is no fault.
    return !decoder.decode(ByteBuffer.wrap(start), text, false).isError()
        && text.flip().chars().noneMatch(c -> c == ESCAPE)
        && text.chars().anyMatch(c -> c >= 0x80);
  }
}
