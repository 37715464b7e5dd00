package dev.importer.internal.correct;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels of the columns that stand behind those of the source in a file of refused rows. Where
 * the source has such a label itself, ours gets further underscores in front.
 *
 * @param row the number of the row, by which it is found again
 * @param line the line on which the row starts in the source
 * @param errors what is wrong with the row
 * @param importId the import that the row belongs to
 */
record ReservedLabels(String row, String line, String errors, String importId) {

  private static final int LEAST_LABELS = 3;

  static ReservedLabels beside(Collection<String> columns) {
    return new ReservedLabels(
        free("_row", columns),
        free("_line", columns),
        free("_errors", columns),
        free("_import", columns));
  }

  /**
   * Those that stand among the labels of a file, which then is a download of refused rows: the
   * number of the row, and two of the others at least.
   *
   * @return null if they do not
   */
  static @Nullable ReservedLabels among(Collection<String> labels) {
    ReservedLabels found =
        new ReservedLabels(
            longest("_row", labels),
            longest("_line", labels),
            longest("_errors", labels),
            longest("_import", labels));
    boolean ours =
        labels.contains(found.row)
            && found.all().stream().filter(labels::contains).count() >= LEAST_LABELS;
    return ours ? found : null;
  }

  /** A label of the source may be the same with fewer underscores in front. */
  private static String longest(String label, Collection<String> labels) {
    String name = label;
    while (labels.contains("_" + name)) {
      name = "_" + name;
    }
    return name;
  }

  List<String> all() {
    return List.of(row, line, errors, importId);
  }

  private static String free(String label, Collection<String> columns) {
    String name = label;
    while (columns.contains(name)) {
      name = "_" + name;
    }
    return name;
  }
}
