package dev.importer.cli;

import dev.importer.results.TargetDifferences;
import dev.importer.results.TargetDifferences.ColumnValue;
import dev.importer.results.TargetDifferences.Kind;
import dev.importer.results.TargetDifferences.RowDifference;
import dev.importer.results.TargetResult;
import dev.importer.results.UndoResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What becomes of rows in tables of the application, in words. */
final class TargetText {

  private TargetText() {}

  /** What has become of the rows of an import; none if they went into no table. */
  static List<String> lines(@Nullable TargetResult result) {
    return result == null
        ? List.of()
        : List.of(
            counts(
                    result.table(),
                    result.inserted(),
                    result.updated(),
                    result.unchanged(),
                    result.skipped())
                + (result.undoneAt() == null ? "" : ", undone " + result.undoneAt()));
  }

  /** What would become of the rows of a file; none if they would go into no table. */
  static List<String> lines(@Nullable TargetDifferences found) {
    if (found == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        counts(
            found.table(), found.inserted(), found.updated(), found.unchanged(), found.skipped()));
    List<List<String>> rows = new ArrayList<>();
    for (RowDifference row : found.rows()) {
      rows.add(
          List.of(
              "row " + row.row(),
              row.kind() == Kind.INSERTED ? "new" : "changed",
              values(row.key()),
              values(row.columns())));
    }
    Text.table(rows, 0).forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static String counts(
      String table, long inserted, long updated, long unchanged, long skipped) {
    return "table "
        + table
        + ": "
        + inserted
        + " new, "
        + updated
        + " changed, "
        + unchanged
        + " unchanged"
        + (skipped > 0 ? ", " + skipped + " skipped" : "");
  }

  private static String values(List<ColumnValue> values) {
    return values.stream().map(TargetText::value).collect(Collectors.joining(", "));
  }

  private static String value(ColumnValue value) {
    String after = ChangeText.value(value.after());
    return value.column()
        + ": "
        + (value.before() == null || value.before().equals(value.after())
            ? after
            : ChangeText.value(value.before()) + " -> " + after);
  }

  /** What was taken back of an import. */
  static void print(UndoResult result, Output out) throws IOException {
    out.line(
        Text.count(result.removed(), "row")
            + " removed, "
            + Text.count(result.restored(), "row")
            + " as before");
    if (result.leftAlone() > 0) {
      out.line(
          Text.count(result.leftAlone(), "row")
              + " left alone, changed since: "
              + result.leftAloneRows().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", "))
              + (result.leftAlone() > result.leftAloneRows().size() ? ", ..." : ""));
    }
  }
}
