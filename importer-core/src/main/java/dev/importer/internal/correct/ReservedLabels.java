package dev.importer.internal.correct;

import java.util.Collection;
import java.util.List;

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

  static ReservedLabels beside(Collection<String> columns) {
    return new ReservedLabels(
        free("_row", columns),
        free("_line", columns),
        free("_errors", columns),
        free("_import", columns));
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
