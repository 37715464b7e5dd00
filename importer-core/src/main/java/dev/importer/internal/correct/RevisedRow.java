package dev.importer.internal.correct;

import dev.importer.row.Row;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored row with other cells, at the place where the source had it.
 *
 * @param row the row as it shall be, under the labels of its source
 * @param before its cells as they are, under the same labels
 * @param changed the positions of the cells that were changed, if the others are values that were
 *     found valid before; null if all cells are as they came
 */
record RevisedRow(Row row, Map<String, @Nullable Object> before, @Nullable BitSet changed) {}
