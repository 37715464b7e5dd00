package dev.importer.internal.detect;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the first row of a sample says about the delimiter, if it holds labels. */
final class DialectLabels {

  private static final List<String> USUAL_DELIMITERS = List.of(",", ";", "\t", "|");
  private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]+");

  /** A name such as a program gives; no sentence, no number, no text with blanks at its ends. */
  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_.#-]{0,39}");

  private DialectLabels() {}

  /**
   * How many cells of the first row are labels: expected ones, or, where none is expected, names
   * that differ from each other. A first row that holds anything else but names has none.
   *
   * @param expected the labels of a schema; may be empty
   */
  static int count(DialectReading reading, List<String> expected) {
    if (reading.head().isEmpty() || !USUAL_DELIMITERS.contains(reading.syntax().delimiter())) {
      return 0;
    }
    String[] cells = reading.head().get(0).cells();
    if (cells.length < 2) {
      return 0;
    }
    Set<String> names = new HashSet<>();
    expected.forEach(label -> names.add(normal(label)));
    if (!names.isEmpty()) {
      int found = (int) Arrays.stream(cells).filter(cell -> names.contains(normal(cell))).count();
      if (found >= 2) {
        return found;
      }
    }
    Set<String> seen = new HashSet<>();
    for (String cell : cells) {
      if (!NAME.matcher(cell).matches() || !seen.add(normal(cell))) {
        return 0;
      }
    }
    return cells.length;
  }

  /** Whether a reading is of the kind that wins where no other fits. */
  static boolean mayBeMistaken(DialectReading reading) {
    return !USUAL_DELIMITERS.contains(reading.syntax().delimiter())
        || reading.head().isEmpty()
        || reading.head().get(0).cells().length < 2;
  }

  private static String normal(String label) {
    return SEPARATORS.matcher(label.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
