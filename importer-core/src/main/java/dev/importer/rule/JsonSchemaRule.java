package dev.importer.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import dev.importer.row.JsonText;
import dev.importer.type.JsonTree;
import dev.importer.type.Quoted;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema for objects and arrays, of the draft that it names or else of 2020-12. Nothing is
 * ever fetched: a reference leads to another part of the same schema or is refused. Immutable and
 * thread-safe.
 */
public final class JsonSchemaRule {

  private static final int MAX_FAULTS = 3;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final JsonSchema schema;

  private JsonSchemaRule(JsonSchema schema) {
    this.schema = schema;
  }

  /**
   * Compiles a schema.
   *
   * @throws IllegalArgumentException if it is no JSON Schema, or refers to something outside
   */
  public static JsonSchemaRule of(JsonText text) {
    try {
      JsonTree.of(text.text());
      JsonNode tree = MAPPER.readTree(text.text());
      VersionFlag draft =
          SpecVersionDetector.detectOptionalVersion(tree, true).orElse(VersionFlag.V202012);
      JsonSchema schema = factory(draft).getSchema(tree, config());
      schema.initializeValidators();
      // A reference that leads to itself shows only when it is followed.
      schema.validate(MAPPER.createObjectNode());
      schema.validate(MAPPER.createArrayNode());
      return new JsonSchemaRule(schema);
    } catch (JsonProcessingException | JsonSchemaException | IllegalArgumentException e) {
      throw refused(text, String.valueOf(e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw refused(text, "its references lead in a circle", e);
    }
  }

  private static IllegalArgumentException refused(JsonText text, String why, Throwable cause) {
    return new IllegalArgumentException(
        Quoted.of(text) + " is no JSON Schema that can be used: " + why, cause);
  }

  private static JsonSchemaFactory factory(VersionFlag draft) {
    return JsonSchemaFactory.getInstance(
        draft,
        builder ->
            builder
                .enableSchemaCache(false)
                .schemaLoaders(
                    loaders ->
                        loaders.add(
                            iri -> {
                              throw new IllegalArgumentException(
                                  "it refers to " + iri + ", and nothing is fetched");
                            })));
  }

  private static SchemaValidatorsConfig config() {
    return SchemaValidatorsConfig.builder()
        .locale(Locale.ENGLISH)
        .regularExpressionFactory(regex -> TextPattern.of(regex)::isIn)
        .build();
  }

  /** What is wrong with an object or array, or null. */
  public @Nullable String fault(JsonText value) {
    try {
      Set<ValidationMessage> faults = schema.validate(MAPPER.readTree(value.text()));
      return faults.isEmpty()
          ? null
          : faults.stream()
              .limit(MAX_FAULTS)
              .map(ValidationMessage::getMessage)
              .collect(Collectors.joining("; "));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the value was JSON when it was cast", e);
    } catch (StackOverflowError e) {
      return "it is nested too deeply for its schema";
    }
  }
}
