package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.Suggestion;
import dev.importer.internal.text.VisibleText;
import dev.importer.row.Header;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the columns of a header that somebody names: by the label as it stands in the source, by
 * the one that a column got instead, or by {@code #3} for the third column. A label that stands in
 * the source is always meant as that.
 */
final class NamedColumns {

  private static final Pattern POSITION = Pattern.compile("#[0-9]{1,9}");

  private final Header header;
  private final List<String> written;

  NamedColumns(Header header, List<String> written) {
    this.header = header;
    this.written = written;
  }

  /** How a column is named so that no other is meant. */
  static String nameOf(int position, List<String> labels) {
    String label = labels.get(position);
    boolean clear =
        !label.isBlank()
            && !label.startsWith("#")
            && label.codePoints().noneMatch(NamedColumns::isHardToWrite)
            && label.length() <= Quoted.MAX_LENGTH
            && labels.indexOf(label) == labels.lastIndexOf(label);
    return clear ? label : "#" + (position + 1);
  }

  /** The position, 0-based, of the column that is named; -1 if that is not one. */
  static int positionOf(String named, List<String> labels) {
    int first = labels.indexOf(named);
    if (first >= 0) {
      return first == labels.lastIndexOf(named) ? first : -1;
    }
    return POSITION.matcher(named).matches() ? Integer.parseInt(named.substring(1)) - 1 : -1;
  }

  private static boolean isHardToWrite(int character) {
    return character == '"' || character == '\'' || VisibleText.isInvisible(character);
  }

  /**
   * The label, within the header, of the column that is named.
   *
   * @throws SourceException {@code unknown-label} or {@code duplicate-label} if that is not one
   */
  String labelOf(String named) {
    List<Integer> positions =
        IntStream.range(0, written.size())
            .filter(i -> written.get(i).equals(named))
            .boxed()
            .toList();
    if (positions.size() == 1) {
      return header.label(positions.get(0));
    }
    if (positions.size() > 1) {
      throw severalColumns(named, positions);
    }
    if (header.indexOf(named) >= 0) {
      return named;
    }
    if (POSITION.matcher(named).matches()) {
      return labelAt(named);
    }
    String hint = Suggestion.hint(named, header.labels());
    throw new SourceException(
        ErrorCode.UNKNOWN_LABEL,
        "The map names the column "
            + Quoted.of(named)
            + ", which the file does not have"
            + (hint.isEmpty() ? "." : hint)
            + " It has "
            + Listed.of(header.labels())
            + ".");
  }

  private String labelAt(String named) {
    int position = Integer.parseInt(named.substring(1));
    if (position < 1 || position > header.size()) {
      int size = header.size();
      throw new SourceException(
          ErrorCode.UNKNOWN_LABEL,
          "The map names the column "
              + named
              + ", but the file has "
              + (size == 1 ? "one column, #1." : size + " columns, #1 to #" + size + "."));
    }
    return header.label(position - 1);
  }

  private static SourceException severalColumns(String named, List<Integer> positions) {
    return new SourceException(
        ErrorCode.DUPLICATE_LABEL,
        "The map names the column "
            + Quoted.of(named)
            + ", but "
            + positions.size()
            + " columns have this label. Name each by its position: "
            + positions.stream()
                .limit(Listed.MOST)
                .map(position -> "#" + (position + 1))
                .collect(Collectors.joining(", "))
            + ".");
  }
}
