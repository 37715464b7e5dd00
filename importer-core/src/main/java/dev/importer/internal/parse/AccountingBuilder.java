package dev.importer.internal.parse;

import dev.importer.error.SourceException;
import dev.importer.results.Accounting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Books every stretch of a text under the part of the source to which it belongs. Stretches are
 * booked in order, and a gap or an overlap between them is refused, because it would be text that
 * was lost or read twice.
 */
final class AccountingBuilder {

  /** A part of a source. */
  enum Part {
    PREAMBLE,
    HEADER,
    ROW,
    BLANK,
    STRUCTURE
  }

  /** What is booked under one part. */
  private static final class Sum {
    private long stretches;
    private long bytes;
  }

  private final MeasuredText text;
  private final Map<Part, Sum> sums = new EnumMap<>(Part.class);
  private long bookedCharacters;
  private long bookedBytes;
  private Part last = Part.STRUCTURE;
  private boolean lastIsAscii;

  AccountingBuilder(MeasuredText text) {
    this.text = text;
    for (Part part : Part.values()) {
      sums.put(part, new Sum());
    }
  }

  /** Books the characters between the end of the last stretch and this place. */
  void fill(Part part, long end) {
    if (end > bookedCharacters) {
      book(part, bookedCharacters, end);
    }
  }

  /**
   * Books a stretch.
   *
   * @param part to what it belongs
   * @param start how many characters of the text lie before it
   * @param end how many characters lie before what follows it
   * @throws SourceException {@code accounting-error} if it does not begin where the last one ended
   */
  void book(Part part, long start, long end) {
    if (start != bookedCharacters || end < start) {
      throw SourceException.unbalanced(
          "a part of the source begins at character "
              + start
              + ", but the one before it ended at "
              + bookedCharacters);
    }
    long bytesBefore = text.bytesBefore(end);
    Sum sum = sumOf(part);
    sum.bytes += bytesBefore - bookedBytes;
    lastIsAscii = text.isUtf8() && bytesBefore - bookedBytes == end - start;
    sum.stretches++;
    bookedCharacters = end;
    bookedBytes = bytesBefore;
    last = part;
  }

  /**
   * Ends the books after the last stretch.
   *
   * @throws SourceException {@code accounting-error} if there is text that was not booked
   */
  void close() {
    if (bookedCharacters != text.characters()) {
      throw SourceException.unbalanced(
          "the last part of the source ends at character "
              + bookedCharacters
              + " of "
              + text.characters());
    }
    // In some encodings bytes without a character of their own may follow the last one.
    long all = text.bytesBefore(bookedCharacters);
    sumOf(last).bytes += all - bookedBytes;
    bookedBytes = all;
  }

  /** Whether the last stretch is known to be ASCII, because it has as many bytes as characters. */
  boolean isLastAscii() {
    return lastIsAscii;
  }

  /** How many bytes lie before the end of the last stretch. */
  long bookedBytes() {
    return text.markBytes() + bookedBytes;
  }

  /** What has been booked so far. */
  Accounting accounting() {
    return new Accounting(
        text.markBytes(),
        sumOf(Part.PREAMBLE).bytes,
        sumOf(Part.HEADER).bytes,
        sumOf(Part.ROW).bytes,
        sumOf(Part.BLANK).bytes,
        sumOf(Part.STRUCTURE).bytes,
        sumOf(Part.ROW).stretches,
        sumOf(Part.BLANK).stretches);
  }

  private Sum sumOf(Part part) {
    return Objects.requireNonNull(sums.get(part));
  }
}
