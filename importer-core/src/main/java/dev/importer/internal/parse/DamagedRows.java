package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.internal.source.ByteEscapes;
import dev.importer.internal.source.StrictReader;
import dev.importer.internal.source.SurrogatePairs;
import dev.importer.internal.source.UndecodableBytes;
import dev.importer.internal.source.UndecodableBytes.Stretch;
import dev.importer.row.Header;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses the rows that hold bytes which are no text, and the whole file if they are too many for
 * damage. Rows of sound files are not looked at.
 */
final class DamagedRows {

  /**
   * So many rows may be damaged in a file of any size, unless they are more than the sound ones.
   */
  private static final int ALWAYS_FEW = 100;

  /** Of larger files one row in so many. */
  private static final int ROWS_PER_DAMAGED = 100;

  private final StrictReader file;
  private final @Nullable UndecodableBytes undecodable;
  private final SurrogatePairs pairs;

  /** What is said of the file if it turns out to be in another encoding. */
  private @Nullable String firstBytes;

  private long firstOffset;
  private long damaged;
  private @Nullable Notice pairNotice;

  DamagedRows(StrictReader file) {
    this.file = file;
    this.undecodable = file.undecodable();
    this.pairs = file.surrogatePairs();
  }

  /** Whether there is anything to look at before the end of a row. */
  boolean isMet() {
    return (undecodable != null && undecodable.isMet())
        || (pairNotice == null && pairs.first() >= 0);
  }

  /** How many characters were written as pairs of surrogates. */
  long surrogatePairs() {
    return pairs.count();
  }

  /** Where the first of them is; empty if there is none. */
  List<Notice> notices() {
    return pairNotice == null ? List.of() : List.of(pairNotice);
  }

  /**
   * Makes sure that there is no such byte in the labels.
   *
   * @param start how many characters lie before them
   * @param end how many characters lie before what follows them
   */
  void requireSound(long start, long end) {
    if (undecodable != null && undecodable.isMet()) {
      undecodable.take(0, start);
      requireSound(end);
    }
  }

  /**
   * Makes sure that there is no such byte before a character of the text.
   *
   * @throws SourceException {@code encoding-error} if there is
   */
  void requireSound(long end) {
    Stretch first = undecodable == null ? null : undecodable.firstBefore(end);
    if (first != null) {
      throw file.undecodable(first.hex(), first.offset());
    }
  }

  /**
   * Looks at a row.
   *
   * @param start how many characters lie before it
   * @param end how many characters lie before what follows it
   * @param bytes how many bytes of the file lie before what follows it
   * @return the row, with a fault for each cell that holds such bytes
   */
  Row check(Row row, long start, long end, long bytes) {
    if (pairNotice == null && pairs.first() >= 0 && pairs.first() < end) {
      pairNotice = pairNotice(row);
    }
    List<Stretch> stretches = undecodable == null ? List.of() : undecodable.take(start, end);
    if (stretches.isEmpty()) {
      return row;
    }
    damaged++;
    if (firstBytes == null) {
      firstBytes = stretches.get(0).hex();
      firstOffset = stretches.get(0).offset();
    }
    if (damaged > ALWAYS_FEW) {
      // As many rows as there will be, if the others are as long.
      requireFew((double) row.number() * file.size() / bytes);
    }
    return refused(row, new ArrayDeque<>(stretches));
  }

  /** Makes sure at the end of the file that it is damaged at most. */
  void close(long rows) {
    if (damaged * 2 > rows) {
      throw file.undecodable(Objects.requireNonNull(firstBytes), firstOffset);
    }
    requireFew((double) rows);
  }

  private void requireFew(double rows) {
    if (damaged > ALWAYS_FEW && damaged * ROWS_PER_DAMAGED > rows) {
      throw file.undecodable(Objects.requireNonNull(firstBytes), firstOffset);
    }
  }

  private static Notice pairNotice(Row row) {
    return new Notice(
        ErrorCode.CESU_8,
        row.number(),
        row.line(),
        null,
        "A character is written as two surrogates (CESU-8) here, as programs do that know UTF-16"
            + " only; it is read as the character that is meant.");
  }

  private Row refused(Row row, Deque<Stretch> stretches) {
    Stretch first = stretches.getFirst();
    List<ImportError> faults = new ArrayList<>();
    Header header = row.header();
    List<String> labels = new ArrayList<>();
    @Nullable Object[] cells = new @Nullable Object[row.size()];
    for (int i = 0; i < cells.length; i++) {
      String label = ByteEscapes.escape(header.label(i));
      int inLabel = ByteEscapes.count(header.label(i));
      labels.add(inLabel > 0 ? label : header.label(i));
      Object cell = row.cell(i);
      String text = textOf(cell);
      int inCell = text == null ? 0 : ByteEscapes.count(text);
      cells[i] = inCell == 0 ? cell : escaped(cell, String.valueOf(text));
      if (inLabel + inCell > 0) {
        // They stand in the order of the cells.
        Stretch its = Objects.requireNonNullElse(stretches.peekFirst(), first);
        IntStream.range(0, inLabel + inCell).forEach(unused -> stretches.pollFirst());
        faults.add(fault(row, its, labels.get(i), i + 1, inCell == 0 ? null : cells[i]));
      }
    }
    if (faults.isEmpty()) {
      faults.add(fault(row, first, null, null, null));
    }
    faults.addAll(row.faults());
    return new Row(
        labels.equals(header.labels()) ? header : new Header(labels),
        cells,
        row.number(),
        row.line(),
        List.copyOf(faults));
  }

  private static @Nullable String textOf(@Nullable Object cell) {
    return cell instanceof JsonText json
        ? ByteEscapes.readJson(json.text())
        : cell instanceof String text ? text : null;
  }

  private static Object escaped(@Nullable Object cell, String text) {
    return cell instanceof JsonText
        ? new JsonText(ByteEscapes.escapeJson(text))
        : ByteEscapes.escape(text);
  }

  private ImportError fault(
      Row row,
      Stretch place,
      @Nullable String label,
      @Nullable Integer column,
      @Nullable Object value) {
    return new ImportError(
        ErrorCode.ENCODING_ERROR,
        null,
        label,
        column,
        value == null ? null : value.toString(),
        (place.isOne() ? "the byte " : "the bytes ")
            + place.hex()
            + " at offset "
            + place.offset()
            + (place.isOne() ? " is not " : " are not ")
            + file.encoding().name()
            + " text; kept as "
            + place.hex().replace("0x", "\\x").replace(" ", "")
            + ", to be replaced by what was meant",
        row.number(),
        row.line());
  }
}
