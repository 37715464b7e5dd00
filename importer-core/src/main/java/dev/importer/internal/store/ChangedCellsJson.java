package dev.importer.internal.store;

import dev.importer.internal.record.RecordEncoder;
import dev.importer.results.ChangedCell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changed cells as the JSON that is stored with a change. */
final class ChangedCellsJson {

  private ChangedCellsJson() {}

  static String write(List<ChangedCell> cells) {
    StringBuilder json = new StringBuilder();
    char before = '[';
    for (ChangedCell cell : cells) {
      json.append(before).append("{\"field\":").append(value(cell.field()));
      json.append(",\"label\":").append(value(cell.label()));
      json.append(",\"from\":").append(value(cell.from()));
      json.append(",\"to\":").append(value(cell.to())).append('}');
      before = ',';
    }
    return json.append(cells.isEmpty() ? "[]" : "]").toString();
  }

  private static String value(@Nullable Object value) {
    return value == null ? "null" : RecordEncoder.json(value);
  }

  /** The same cells changed back. */
  static List<ChangedCell> inverted(List<ChangedCell> cells) {
    return cells.stream()
        .map(cell -> new ChangedCell(cell.field(), cell.label(), cell.to(), cell.from()))
        .toList();
  }
}
