package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import dev.importer.schema.Schema;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What the first rows of a sample say about the delimiter, if they hold labels. */
final class DialectLabels {

  /** A name such as a program gives; no sentence, no number, no text with blanks at its ends. */
  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_.#-]{0,39}");

  private DialectLabels() {}

  /**
   * How many cells of one of the first rows are labels: expected ones, or, where none is expected,
   * names in the very first row that differ from each other. If that holds anything else but names,
   * it has none.
   *
   * @param expected the labels of a schema; may be empty
   */
  static int count(DialectReading reading, ExpectedLabels expected) {
    if (reading.head().isEmpty() || !isUsual(reading)) {
      return 0;
    }
    int found = 0;
    for (CsvRecord row : DialectTable.start(reading.head())) {
      found = Math.max(found, expected.count(row.cells()));
    }
    return found >= 2 ? found : countNames(reading.head().get(0).cells());
  }

  private static int countNames(String[] cells) {
    if (cells.length < 2) {
      return 0;
    }
    Set<String> seen = new HashSet<>();
    for (String cell : cells) {
      if (!NAME.matcher(cell).matches() || !seen.add(Schema.normalLabel(cell))) {
        return 0;
      }
    }
    return cells.length;
  }

  /** Whether a reading is of the kind that wins where no other fits. */
  static boolean mayBeMistaken(DialectReading reading) {
    return !isUsual(reading)
        || reading.head().isEmpty()
        || reading.head().get(0).cells().length < 2;
  }

  private static boolean isUsual(DialectReading reading) {
    return DialectCandidates.USUAL.contains(reading.syntax().delimiter());
  }
}
