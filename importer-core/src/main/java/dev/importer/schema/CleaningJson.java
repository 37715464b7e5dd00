package dev.importer.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes what a field does to its cells. Table Schema has no such properties, so their
 * names carry the name of the importer.
 */
final class CleaningJson {

  private static final String TRIM = "importer:trim";
  private static final String UNWRAP = "importer:unwrap";
  private static final String REPLACE = "importer:replace";

  private CleaningJson() {}

  /** What the members of a field say. */
  static FieldCleaning read(Map<String, JsonPart> members) {
    Map<String, String> replacements = new LinkedHashMap<>();
    JsonPart replace = members.get(REPLACE);
    if (replace != null) {
      replace
          .members()
          .forEach(
              (from, to) -> {
                String text = to.text();
                if (text != null) {
                  replacements.put(from, text);
                }
              });
    }
    return new FieldCleaning(isTrue(members.get(TRIM)), isTrue(members.get(UNWRAP)), replacements);
  }

  private static boolean isTrue(@Nullable JsonPart member) {
    return member != null && Boolean.TRUE.equals(member.truth());
  }

  static void write(JsonGenerator json, FieldCleaning cleaning) throws IOException {
    if (cleaning.trim()) {
      json.writeBooleanField(TRIM, true);
    }
    if (cleaning.unwrap()) {
      json.writeBooleanField(UNWRAP, true);
    }
    if (!cleaning.replacements().isEmpty()) {
      json.writeObjectFieldStart(REPLACE);
      for (Map.Entry<String, String> each : cleaning.replacements().entrySet()) {
        json.writeStringField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
    }
  }
}
