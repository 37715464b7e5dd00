package dev.importer.cli;

import dev.importer.results.ChangeResult;
import dev.importer.results.RowCounts;
import dev.importer.results.StoredChange;
import dev.importer.row.ValueReplacement;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes of stored rows in words. */
final class ChangeText {

  private ChangeText() {}

  /** What came of a change. */
  static void print(ChangeResult result, Output out) throws IOException {
    StoredChange change = result.stored();
    RowCounts counts = result.summary().counts();
    if (change == null) {
      out.line("nothing to change");
    } else {
      out.line(
          "change "
              + change.number()
              + ": "
              + Text.count(change.rows(), "row")
              + " changed, "
              + change.nowValid()
              + " now valid, "
              + change.nowRefused()
              + " now refused");
    }
    if (result.leftAloneRows() > 0) {
      out.line(
          Text.count(result.leftAloneRows(), "row")
              + " left alone, changed since: "
              + result.leftAlone().stream().map(String::valueOf).collect(Collectors.joining(", "))
              + (result.leftAloneRows() > result.leftAlone().size() ? ", ..." : ""));
    }
    out.line(counts.toString());
  }

  /** What was asked for. */
  static String what(StoredChange change) {
    return switch (change.kind()) {
      case CORRECTION -> "correction " + change.filename();
      case EDIT -> "edit";
      case REPLACE -> "replace " + replacement(Objects.requireNonNull(change.replacement()));
      case UNDO -> "undo of change " + change.undoes();
    };
  }

  private static String replacement(ValueReplacement asked) {
    String from =
        asked.from().isEmpty()
            ? "all"
            : asked.from().stream().map(ChangeText::value).collect(Collectors.joining(", "));
    String kind = asked.rule() == null ? asked.code() : asked.code() + " (" + asked.rule() + ")";
    return asked.field()
        + ": "
        + from
        + " -> "
        + value(asked.to())
        + (asked.code() == null ? "" : " where " + kind);
  }

  /** A value as people tell it from its neighbours. */
  static String value(@Nullable Object value) {
    return value == null ? "empty" : "'" + value + "'";
  }
}
