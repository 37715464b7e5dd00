package dev.importer.schema;

import dev.importer.error.SchemaException;
import dev.importer.error.SchemaException.Fault;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema from JSON, of version 2 or 1 of Table Schema. What is wrong is collected, so that
 * its author learns of all at once.
 */
final class SchemaReader {

  /** A member of our own; Table Schema has no name for it. */
  static final String REMEMBER_MAPPINGS = "importer:rememberMappings";

  private final List<Fault> faults = new ArrayList<>();

  /** Fields that cannot be made still have names that keys may use. */
  private final List<String> names = new ArrayList<>();

  private final Map<String, Field> fields = new HashMap<>();

  private SchemaReader() {}

  /**
   * A schema.
   *
   * @throws SchemaException if anything is wrong with it
   */
  static Schema read(String name, String json) {
    SchemaReader reader = new SchemaReader();
    JsonPart whole = JsonParts.of(json, reader.faults);
    if (whole == null) {
      throw new SchemaException(name, reader.faults);
    }
    Schema.Builder builder = Schema.builder(name);
    reader.read(whole, builder);
    if (!reader.faults.isEmpty()) {
      throw new SchemaException(name, reader.faults);
    }
    return builder.build();
  }

  private void read(JsonPart whole, Schema.Builder builder) {
    Map<String, JsonPart> members = whole.members();
    if (!whole.isObject()) {
      return;
    }
    JsonPart listed = members.get("fields");
    if (listed == null) {
      whole.fault("a schema needs the member 'fields', an array");
    } else {
      readFields(listed, builder);
    }
    members.forEach((member, value) -> read(member, value, builder));
    if (!members.containsKey("fieldsMatch")) {
      builder.fieldsMatch(FieldsMatch.EXACT);
    }
  }

  private void read(String member, JsonPart value, Schema.Builder builder) {
    switch (member) {
      case "$schema", "profile" -> value.text();
      case "title" -> builder.title(value.text());
      case "description" -> builder.description(value.text());
      case "fieldsMatch" -> readFieldsMatch(value, builder);
      case "missingValues" ->
          builder.missingValues(FieldReader.missingValues(value).toArray(MissingValue[]::new));
      case "primaryKey" -> builder.primaryKey(fieldNames(value, names).toArray(String[]::new));
      case "uniqueKeys" -> readUniqueKeys(value, builder);
      case "foreignKeys" -> readForeignKeys(value, builder);
      case REMEMBER_MAPPINGS -> {
        Boolean remember = value.truth();
        if (remember != null) {
          builder.rememberMappings(remember);
        }
      }
      default -> {
        // Table Schema allows members of one's own.
      }
    }
  }

  private void readFields(JsonPart listed, Schema.Builder builder) {
    Labels labels = new Labels();
    int position = 0;
    for (JsonPart item : listed.items()) {
      Field field = FieldReader.read(item);
      String name = nameOf(item);
      if (name != null) {
        names.add(name);
        claim(labels, item, position, name, field);
      }
      if (field != null) {
        fields.put(field.name(), field);
        builder.field(field);
      }
      position++;
    }
  }

  /** The name, of which everything that is wrong has been said already. */
  private static @Nullable String nameOf(JsonPart item) {
    JsonPart name = item.isObject() ? item.members().get("name") : null;
    return name == null ? null : name.textIfAny();
  }

  private static void claim(
      Labels labels, JsonPart item, int position, String name, @Nullable Field field) {
    if (!labels.claim(name, position)) {
      item.fault(
          new Fault("/name", "an earlier field claims the label " + Quoted.of(name) + " already"));
    }
    List<String> aliases = field == null ? List.of() : field.aliases();
    for (int i = 0; i < aliases.size(); i++) {
      if (!labels.claim(aliases.get(i), position)) {
        item.fault(
            new Fault(
                "/aliases/" + i,
                "another field claims the label " + Quoted.of(aliases.get(i)) + " already"));
      }
    }
  }

  /** A text; in the profile of version 2.0, by mistake, an array of one. */
  private static void readFieldsMatch(JsonPart value, Schema.Builder builder) {
    List<JsonPart> items = value.textOrItems();
    if (items.size() != 1) {
      if (value.isArray()) {
        value.fault("must be one of " + FieldsMatch.texts());
      }
      return;
    }
    JsonPart item = items.get(0);
    String text = item.text();
    if (text != null) {
      FieldsMatch.find(text)
          .ifPresentOrElse(
              builder::fieldsMatch,
              () ->
                  item.fault("must be one of " + FieldsMatch.texts() + ", not " + Quoted.of(text)));
    }
  }

  private void readUniqueKeys(JsonPart value, Schema.Builder builder) {
    for (JsonPart key : value.items()) {
      List<String> fieldNames = fieldNames(key, names);
      if (fieldNames.isEmpty() && key.isArray()) {
        key.fault("a unique key needs at least one field");
      }
      builder.uniqueKey(fieldNames.toArray(String[]::new));
    }
  }

  private void readForeignKeys(JsonPart value, Schema.Builder builder) {
    for (JsonPart item : value.items()) {
      if (item.isObject()) {
        readForeignKey(item, builder);
      } else {
        item.members();
      }
    }
  }

  private void readForeignKey(JsonPart item, Schema.Builder builder) {
    JsonPart fieldsOfKey = item.members().get("fields");
    JsonPart reference = item.members().get("reference");
    if (fieldsOfKey == null) {
      item.fault("a foreign key needs the member 'fields'");
    }
    if (reference == null) {
      item.fault("a foreign key needs the member 'reference'");
    }
    List<String> from = fieldsOfKey == null ? List.of() : fieldNames(fieldsOfKey, names);
    if (reference == null || !reference.isObject()) {
      if (reference != null) {
        reference.members();
      }
      return;
    }
    JsonPart resource = reference.members().get("resource");
    String table = resource == null ? null : resource.text();
    boolean own = table == null || table.isEmpty();
    JsonPart referred = reference.members().get("fields");
    if (referred == null) {
      reference.fault("a reference needs the member 'fields'");
      return;
    }
    List<String> to = fieldNames(referred, own ? names : null);
    if (fieldsOfKey != null) {
      ForeignKey key = item.make(() -> new ForeignKey(from, own ? null : table, to));
      if (key != null) {
        builder.foreignKey(key);
        requireComparable(key, referred);
      }
    }
  }

  private void requireComparable(ForeignKey key, JsonPart referred) {
    for (int i = 0; key.isChecked() && i < key.fields().size(); i++) {
      Field from = fields.get(key.fields().get(i));
      Field to = fields.get(key.referenceFields().get(i));
      String fault = from == null || to == null ? null : ForeignKey.fault(from, to);
      if (fault != null) {
        referred.textOrItems().get(i).fault(fault);
      }
    }
  }

  /** The names in a key, each at most once. */
  private static List<String> fieldNames(JsonPart value, @Nullable List<String> known) {
    List<String> listed = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonPart item : value.textOrItems()) {
      String name = item.text();
      if (name == null) {
        continue;
      }
      if (known != null && !known.contains(name)) {
        item.fault("there is no field " + Quoted.of(name) + Suggestion.hint(name, known));
      } else if (!seen.add(name)) {
        item.fault("the field " + Quoted.of(name) + " stands twice in this key");
      }
      listed.add(name);
    }
    return listed;
  }
}
