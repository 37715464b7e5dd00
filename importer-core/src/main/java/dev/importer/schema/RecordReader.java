package dev.importer.schema;

import java.lang.reflect.RecordComponent;
import java.util.List;

/** Makes a schema of a record class, whose components are its fields. */
final class RecordReader {

  private RecordReader() {}

  static Schema read(Class<? extends Record> type) {
    SchemaRules rules = type.getAnnotation(SchemaRules.class);
    boolean named = rules != null && !rules.name().isEmpty();
    Schema.Builder schema =
        Schema.builder(named ? rules.name() : ComponentReader.snake(type.getSimpleName()));
    for (RecordComponent component : type.getRecordComponents()) {
      schema.field(ComponentReader.read(component));
    }
    if (rules != null) {
      apply(rules, schema);
    }
    return schema.build();
  }

  private static void apply(SchemaRules rules, Schema.Builder schema) {
    schema
        .title(ComponentReader.textOrNull(rules.title()))
        .description(ComponentReader.textOrNull(rules.description()))
        .fieldsMatch(rules.fieldsMatch())
        .missingValues(ComponentReader.missingValues(rules.missingValues()))
        .primaryKey(rules.primaryKey())
        .rememberMappings(rules.rememberMappings());
    for (SchemaRules.Key key : rules.uniqueKeys()) {
      schema.uniqueKey(key.value());
    }
    for (SchemaRules.Reference key : rules.foreignKeys()) {
      schema.foreignKey(
          new ForeignKey(
              List.of(key.fields()),
              ComponentReader.textOrNull(key.resource()),
              List.of(key.to())));
    }
  }
}
