package dev.importer.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.row.JsonText;
import dev.importer.type.NegativeForm;
import dev.importer.type.TypeOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a field as JSON of version 2 of Table Schema. What goes without saying is left out. */
final class FieldWriter {

  private FieldWriter() {}

  static void write(JsonGenerator json, Field field) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", field.name());
    json.writeStringField("type", field.type().text());
    if (!field.format().equals(Field.DEFAULT_FORMAT)) {
      json.writeStringField("format", field.format());
    }
    Description said = field.description();
    SchemaWriter.text(json, "title", said.title());
    SchemaWriter.text(json, "description", said.description());
    SchemaWriter.text(json, "example", said.example());
    SchemaWriter.text(json, "rdfType", said.rdfType());
    if (!field.aliases().isEmpty()) {
      SchemaWriter.texts(json, "aliases", field.aliases());
    }
    CleaningJson.write(json, field.cleaning());
    options(json, field);
    List<MissingValue> missingValues = field.missingValues();
    if (missingValues != null) {
      missingValues(json, missingValues);
    }
    Categories categories = field.categories();
    if (categories != null) {
      categories(json, categories);
    }
    constraints(json, field.constraints());
    json.writeEndObject();
  }

  private static void options(JsonGenerator json, Field field) throws IOException {
    TypeOptions options = field.options();
    if (options.equals(TypeOptions.defaultOf(field.type()))) {
      return;
    }
    if (options instanceof TypeOptions.OfNumber number) {
      TypeOptions.OfNumber usual = TypeOptions.OfNumber.DEFAULT;
      if (!number.decimalChar().equals(usual.decimalChar())) {
        json.writeStringField("decimalChar", number.decimalChar());
      }
      if (!number.groupChar().equals(usual.groupChar())) {
        json.writeStringField("groupChar", number.groupChar());
      }
      if (number.bareNumber() != usual.bareNumber()) {
        json.writeBooleanField("bareNumber", number.bareNumber());
      }
      List<String> negatives = number.negatives().stream().map(NegativeForm::text).toList();
      if (negatives.size() == 1) {
        json.writeStringField(OptionsReader.NEGATIVE, negatives.get(0));
      } else if (!negatives.isEmpty()) {
        SchemaWriter.texts(json, OptionsReader.NEGATIVE, negatives);
      }
    } else if (options instanceof TypeOptions.OfBoolean truth) {
      SchemaWriter.texts(json, "trueValues", truth.trueValues());
      SchemaWriter.texts(json, "falseValues", truth.falseValues());
      if (truth.ignoreCase()) {
        json.writeBooleanField(OptionsReader.IGNORE_CASE, true);
      }
    } else if (options instanceof TypeOptions.OfList list) {
      json.writeStringField("delimiter", list.delimiter());
      json.writeStringField("itemType", list.itemType().text());
    }
  }

  static void missingValues(JsonGenerator json, List<MissingValue> values) throws IOException {
    json.writeArrayFieldStart("missingValues");
    for (MissingValue value : values) {
      labelled(json, value.value(), value.label());
    }
    json.writeEndArray();
  }

  private static void categories(JsonGenerator json, Categories categories) throws IOException {
    json.writeArrayFieldStart("categories");
    for (Category category : categories.values()) {
      labelled(json, category.value(), category.label());
    }
    json.writeEndArray();
    if (categories.order() == Categories.Order.ORDERED) {
      json.writeBooleanField("categoriesOrdered", true);
    }
  }

  private static void labelled(JsonGenerator json, Object value, @Nullable String label)
      throws IOException {
    if (label == null) {
      cell(json, value);
      return;
    }
    json.writeStartObject();
    json.writeFieldName("value");
    cell(json, value);
    json.writeStringField("label", label);
    json.writeEndObject();
  }

  private static void constraints(JsonGenerator json, List<Constraint> constraints)
      throws IOException {
    if (constraints.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("constraints");
    for (Constraint constraint : constraints) {
      json.writeFieldName(constraint.rule());
      constraint(json, constraint);
    }
    json.writeEndObject();
  }

  private static void constraint(JsonGenerator json, Constraint constraint) throws IOException {
    if (constraint instanceof Constraint.Minimum minimum) {
      cell(json, minimum.bound());
    } else if (constraint instanceof Constraint.Maximum maximum) {
      cell(json, maximum.bound());
    } else if (constraint instanceof Constraint.ExclusiveMinimum minimum) {
      cell(json, minimum.bound());
    } else if (constraint instanceof Constraint.ExclusiveMaximum maximum) {
      cell(json, maximum.bound());
    } else if (constraint instanceof Constraint.MinLength length) {
      json.writeNumber(length.length());
    } else if (constraint instanceof Constraint.MaxLength length) {
      json.writeNumber(length.length());
    } else if (constraint instanceof Constraint.Pattern pattern) {
      json.writeString(pattern.regex());
    } else if (constraint instanceof Constraint.OneOf oneOf) {
      json.writeStartArray();
      for (Object value : oneOf.values()) {
        cell(json, value);
      }
      json.writeEndArray();
    } else if (constraint instanceof Constraint.JsonSchema jsonSchema) {
      cell(json, jsonSchema.schema());
    } else {
      // Required and unique say all by being there.
      json.writeBoolean(true);
    }
  }

  private static void cell(JsonGenerator json, Object value) throws IOException {
    if (value instanceof JsonText nested) {
      json.writeRawValue(nested.text());
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(value.toString());
    }
  }
}
