package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.schema.Constraint;
import dev.importer.schema.Field;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule of a schema that holds across rows.
 *
 * @param kind what the rule asks for
 * @param fields the positions of its fields in the schema, 0-based
 * @param references for a foreign key, the positions of the fields that are referred to; otherwise
 *     those of {@code fields}
 */
record KeyRule(Kind kind, List<Integer> fields, List<Integer> references) {

  /** What a rule asks for. */
  enum Kind {
    UNIQUE,
    PRIMARY_KEY,
    UNIQUE_KEY,
    FOREIGN_KEY;

    /** The code of the error if it is broken. */
    ErrorCode code() {
      return switch (this) {
        case UNIQUE, UNIQUE_KEY -> ErrorCode.UNIQUE_ERROR;
        case PRIMARY_KEY -> ErrorCode.PRIMARY_KEY;
        case FOREIGN_KEY -> ErrorCode.FOREIGN_KEY;
      };
    }

    /** The name that Table Schema has for it. */
    String rule() {
      return switch (this) {
        case UNIQUE -> "unique";
        case PRIMARY_KEY -> "primaryKey";
        case UNIQUE_KEY -> "uniqueKeys";
        case FOREIGN_KEY -> "foreignKeys";
      };
    }
  }

  /** Copies the lists. */
  KeyRule {
    fields = List.copyOf(fields);
    references = List.copyOf(references);
  }

  private KeyRule(Kind kind, List<Integer> fields) {
    this(kind, fields, fields);
  }

  boolean isReference() {
    return kind == Kind.FOREIGN_KEY;
  }

  /**
   * The rules of a schema that an import of one file can check, in the order in which Table Schema
   * describes them.
   */
  static List<KeyRule> of(Schema schema) {
    List<KeyRule> rules = new ArrayList<>();
    List<Field> fields = schema.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).constraints().stream().anyMatch(Constraint.Unique.class::isInstance)) {
        rules.add(new KeyRule(Kind.UNIQUE, List.of(i)));
      }
    }
    if (!schema.primaryKey().isEmpty()) {
      rules.add(new KeyRule(Kind.PRIMARY_KEY, positions(schema, schema.primaryKey())));
    }
    for (List<String> key : schema.uniqueKeys()) {
      rules.add(new KeyRule(Kind.UNIQUE_KEY, positions(schema, key)));
    }
    for (ForeignKey key : schema.foreignKeys()) {
      if (key.isChecked()) {
        rules.add(
            new KeyRule(
                Kind.FOREIGN_KEY,
                positions(schema, key.fields()),
                positions(schema, key.referenceFields())));
      }
    }
    return rules;
  }

  private static List<Integer> positions(Schema schema, List<String> names) {
    List<String> all = schema.fields().stream().map(Field::name).toList();
    return names.stream().map(all::indexOf).toList();
  }
}
