package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.text.Quoted;
import dev.importer.results.HeaderMapping.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value that a field has in all rows.
 *
 * @param field the position of the field, or {@link ColumnMeanings#NO_FIELD} under a schema without
 *     fields
 * @param name the name of the field
 * @param text the value as it was given
 * @param value the typed value; null if the text stands for none
 */
record BoundConstant(int field, String name, String text, @Nullable Object value) {

  /**
   * The constants that were asked for.
   *
   * @param checks those of the fields
   * @throws SourceException {@code bad-constant} if one is no value of its field
   */
  static List<BoundConstant> of(ColumnMeanings meanings, FieldCheck[] checks) {
    List<BoundConstant> constants = new ArrayList<>();
    for (Constant each : meanings.constants()) {
      int field = meanings.positionOf(each.field());
      Object value = each.value();
      if (field != ColumnMeanings.NO_FIELD) {
        List<Finding> findings = new ArrayList<>();
        value = checks[field].check(each.value(), findings);
        if (!findings.isEmpty()) {
          throw bad(each, findings);
        }
      }
      constants.add(new BoundConstant(field, each.field(), each.value(), value));
    }
    return List.copyOf(constants);
  }

  private static SourceException bad(Constant constant, List<Finding> findings) {
    return new SourceException(
        ErrorCode.BAD_CONSTANT,
        "The constant "
            + Quoted.of(constant.value())
            + " is no value of the field "
            + Quoted.of(constant.field())
            + ": "
            + findings.stream().map(Finding::message).collect(Collectors.joining("; "))
            + ". Give another value, or a column that feeds the field.");
  }
}
