package dev.importer.schema;

import dev.importer.error.SchemaException.Fault;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a field from JSON, of version 2 or 1 of Table Schema. */
final class FieldReader {

  /** What stood before formats in drafts of version 1. */
  private static final String OLD_FORMAT_PREFIX = "fmt:";

  private final JsonPart json;
  private final Map<String, JsonPart> members;

  private FieldReader(JsonPart json, Map<String, JsonPart> members) {
    this.json = json;
    this.members = members;
  }

  /** The field; null if it cannot be made, and then there are faults that say why. */
  static @Nullable Field read(JsonPart json) {
    if (!json.isObject()) {
      json.members();
      return null;
    }
    return new FieldReader(json, json.members()).field();
  }

  private @Nullable Field field() {
    String name = name();
    JsonPart typed = members.get("type");
    FieldType type = typed == null ? FieldType.ANY : OptionsReader.type(typed);
    String format = format();
    JsonPart constrained = members.get("constraints");
    List<Constraint> constraints =
        constrained == null ? List.of() : ConstraintReader.read(constrained);
    JsonPart missing = members.get("missingValues");
    List<MissingValue> missingValues = missing == null ? null : missingValues(missing);
    List<String> aliases = aliases();
    FieldCleaning cleaning = CleaningJson.read(members);
    Description description = description();
    if (type == null) {
      return null;
    }
    TypeOptions options = OptionsReader.options(json, type);
    Categories categories = categories();
    if (options == null) {
      return null;
    }
    List<Fault> faults = FieldRules.faults(type, format, options, constraints, categories);
    faults.forEach(json::fault);
    if (name == null || !faults.isEmpty()) {
      return null;
    }
    return new Field(
        name,
        type,
        format,
        options,
        constraints,
        missingValues,
        categories,
        aliases,
        cleaning,
        description);
  }

  private @Nullable String name() {
    JsonPart name = members.get("name");
    if (name == null) {
      json.fault("a field needs a name");
      return null;
    }
    String text = name.text();
    if (text != null && text.isBlank()) {
      name.fault("the name of a field must not be blank");
      return null;
    }
    return text;
  }

  private String format() {
    String format = text("format");
    if (format == null) {
      return Field.DEFAULT_FORMAT;
    }
    return format.startsWith(OLD_FORMAT_PREFIX)
        ? format.substring(OLD_FORMAT_PREFIX.length())
        : format;
  }

  /** The texts that stand for no value, each a text or an object with its meaning. */
  static List<MissingValue> missingValues(JsonPart json) {
    List<MissingValue> values = new ArrayList<>();
    for (JsonPart item : json.items()) {
      JsonPart value = valueOf(item);
      String text = value == null ? null : value.text();
      if (text != null) {
        values.add(new MissingValue(text, labelOf(item)));
      }
    }
    return values;
  }

  private @Nullable Categories categories() {
    JsonPart listed = members.get("categories");
    JsonPart ordered = members.get("categoriesOrdered");
    Boolean order = ordered == null ? null : ordered.truth();
    if (listed == null) {
      return null;
    }
    List<JsonPart> items = listed.items();
    List<Category> values = new ArrayList<>();
    for (JsonPart item : items) {
      JsonPart value = valueOf(item);
      Object cell = value == null ? null : value.cell();
      Category category =
          cell == null
              ? null
              : Objects.requireNonNull(value).make(() -> new Category(cell, labelOf(item)));
      if (category != null) {
        values.add(category);
      }
    }
    if (!listed.isArray() || values.size() < items.size()) {
      return null;
    }
    Categories.Order meaning =
        Boolean.TRUE.equals(order) ? Categories.Order.ORDERED : Categories.Order.UNORDERED;
    return listed.make(() -> new Categories(values, meaning));
  }

  private static @Nullable JsonPart valueOf(JsonPart item) {
    if (!item.isObject()) {
      return item;
    }
    JsonPart value = item.members().get("value");
    if (value == null) {
      item.fault("an object here needs a member 'value'");
    }
    return value;
  }

  private static @Nullable String labelOf(JsonPart item) {
    JsonPart label = item.isObject() ? item.members().get("label") : null;
    return label == null ? null : label.text();
  }

  private List<String> aliases() {
    JsonPart aliases = members.get("aliases");
    return aliases == null ? List.of() : aliases.texts();
  }

  private Description description() {
    return new Description(text("title"), text("description"), example(), text("rdfType"));
  }

  /** An example is kept as it would stand in a file; JSON may have it as a value of its own. */
  private @Nullable String example() {
    JsonPart example = members.get("example");
    Object value = example == null ? null : example.cell();
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value == null ? null : value.toString();
  }

  private @Nullable String text(String member) {
    JsonPart part = members.get(member);
    return part == null ? null : part.text();
  }
}
