package dev.importer.internal.check;

import dev.importer.schema.Schema;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says what would become of a text in a field of a schema, by the very check that its cells go
 * through; rules across rows are left out. Not thread-safe.
 */
public final class CellJudge {

  private final Map<String, FieldCheck> checks;

  /** A judge of the fields of a schema. */
  public CellJudge(Schema schema) {
    this.checks =
        RowValidator.checksOf(schema).stream()
            .collect(Collectors.toMap(FieldCheck::name, Function.identity()));
  }

  /** Whether the field would take a text, and have a value by it. */
  public boolean isValue(String field, String text) {
    return judgement(field, text) == CleaningHint.Judgement.VALID;
  }

  /** Whether an empty cell is one without a value in this field, and the field may have none. */
  public boolean mayBeEmpty(String field) {
    return judgement(field, "") == CleaningHint.Judgement.NO_VALUE;
  }

  /** Whether a text is one that people and programs write where there is no value. */
  public static boolean standsForNoValue(String text) {
    return CleaningHint.isPlaceholder(text);
  }

  private CleaningHint.Judgement judgement(String field, String text) {
    FieldCheck check = checks.get(field);
    return check == null ? CleaningHint.Judgement.INVALID : check.judgement(text);
  }
}
