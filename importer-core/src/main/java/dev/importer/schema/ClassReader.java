package dev.importer.schema;

import dev.importer.internal.shape.Part;
import dev.importer.internal.shape.Shape;
import java.util.List;

/** Makes a schema of a class, the parts of whose objects are its fields. */
final class ClassReader {

  private ClassReader() {}

  static Schema read(Class<?> type) {
    SchemaRules rules = type.getAnnotation(SchemaRules.class);
    boolean named = rules != null && !rules.name().isEmpty();
    Schema.Builder schema =
        Schema.builder(named ? rules.name() : PartReader.snake(type.getSimpleName()));
    for (Part part : Shape.of(type).parts()) {
      schema.field(PartReader.read(part));
    }
    if (rules != null) {
      apply(rules, schema);
    }
    return schema.build();
  }

  private static void apply(SchemaRules rules, Schema.Builder schema) {
    schema
        .title(PartReader.textOrNull(rules.title()))
        .description(PartReader.textOrNull(rules.description()))
        .fieldsMatch(rules.fieldsMatch())
        .missingValues(PartReader.missingValues(rules.missingValues()))
        .primaryKey(rules.primaryKey())
        .rememberMappings(rules.rememberMappings());
    for (SchemaRules.Key key : rules.uniqueKeys()) {
      schema.uniqueKey(key.value());
    }
    for (SchemaRules.Reference key : rules.foreignKeys()) {
      schema.foreignKey(
          new ForeignKey(
              List.of(key.fields()), PartReader.textOrNull(key.resource()), List.of(key.to())));
    }
  }
}
