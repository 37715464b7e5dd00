package dev.importer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.error.SchemaException;
import dev.importer.testing.Corpora;
import dev.importer.testing.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples in the profile of Table Schema of version 1, each put where it belongs. */
class SchemaProfileTest {

  /** What is refused although the profile shows it; docs/conformance.md says why. */
  private static final Set<String> DIFFERENT =
      Set.of(
          "{\"name\":\"date_of_birth\",\"type\":\"date\",\"constraints\":{\"minimum\":\"01-01-1900\"}}",
          "{\"name\":\"date_of_birth\",\"type\":\"date\",\"format\":\"MM-DD-YYYY\"}",
          "{\"name\":\"month\",\"type\":\"yearmonth\",\"constraints\":{\"minimum\":1,\"maximum\":6}}");

  /** The fields that the keys of the examples name. */
  private static final String FIELDS =
      "[{\"name\": \"name\"}, {\"name\": \"first_name\"}, {\"name\": \"last_name\"},"
          + " {\"name\": \"state\"}, {\"name\": \"id\"}]";

  private static final Map<String, String> PLACES =
      Map.of(
          "/properties/fields/items/anyOf/0/properties/", "{\"fields\": [{\"name\": \"f\", %s}]}",
          "/properties/fields/items/", "{\"fields\": [{%s}]}",
          "/properties/fields", "{%s}",
          "/properties/", "{\"fields\": " + FIELDS + ", %s}");

  @Test
  void everyExampleIsASchemaUnlessListed() throws IOException {
    JsonNode manifest =
        Json.read(Files.readString(Corpora.suite("table-schema-profile").resolve("manifest.json")));
    Set<String> refused = new TreeSet<>();
    int taken = 0;
    for (JsonNode example : manifest) {
      assertThat(example.at("/expect/valid").asBoolean()).isTrue();
      String input = example.get("input").toString();
      try {
        Schema schema = Schema.parse("s", schemaAround(example.get("id").asText(), input));
        assertThat(Schema.parse("s", schema.toJson())).isEqualTo(schema);
        taken++;
      } catch (SchemaException e) {
        refused.add(input);
      }
    }
    System.out.println("table-schema-profile: " + taken + " of " + manifest.size() + " taken");
    assertThat(refused).isEqualTo(DIFFERENT);
    assertThat(taken).isEqualTo(29);
    assertThat(manifest).hasSize(32);
  }

  private static String schemaAround(String id, String fragment) {
    String place =
        PLACES.keySet().stream()
            .filter(id::startsWith)
            .max(java.util.Comparator.comparingInt(String::length))
            .orElseThrow();
    return PLACES.get(place).replace("%s", fragment.substring(1, fragment.length() - 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fields\": [{\"name\": \"a\", \"type\": \"text\"}]}",
        "{\"fields\": [{\"name\": \"a\", \"type\": \"integer\", \"constraints\": {\"minLength\": 1}}]}",
        "{\"primaryKey\": [\"a\"]}",
        "{\"fields\": [{\"name\": 7}]}"
      })
  void whatTheProfileRefusesIsRefused(String json) {
    assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> Schema.parse("s", json));
  }
}
