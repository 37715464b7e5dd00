package dev.importer.cli;

import dev.importer.results.HeaderMapping;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an import as a table for a terminal: their numbers, their status, and their cells under
 * one set of columns; what is wrong with them, and what was changed, at the end of their lines.
 */
final class RowTable {

  /** So many characters of a cell are shown; {@code --json} and export have all. */
  private static final int MOST_SHOWN = 40;

  private static final int NUMBERS = 1;

  private final Map<String, String> fields = new HashMap<>();
  private final Set<String> columns = new LinkedHashSet<>();
  private final List<StoredRecord> rows;
  private final List<Map<String, @Nullable Object>> cells = new ArrayList<>();

  private RowTable(List<StoredRecord> rows, HeaderMapping mapping) {
    this.rows = rows;
    for (HeaderMapping.Column column : mapping.columns()) {
      fields.put(column.label(), Objects.requireNonNullElse(column.field(), column.label()));
    }
    rows.forEach(row -> cells.add(cellsOf(row)));
    Set<String> used =
        cells.stream().flatMap(row -> row.keySet().stream()).collect(Collectors.toSet());
    mapping.columns().stream()
        .map(column -> fields.getOrDefault(column.label(), column.label()))
        .filter(used::contains)
        .forEach(columns::add);
    cells.forEach(row -> columns.addAll(row.keySet()));
  }

  /** The lines of the table, with a line of labels; none if there are no rows. */
  static List<String> lines(List<StoredRecord> rows, HeaderMapping mapping) {
    return rows.isEmpty() ? List.of() : new RowTable(rows, mapping).lines();
  }

  /** Refused rows have their cells under the labels of the file. */
  private Map<String, @Nullable Object> cellsOf(StoredRecord row) {
    boolean valid = row.status() == RecordStatus.VALID;
    Map<String, @Nullable Object> byField = new LinkedHashMap<>();
    row.cells()
        .forEach(
            (label, cell) -> {
              String field = valid ? label : fields.getOrDefault(label, label);
              // A second cell for one field stands beside the first.
              String name = byField.containsKey(field) ? label : field;
              for (int i = 2; byField.containsKey(name); i++) {
                name = label + "_" + i;
              }
              byField.put(name, cell);
            });
    return byField;
  }

  private List<String> lines() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        Stream.of(Stream.of("row", "status"), columns.stream().map(RowTable::shown), Stream.of(""))
            .flatMap(part -> part)
            .toList());
    for (int i = 0; i < rows.size(); i++) {
      StoredRecord row = rows.get(i);
      List<String> line = new ArrayList<>();
      line.add(Long.toString(row.rowNumber()));
      line.add(row.status().text());
      for (String column : columns) {
        line.add(shown(Objects.toString(cells.get(i).get(column), "")));
      }
      line.add(row.error().orElse("") + changes(row));
      lines.add(line);
    }
    return Text.table(lines, NUMBERS);
  }

  private static String shown(String text) {
    String visible = Text.visible(text);
    if (visible.length() <= MOST_SHOWN) {
      return visible;
    }
    int end =
        Character.isHighSurrogate(visible.charAt(MOST_SHOWN - 2)) ? MOST_SHOWN - 2 : MOST_SHOWN - 1;
    return visible.substring(0, end) + "…";
  }

  /** The cells that were changed before the check, as the file has them. */
  private static String changes(StoredRecord row) {
    return row.changes().isEmpty()
        ? ""
        : row.changes().stream()
            .map(change -> change.field() + " was '" + Text.visible(change.from()) + "'")
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
