package dev.importer.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The rows of the tables of a page whose first cell is `a name` or several. */
record MarkdownTable(String heading, List<Row> rows) {

  /**
   * A row.
   *
   * @param names the names in its first cell
   * @param cells all its cells
   */
  record Row(List<String> names, List<String> cells) {

    String name() {
      return names.get(0);
    }

    /** The text of a cell that holds nothing but `code`. */
    Optional<String> code(int cell) {
      return Optional.of(CODE.matcher(cells.get(cell)))
          .filter(java.util.regex.Matcher::matches)
          .map(code -> code.group(1));
    }

    boolean isReserved() {
      return cells.get(1).contains("reserved: not raised yet");
    }
  }

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** The table under a heading of this page, which must have one. */
  static MarkdownTable under(String heading, String page) {
    List<Row> rows = new ArrayList<>();
    boolean here = false;
    for (String line : page.lines().toList()) {
      if (line.startsWith("#")) {
        here = line.replaceFirst("#+ ", "").equals(heading);
      } else if (here && line.startsWith("| `")) {
        rows.add(row(line));
      }
    }
    if (rows.isEmpty()) {
      throw new AssertionError("no table under the heading '" + heading + "'");
    }
    return new MarkdownTable(heading, rows);
  }

  private static Row row(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.substring(1).split("\\|", -1)) {
      cells.add(cell.strip());
    }
    List<String> names =
        CODE.matcher(cells.get(0)).results().map((MatchResult code) -> code.group(1)).toList();
    return new Row(names, cells);
  }
}
