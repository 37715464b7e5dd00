package dev.importer.internal.rule;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Looks through a JSON Schema for what shows only when a value leads there: references to something
 * outside or nowhere, and patterns that cannot be used.
 */
final class SchemaParts {

  private final JsonNode root;

  private SchemaParts(JsonNode root) {
    this.root = root;
  }

  /**
   * Checks all parts.
   *
   * @throws IllegalArgumentException if one cannot be used
   */
  static void require(JsonNode schema) {
    new SchemaParts(schema).requireAll(schema);
  }

  private void requireAll(JsonNode part) {
    for (Map.Entry<String, JsonNode> member : part.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "$ref", "$dynamicRef", "$recursiveRef" -> requireReference(value);
        case "pattern" -> requirePattern(value);
        case "patternProperties" -> value.fieldNames().forEachRemaining(SchemaParts::compile);
        default -> {}
      }
    }
    part.forEach(this::requireAll);
  }

  /** A member of this name that holds an object is a property, not a reference. */
  private void requireReference(JsonNode value) {
    if (!value.isTextual()) {
      return;
    }
    String reference = value.textValue();
    if (!reference.startsWith("#")) {
      throw new IllegalArgumentException(
          "it refers to " + reference + ", which is outside, and nothing is fetched");
    }
    boolean ofRoot = reference.startsWith("#/") && root.findParents("$id").size() <= 1;
    if (ofRoot && root.at(pointer(reference)).isMissingNode()) {
      throw new IllegalArgumentException("it refers to " + reference + ", which is not there");
    }
  }

  private static JsonPointer pointer(String reference) {
    return JsonPointer.compile(
        URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private static void requirePattern(JsonNode value) {
    if (value.isTextual()) {
      compile(value.textValue());
    }
  }

  private static void compile(String regex) {
    TextPattern unused = TextPattern.of(regex);
  }
}
