package dev.importer.internal.check;

import dev.importer.schema.Field;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A foreign key of a schema that refers to a table of the host. Immutable. */
public final class ReferenceRule {

  private final KeyRule rule;

  private ReferenceRule(KeyRule rule) {
    this.rule = rule;
  }

  /** The rule of one of the foreign keys of a schema. */
  public static ReferenceRule of(Schema schema, ForeignKey key) {
    List<String> names = schema.fields().stream().map(Field::name).toList();
    List<Integer> fields = key.fields().stream().map(names::indexOf).toList();
    return new ReferenceRule(new KeyRule(KeyRule.Kind.FOREIGN_KEY, fields, fields));
  }

  /** What a row refers to, in typed values; null if one of them is missing. */
  public Object @Nullable [] keyOf(RowAmendment row) {
    return row.keyOf(rule.fields());
  }

  /**
   * Refuses a row that refers to nothing.
   *
   * @param among where it should be, in words
   * @param hint what may be meant, as a clause; may be empty
   */
  public void refuse(RowAmendment row, String among, String hint) {
    row.refuse(
        rule,
        row.quoted(rule)
            + (rule.fields().size() == 1 ? " is not a value of " : " are in no row the values of ")
            + among
            + hint);
  }
}
