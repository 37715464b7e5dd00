package dev.importer.server.internal.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The members that a Table Schema has in JSON. In files, others are passed over, as the standard
 * asks; of a request, one that does not exist is most probably a slip that nobody would notice.
 */
final class DescriptorMembers {

  private static final Set<String> OF_SCHEMA =
      Set.of(
          "$schema",
          "profile",
          "title",
          "description",
          "fields",
          "fieldsMatch",
          "missingValues",
          "primaryKey",
          "uniqueKeys",
          "foreignKeys");

  private static final Set<String> OF_FIELD =
      Set.of(
          "name",
          "type",
          "format",
          "title",
          "description",
          "example",
          "rdfType",
          "aliases",
          "constraints",
          "missingValues",
          "categories",
          "categoriesOrdered",
          "decimalChar",
          "groupChar",
          "bareNumber",
          "trueValues",
          "falseValues",
          "delimiter",
          "itemType");

  private static final Set<String> OF_CONSTRAINTS =
      Set.of(
          "required",
          "unique",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minLength",
          "maxLength",
          "pattern",
          "enum",
          "jsonSchema");

  private static final Set<String> OF_OUR_OWN =
      Set.of(
          "importer:rememberMappings",
          "importer:trim",
          "importer:unwrap",
          "importer:replace",
          "importer:negative",
          "importer:ignoreCase");

  private static final Set<String> OF_KEY = Set.of("fields", "reference");
  private static final Set<String> OF_REFERENCE = Set.of("resource", "fields");

  private final List<String> unknown = new ArrayList<>();

  private DescriptorMembers() {}

  /** The places of members that there are not, as JSON Pointers; members of one's own are none. */
  static List<String> unknown(JsonNode schema) {
    DescriptorMembers members = new DescriptorMembers();
    members.look(schema, "", OF_SCHEMA);
    JsonNode fields = schema.path("fields");
    for (int i = 0; i < fields.size(); i++) {
      String place = "/fields/" + i;
      members.look(fields.path(i), place, OF_FIELD);
      members.look(fields.path(i).path("constraints"), place + "/constraints", OF_CONSTRAINTS);
    }
    JsonNode keys = schema.path("foreignKeys");
    for (int i = 0; i < keys.size(); i++) {
      String place = "/foreignKeys/" + i;
      members.look(keys.path(i), place, OF_KEY);
      members.look(keys.path(i).path("reference"), place + "/reference", OF_REFERENCE);
    }
    return members.unknown;
  }

  private void look(JsonNode object, String place, Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name) && !isOfOnesOwn(name)) {
                unknown.add(place + "/" + name.replace("~", "~0").replace("/", "~1"));
              }
            });
  }

  /** Such as {@code dc:subject}. Those that begin as our own have to be ours. */
  private static boolean isOfOnesOwn(String name) {
    return name.startsWith("importer:") ? OF_OUR_OWN.contains(name) : name.indexOf(':') > 0;
  }
}
