package dev.importer.cli;

import dev.importer.internal.text.Quoted;
import dev.importer.results.ErrorValues;
import dev.importer.results.ErrorValues.Cluster;
import dev.importer.results.ErrorValues.Value;
import dev.importer.results.ValueSuggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The different values that were refused, for a terminal. */
final class ErrorValuesText {

  private static final int MOST_NAMED = 5;

  private ErrorValuesText() {}

  static List<String> lines(ErrorValues answer) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("rows", "field", "wrong", "value", "suggestion"));
    answer.values().forEach(value -> rows.add(row(value)));
    List<String> lines = new ArrayList<>(Text.table(rows, 1));
    answer.clusters().forEach(cluster -> lines.add(line(cluster)));
    ErrorValues.Others others = answer.others();
    if (others != null) {
      lines.add(Text.count(others.rows(), "row") + " besides with values that were not told apart");
    }
    String next = answer.cursor();
    if (next != null) {
      lines.add("more: --cursor " + next);
    }
    return lines;
  }

  private static List<String> row(Value value) {
    return List.of(
        Long.toString(value.count()),
        value.field() == null ? "" : value.field(),
        value.code().text() + (value.rule() == null ? "" : " (" + value.rule() + ")"),
        value.value() == null ? "" : Quoted.of(value.value()),
        suggestion(value.suggestion()));
  }

  private static String suggestion(@Nullable ValueSuggestion suggestion) {
    if (suggestion == null) {
      return "";
    }
    return (suggestion.to() == null ? "empty" : Quoted.of(suggestion.to()))
        + " ("
        + suggestion.reason().text()
        + ")";
  }

  private static String line(Cluster cluster) {
    int more = cluster.values().size() - MOST_NAMED;
    String meant = suggestion(cluster.suggestion());
    return "alike in "
        + cluster.field()
        + ", "
        + Text.count(cluster.count(), "row")
        + ": "
        + cluster.values().stream()
            .limit(MOST_NAMED)
            .map(Quoted::of)
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "")
        + (meant.isEmpty() ? "" : "; probably " + meant);
  }
}
