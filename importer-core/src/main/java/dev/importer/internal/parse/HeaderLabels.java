package dev.importer.internal.parse;

import dev.importer.row.Header;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes labels that differ from each other: a blank one is named after its position, and one that
 * stands twice gets a number. The first of equal labels always keeps its name.
 */
final class HeaderLabels {

  private final List<String> labels = new ArrayList<>();
  private List<String> original = List.of();
  private final Set<String> taken;

  /** The number that the next label of this name may get; saves trying all of them again. */
  private final Map<String, Integer> nextNumbers = new HashMap<>();

  private long blank;
  private long renamed;

  private HeaderLabels(Set<String> taken) {
    this.taken = taken;
  }

  /** Labels out of the cells of a header row. */
  static HeaderLabels of(List<String> cells) {
    HeaderLabels made = new HeaderLabels(new HashSet<>(cells));
    made.original = List.copyOf(cells);
    Set<String> seen = new HashSet<>();
    for (String cell : cells) {
      if (cell.isBlank()) {
        made.blank++;
        made.addPositional();
      } else if (seen.add(cell)) {
        made.labels.add(cell);
      } else {
        made.renamed++;
        made.labels.add(made.numbered(cell));
      }
    }
    return made;
  }

  /** One row of cells out of several: the cells of a column joined, without the blank ones. */
  static List<String> joined(List<List<String>> rows, String between) {
    if (rows.size() == 1) {
      return rows.get(0);
    }
    int width = rows.stream().mapToInt(List::size).max().orElse(0);
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      int column = i;
      joined.add(
          rows.stream()
              .filter(row -> column < row.size())
              .map(row -> row.get(column))
              .filter(cell -> !cell.isBlank())
              .collect(Collectors.joining(between)));
    }
    return joined;
  }

  /** The cells of several header rows, and which of them were filled. */
  record Filled(List<List<String>> rows, List<Integer> columns) {}

  /**
   * Repeats the heading of a group of columns: in {@code Date,Travel,} over {@code ,Air,Rail} it is
   * the label of the last column, too. A heading goes on as far as there are labels below it and no
   * other heading.
   *
   * @return the rows, and the columns that got a heading, 0-based
   */
  static Filled filled(List<List<String>> rows) {
    List<List<String>> filled = new ArrayList<>(rows);
    List<Integer> columns = new ArrayList<>();
    for (int row = 0; row + 1 < rows.size(); row++) {
      List<String> headings = new ArrayList<>(rows.get(row));
      List<String> below = rows.get(row + 1);
      String heading = "";
      for (int i = 0; i < Math.min(headings.size(), below.size()); i++) {
        if (below.get(i).isBlank()) {
          heading = "";
        } else if (!headings.get(i).isBlank()) {
          heading = headings.get(i);
        } else if (!heading.isEmpty()) {
          headings.set(i, heading);
          columns.add(i);
        }
      }
      filled.set(row, headings);
    }
    return new Filled(filled, columns);
  }

  /** A header of this many columns that begins like another and names the others by position. */
  static Header widen(Header header, int width) {
    HeaderLabels made = new HeaderLabels(new HashSet<>(header.labels()));
    made.labels.addAll(header.labels());
    while (made.labels.size() < width) {
      made.addPositional();
    }
    return made.header();
  }

  /** A header of this many columns, named by position. */
  static Header positional(int width) {
    return widen(new Header(List.of()), width);
  }

  private void addPositional() {
    String name = Header.positionalLabel(labels.size());
    labels.add(taken.add(name) ? name : numbered(name));
  }

  private String numbered(String name) {
    int number = nextNumbers.getOrDefault(name, 2);
    while (!taken.add(name + "_" + number)) {
      number++;
    }
    nextNumbers.put(name, number + 1);
    return name + "_" + number;
  }

  /** The labels as a header. */
  Header header() {
    return new Header(labels);
  }

  /** The cells as they stand in the source. */
  List<String> original() {
    return original;
  }

  /** How many cells were blank. */
  long blank() {
    return blank;
  }

  /** How many labels got a number because they stood there before. */
  long renamed() {
    return renamed;
  }
}
