package dev.importer.internal.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.type.JsonTree;
import dev.importer.row.JsonText;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
      JsonMapper.builder(
              // Names that collide on purpose would fill its table.
              JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final Map<VersionFlag, JsonSchema> SCHEMAS_OF_DRAFTS = new ConcurrentHashMap<>();

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
      if (!(JsonTree.of(text.text()) instanceof Map<?, ?>)) {
        throw new IllegalArgumentException("it is no object");
      }
      JsonNode tree = MAPPER.readTree(text.text());
      VersionFlag draft =
          SpecVersionDetector.detectOptionalVersion(tree, true).orElse(VersionFlag.V202012);
      Set<ValidationMessage> faults = check(ofDraft(draft), tree);
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(listed(faults));
      }
      SchemaParts.require(tree);
      JsonSchema schema = factory(draft).getSchema(tree, config());
      // A reference that leads to itself shows only when it is followed.
      Set<ValidationMessage> unused = check(schema, MAPPER.createObjectNode());
      unused = check(schema, MAPPER.createArrayNode());
      return new JsonSchemaRule(schema);
    } catch (JsonProcessingException
        | JsonSchemaException
        | IllegalArgumentException
        | EffortExceededException e) {
      throw refused(text, String.valueOf(e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw refused(text, "its references lead in a circle", e);
    }
  }

  private static IllegalArgumentException refused(JsonText text, String why, Throwable cause) {
    return new IllegalArgumentException(
        Quoted.of(text) + " is no JSON Schema that can be used: " + why, cause);
  }

  /** The schema of schemas, which comes with the library. */
  private static JsonSchema ofDraft(VersionFlag draft) {
    return SCHEMAS_OF_DRAFTS.computeIfAbsent(
        draft,
        version ->
            JsonSchemaFactory.getInstance(version)
                .getSchema(SchemaLocation.of(version.getId()), config()));
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
        // Following references beforehand doubles the work with each part that has two of them.
        .preloadJsonSchema(false)
        .cacheRefs(false)
        .regularExpressionFactory(regex -> TextPattern.of(regex)::isIn)
        .build();
  }

  /** What is wrong with an object or array, or null. */
  public @Nullable String fault(JsonText value) {
    try {
      Set<ValidationMessage> faults = check(schema, MAPPER.readTree(value.text()));
      return faults.isEmpty() ? null : listed(faults);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the value was JSON when it was cast", e);
    } catch (EffortExceededException e) {
      return "the check was given up, because " + e.getMessage();
    } catch (JsonSchemaException | IllegalArgumentException e) {
      return "the schema cannot be used: " + e.getMessage();
    } catch (StackOverflowError e) {
      return "it is nested too deeply for its schema";
    }
  }

  private static Set<ValidationMessage> check(JsonSchema schema, JsonNode value) {
    return schema.validate(new Effort(), value, OutputFormat.DEFAULT);
  }

  private static String listed(Set<ValidationMessage> faults) {
    return faults.stream()
        .limit(MAX_FAULTS)
        .map(ValidationMessage::getMessage)
        .collect(Collectors.joining("; "));
  }
}
