package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the columns of a table hold, as far as most of their cells agree. */
final class DialectColumns {

  private static final int MOST_ROWS = 200;
  private static final int MOST_COLUMNS = 200;

  /** How many of the filled cells must be of one kind. */
  private static final double AGREEMENT = 0.8;

  /** One column. */
  private static final class Column {
    private final Map<CellKind, Integer> kinds = new EnumMap<>(CellKind.class);
    private final Set<String> values = new HashSet<>();
    private int filled;
    private int sentences;
    private int length = -1;
    private boolean sameLength = true;

    void add(String cell) {
      CellKind kind = CellKind.of(cell);
      if (kind == CellKind.EMPTY) {
        return;
      }
      filled++;
      kinds.merge(kind, 1, Integer::sum);
      values.add(cell);
      sentences += isSentence(cell) ? 1 : 0;
      sameLength &= length < 0 || length == cell.length();
      length = cell.length();
    }

    CellKind kind() {
      for (Map.Entry<CellKind, Integer> entry : kinds.entrySet()) {
        if (entry.getKey().isValue() && entry.getValue() >= AGREEMENT * filled) {
          return entry.getKey();
        }
      }
      return filled == 0 ? CellKind.EMPTY : CellKind.TEXT;
    }
  }

  private final List<Column> columns = new ArrayList<>();

  private DialectColumns() {}

  /** The columns of rows that all belong to a table; rows of another width are left out. */
  static DialectColumns of(List<CsvRecord> rows, int width) {
    DialectColumns made = new DialectColumns();
    for (int i = 0; i < Math.min(width, MOST_COLUMNS); i++) {
      made.columns.add(new Column());
    }
    int step = Math.max(1, rows.size() / MOST_ROWS);
    for (int row = 0; row < rows.size(); row += step) {
      String[] cells = rows.get(row).cells();
      if (cells.length == width) {
        for (int i = 0; i < made.columns.size(); i++) {
          made.columns.get(i).add(cells[i]);
        }
      }
    }
    return made;
  }

  int count() {
    return columns.size();
  }

  /** The kind of value that a column holds, {@code TEXT} if none, {@code EMPTY} if no cell does. */
  CellKind kind(int column) {
    return columns.get(column).kind();
  }

  /** Whether more than half of the filled cells of a column differ from each other. */
  boolean isVaried(int column) {
    Column asked = columns.get(column);
    return 2 * asked.values.size() > asked.filled;
  }

  /** Whether most cells of a column are rather sentences than names. */
  boolean holdsSentences(int column) {
    Column asked = columns.get(column);
    return asked.sentences > AGREEMENT * asked.filled;
  }

  /** Whether a cell has what is found in sentences, and hardly in a name. */
  static boolean isSentence(String cell) {
    return cell.contains(", ") || cell.contains("; ") || cell.contains(". ") || cell.contains("\"");
  }

  /** How many cells of a column are filled. */
  int filled(int column) {
    return columns.get(column).filled;
  }

  /** Whether a column holds this very cell. */
  boolean holds(int column, String cell) {
    return columns.get(column).values.contains(cell);
  }

  /** The length that all filled cells of a column have, or -1. */
  int commonLength(int column) {
    Column asked = columns.get(column);
    return asked.sameLength ? asked.length : -1;
  }
}
