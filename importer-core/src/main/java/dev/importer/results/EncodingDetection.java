package dev.importer.results;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The encoding in which a source will be read, and why. Immutable.
 *
 * @param charset the encoding
 * @param basis what it rests on
 * @param confidence how likely it is, from 0 to 1; 1 where it is certain
 * @param utf8Offence the offset of the first byte that cannot be UTF-8, or null if there is none
 * @param runnersUp for a guess, the names of the encodings that are the next most likely
 */
public record EncodingDetection(
    Charset charset,
    Basis basis,
    double confidence,
    @Nullable Long utf8Offence,
    List<String> runnersUp) {

  /** What an encoding rests on, from the strongest to the weakest. */
  public enum Basis {
    /** The file begins with a mark that names it. */
    BYTE_ORDER_MARK,
    /** The caller named it. */
    GIVEN,
    /** The sender of the file says so. */
    DECLARED,
    /** The zero bytes of the file lie as they do in UTF-16 or UTF-32. */
    UTF_16_32_PATTERN,
    /** The file has the escape sequences of an encoding of ISO 2022, such as ISO-2022-JP. */
    ESCAPE_SEQUENCES,
    /** Every byte of the file is UTF-8, or the file is UTF-8 that was damaged in a few places. */
    UTF_8,
    /** A workbook, which says itself how its text is encoded. */
    WORKBOOK,
    /** It makes the most plausible text. */
    GUESS
  }

  /** Copies the list. */
  public EncodingDetection {
    runnersUp = List.copyOf(runnersUp);
  }

  /** Whether it is a guess, which can be wrong. */
  public boolean isGuess() {
    return basis == Basis.GUESS;
  }

  /** The finding in a sentence for people. */
  public String sentence() {
    String name = charset.name();
    return switch (basis) {
      case BYTE_ORDER_MARK -> "The file begins with the byte order mark of " + name + ".";
      case GIVEN -> "The encoding " + name + " was given.";
      case DECLARED -> "Its sender says that the file is " + name + ".";
      case UTF_16_32_PATTERN -> "The zero bytes of the file lie as they do in " + name + ".";
      case ESCAPE_SEQUENCES -> "The file has the escape sequences of " + name + ".";
      case UTF_8 ->
          utf8Offence == null
              ? "Every byte of the file is UTF-8."
              : "The file is UTF-8, but damaged; the first wrong byte is at offset "
                  + utf8Offence
                  + ".";
      case WORKBOOK -> "A workbook says itself how its text is encoded.";
      case GUESS ->
          String.format(
              Locale.ROOT,
              "The file is not UTF-8 (the byte at offset %d rules it out); %s makes the most"
                  + " plausible text (%.0f %%)%s. Name the encoding if this is wrong.",
              utf8Offence,
              name,
              confidence * 100,
              runnersUp.isEmpty() ? "" : ", before " + String.join(" and ", runnersUp));
    };
  }
}
