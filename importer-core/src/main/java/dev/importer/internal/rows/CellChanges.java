package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.text.VisibleText;
import dev.importer.row.CellChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the cells that cleaning and the checks of the host have changed, by what changed them and
 * column.
 */
final class CellChanges {

  /** JSON may have other labels in every row, of which some are told apart. */
  private static final int MOST_COLUMNS = 10_000;

  private static final Map<ErrorCode, String> SENTENCES =
      Map.of(
          ErrorCode.TRIMMED_CELL, "the white space around the value was removed",
          ErrorCode.UNWRAPPED_CELL, "the text inside the notation of spreadsheets was read",
          ErrorCode.REPLACED_CELL, "another value was put in the place of the one in the file",
          ErrorCode.CHECKED_CELL, "a row check of the application has put another value there");

  private record Kind(ErrorCode code, String field) {}

  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<Kind, PlaceTally> tallies = new LinkedHashMap<>();

  void add(CheckedRow row) {
    if (row.changes().isEmpty()) {
      return;
    }
    for (CellChange change : row.changes()) {
      for (ErrorCode code : change.by()) {
        add(code, change.field(), row.row().number(), row.row().line());
      }
    }
  }

  void add(ErrorCode code, String field, long row, long line) {
    counts.merge(code.text(), 1L, Long::sum);
    Kind kind = new Kind(code, field);
    if (tallies.size() < MOST_COLUMNS || tallies.containsKey(kind)) {
      tallies.computeIfAbsent(kind, unused -> new PlaceTally()).add(row, line);
    }
  }

  /** How many cells were changed, by the text of the code. */
  Map<String, Long> counts() {
    return counts;
  }

  /** The first places in each column. */
  List<Notice> notices() {
    return tallies.entrySet().stream()
        .flatMap(
            each -> each.getValue().notices(each.getKey().code(), sentence(each.getKey())).stream())
        .toList();
  }

  private static String sentence(Kind kind) {
    return VisibleText.of(kind.field()) + ": " + SENTENCES.get(kind.code());
  }
}
