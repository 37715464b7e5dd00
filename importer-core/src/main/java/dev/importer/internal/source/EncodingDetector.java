package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.results.EncodingDetection;
import dev.importer.results.EncodingDetection.Basis;
import dev.importer.source.Source;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how text is encoded: a byte order mark, else what the caller said, else what the sender
 * said, else the zero bytes of UTF-16 and UTF-32, else the escape sequences of ISO 2022, else UTF-8
 * if the whole file is, else the guess that reads best.
 */
public final class EncodingDetector {

  /** JSON is UTF-8 by its standard (RFC 8259, section 8.1); less than this does not outweigh it. */
  private static final double LIKELY_FOR_JSON = 0.95;

  private EncodingDetector() {}

  /**
   * Finds out the encoding of a source.
   *
   * @param source what is known of it
   * @param content its bytes
   * @throws SourceException {@code encoding-error} if its bytes contradict the encoding that it is
   *     said to have
   */
  public static EncodingDetection detect(Source source, Content content) {
    Charset given =
        source.origin() instanceof Source.Origin.Text
            ? Spool.encodingOfText(source)
            : source.dialect().encoding();
    return detect(given, source.declaredEncoding().orElse(null), content);
  }

  /**
   * What was found, for a file that turned out to be JSON: a guess that may well be wrong gives way
   * to UTF-8, and the reader says which bytes are none.
   */
  public static EncodingDetection ofJson(EncodingDetection found, Content content) {
    return found.isGuess() && found.confidence() < LIKELY_FOR_JSON
        ? certain(StandardCharsets.UTF_8, Basis.UTF_8, content)
        : found;
  }

  static EncodingDetection detect(
      @Nullable Charset given, @Nullable Charset declared, Content content) {
    byte[] start = FileStart.of(content.path());
    ByteOrderMark mark = ByteOrderMark.of(start);
    if (mark != null) {
      if (given == null && declared != null) {
        requireSame(mark.encoding(), declared);
      }
      return certain(mark.encoding(), Basis.BYTE_ORDER_MARK, content);
    }
    Charset wide = WideText.encodingOf(start, content.size());
    if (given != null) {
      return certain(said(given, wide, start), Basis.GIVEN, content);
    }
    if (declared != null) {
      Charset said = said(declared, wide, start);
      requireAgreement(said, wide);
      return certain(said, Basis.DECLARED, content);
    }
    if (wide != null) {
      return certain(wide, Basis.UTF_16_32_PATTERN, content);
    }
    Charset escaped = EscapedText.encodingOf(start);
    if (escaped != null) {
      return certain(escaped, Basis.ESCAPE_SEQUENCES, content);
    }
    if (content.isUtf8()) {
      return certain(StandardCharsets.UTF_8, Basis.UTF_8, content);
    }
    return guess(content);
  }

  /**
   * The encoding that somebody says a file has. {@code UTF-16} alone leaves the order of the bytes
   * to them.
   *
   * @param wide the encoding for which the zero bytes of the file speak, or null
   * @throws SourceException if it is UTF-16 or UTF-32, which has zero bytes at its line ends at
   *     least, and the file has none
   */
  private static Charset said(Charset name, @Nullable Charset wide, byte[] start) {
    if (wide != null && wide.name().startsWith(name.name())) {
      return wide;
    }
    if (wide == null && isWide(name) && start.length > 0 && !WideText.holdsZero(start)) {
      throw new SourceException(
          ErrorCode.ENCODING_ERROR,
          "The file is not "
              + name.name()
              + ", as it is said to be: it has no zero byte. Name another encoding, or none, so that"
              + " it is detected.");
    }
    return name;
  }

  private static void requireAgreement(Charset declared, @Nullable Charset wide) {
    if (wide != null && !wide.equals(declared)) {
      throw new SourceException(
          ErrorCode.ENCODING_ERROR,
          "The zero bytes of the file lie as they do in "
              + wide.name()
              + ", but its sender says that it is "
              + declared.name()
              + ". Correct what the sender says, or name the encoding.");
    }
  }

  private static boolean isWide(Charset encoding) {
    return encoding.name().startsWith("UTF-16") || encoding.name().startsWith("UTF-32");
  }

  /**
   * Which of the two is wrong only people can tell. {@code UTF-16} alone leaves the order of its
   * bytes to the mark.
   */
  private static void requireSame(Charset marked, Charset declared) {
    String name = declared.name();
    if (marked.name().equals(name)
        || marked.name().equals(name + "LE")
        || marked.name().equals(name + "BE")) {
      return;
    }
    throw new SourceException(
        ErrorCode.ENCODING_ERROR,
        "The file begins with the byte order mark of "
            + marked.name()
            + ", but its sender says that it is "
            + name
            + ". Correct what the sender says, or name the encoding.");
  }

  private static EncodingDetection guess(Content content) {
    LegacyText text;
    try {
      text = LegacyText.of(content.path());
    } catch (IOException e) {
      throw UnpackingErrors.unreadable(e);
    }
    List<EncodingGuess> ranking = text.isDamagedUtf8() ? List.of() : EncodingGuess.rank(text);
    Optional<EncodingGuess> best = ranking.stream().findFirst();
    return best.map(
            first ->
                new EncodingDetection(
                    first.charset(),
                    Basis.GUESS,
                    first.confidence(),
                    content.utf8Offence(),
                    ranking.stream().skip(1).limit(2).map(each -> each.charset().name()).toList()))
        // Then the reader refuses the file and says where the wrong byte is.
        .orElseGet(() -> certain(StandardCharsets.UTF_8, Basis.UTF_8, content));
  }

  private static EncodingDetection certain(Charset charset, Basis basis, Content content) {
    Long offence = content.isUtf8() ? null : content.utf8Offence();
    return new EncodingDetection(charset, basis, 1, offence, List.of());
  }
}
