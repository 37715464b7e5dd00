package dev.importer.row;

import dev.importer.error.ErrorCode;
import java.util.List;

/**
 * A cell that was changed, because somebody asked for it: what the source said is kept here.
 *
 * @param column the position of the cell in its record, 1-based
 * @param field the field of the schema, or the label of the column where the schema has no such
 *     field
 * @param from the whole cell as it stands in the source
 * @param by what has changed it, in this order: {@code edited-cell} after the import, before its
 *     check {@code unwrapped-cell}, {@code trimmed-cell}, {@code replaced-cell}, and {@code
 *     checked-cell} by a row check of the application
 */
public record CellChange(int column, String field, String from, List<ErrorCode> by) {

  /** Copies the list. */
  public CellChange {
    by = List.copyOf(by);
  }
}
