package dev.importer.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels of a row's cells, in source order, each different from the others. Consecutive rows
 * with the same labels share one instance, so that work on a header is done once by comparing
 * references.
 */
public final class Header {

  private final List<String> labels;
  private final Map<String, Integer> positions;

  /**
   * A header of these labels.
   *
   * @throws IllegalArgumentException if a label stands twice
   */
  public Header(List<String> labels) {
    this.labels = List.copyOf(labels);
    this.positions = new HashMap<>(labels.size() * 2);
    for (int i = 0; i < labels.size(); i++) {
      if (positions.put(labels.get(i), i) != null) {
        throw new IllegalArgumentException("label '" + labels.get(i) + "' stands twice");
      }
    }
  }

  /** The label of a column that has none of its own: {@code column_1} for the first, 0. */
  public static String positionalLabel(int index) {
    return "column_" + (index + 1);
  }

  /** The labels in source order. */
  public List<String> labels() {
    return labels;
  }

  /** The label at this position, 0-based. */
  public String label(int index) {
    return labels.get(index);
  }

  /** How many labels there are. */
  public int size() {
    return labels.size();
  }

  /** The position of a label, 0-based, or -1 if there is none. */
  public int indexOf(String label) {
    return positions.getOrDefault(label, -1);
  }

  /** The labels, as in a list. */
  @Override
  public String toString() {
    return labels.toString();
  }
}
