package dev.importer.cli;

import dev.importer.internal.text.Suggestion;
import dev.importer.internal.text.VisibleText;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ErrorSummary.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sentences and tables for a terminal. */
final class Text {

  private static final int MOST_GROUPS = 20;

  private Text() {}

  /** The text with everything written out that a terminal would obey, or that nobody sees. */
  static String visible(String text) {
    return VisibleText.of(text);
  }

  /** What ends a sentence: a question if one of the names was probably meant, or a full stop. */
  static String end(String written, Collection<String> names) {
    String question = Suggestion.hint(written, names);
    return question.isEmpty() ? "." : question;
  }

  /** {@code 1 row}, {@code 2 rows}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** A line for each kind of error: how often, what, where, and the first message. */
  static List<String> groups(ErrorSummary summary) {
    List<List<String>> rows = new ArrayList<>();
    for (Group group :
        summary.groups().subList(0, Math.min(MOST_GROUPS, summary.groups().size()))) {
      rows.add(
          List.of(
              group.count() + " x",
              group.code().text() + parenthesised(group.rule()),
              group.field() == null ? "" : group.field(),
              example(group)));
    }
    List<String> lines = new ArrayList<>(table(rows, 0));
    int more = summary.groups().size() - rows.size();
    if (more > 0) {
      lines.add("and " + count(more, "further kind") + " of errors");
    }
    return lines;
  }

  private static String parenthesised(@Nullable String rule) {
    return rule == null ? "" : " (" + rule + ")";
  }

  private static String example(Group group) {
    if (group.examples().isEmpty()) {
      return "";
    }
    ErrorSummary.Example example = group.examples().get(0);
    return "line " + example.line() + ": " + example.message();
  }

  /**
   * The rows with their columns under each other, two spaces apart.
   *
   * @param rows all of the same length
   * @param numbers how many of the first columns are set to the right
   */
  static List<String> table(List<List<String>> rows, int numbers) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = visible(row.get(column));
        String space = " ".repeat(width(rows, column) - cell.length());
        line.append(column == 0 ? "" : "  ");
        line.append(column < numbers ? space + cell : cell + space);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> visible(row.get(column)).length()).max().orElse(0);
  }
}
