package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.Results;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.results.StoredPlan;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Options as members of an object and as parameters, all of them described by their table. */
public final class OptionsJson {

  private static final String PARAMETER = "option_";

  private OptionsJson() {}

  /** The members of a dialect; what is not given is left out. */
  static void members(JsonGenerator json, Dialect dialect) throws IOException {
    members(json, ImportOptions.DEFAULT.withDialect(dialect));
  }

  private static void members(JsonGenerator json, ImportOptions options) throws IOException {
    for (Map.Entry<String, String> each : options.texts().entrySet()) {
      ImportOption option = ImportOption.named(each.getKey()).orElseThrow();
      if (option == ImportOption.SCHEMA) {
        json.writeStringField(each.getKey(), options.schema());
      } else if (option.isTruth()) {
        json.writeBooleanField(each.getKey(), Boolean.parseBoolean(each.getValue()));
      } else if (option.isNumber()) {
        json.writeNumberField(each.getKey(), Integer.parseInt(each.getValue()));
      } else if (option.isRepeatable()) {
        json.writeFieldName(each.getKey());
        json.writeTree(Json.MAPPER.readTree(each.getValue()));
      } else {
        json.writeStringField(each.getKey(), each.getValue());
      }
    }
  }

  /** The member {@code plan}. */
  static void plan(JsonGenerator json, StoredPlan plan) throws IOException {
    ImportOptions options = Results.replaying(plan);
    json.writeObjectFieldStart("plan");
    members(json, options);
    Schema own = options.ownSchema().orElse(null);
    if (own != null) {
      json.writeFieldName("own_schema");
      json.writeTree(Json.MAPPER.readTree(own.toJson()));
    }
    json.writeEndObject();
  }

  /** Describes the options as parameters, and the objects that have them as members. */
  public static void describe(ObjectNode document) {
    ObjectNode components = document.withObject("/components");
    ObjectNode parameters = components.withObject("/parameters");
    Set<ImportOption> correcting = EnumSet.copyOf(ImportOption.of(ImportOption.Use.CORRECTION));
    List<ImportOption> importing = ImportOption.of(ImportOption.Use.IMPORT);
    importing.forEach(correcting::remove);
    for (ImportOption option : Stream.concat(importing.stream(), correcting.stream()).toList()) {
      parameters
          .putObject(PARAMETER + option.text())
          .put("name", option.text())
          .put("in", "query")
          .put("required", false)
          .put("description", description(option))
          .set("schema", parameterSchema(option));
    }
    addTo(document, "/api/upload", ImportOption.Use.IMPORT);
    addTo(document, "/api/check", ImportOption.Use.IMPORT);
    addTo(document, "/api/detect", ImportOption.Use.DETECTION);
    addTo(document, "/api/schemas/infer", ImportOption.Use.INFERENCE);
    addTo(document, "/api/imports/{id}/corrections", ImportOption.Use.CORRECTION);
    addTo(components, "UploadOptions", ImportOption.of(ImportOption.Use.IMPORT));
    addTo(components, "InferenceOptions", ImportOption.of(ImportOption.Use.INFERENCE));
    addTo(components, "Dialect", ImportOption.ofDialect());
    addTo(components, "DialectCandidate", ImportOption.ofDialect());
    addTo(
        components,
        "Plan",
        Arrays.stream(ImportOption.values()).filter(each -> !correcting.contains(each)).toList());
  }

  private static void addTo(ObjectNode document, String path, ImportOption.Use use) {
    ObjectNode call = (ObjectNode) document.get("paths").get(path).get("post");
    ArrayNode parameters = call.withArray("/parameters");
    for (ImportOption option : ImportOption.of(use)) {
      parameters.addObject().put("$ref", "#/components/parameters/" + PARAMETER + option.text());
    }
  }

  private static void addTo(ObjectNode components, String name, List<ImportOption> options) {
    ObjectNode properties = components.withObject("/schemas/" + name + "/properties");
    for (ImportOption option : options) {
      properties.set(option.text(), schema(option).put("description", option.help()));
    }
  }

  /** Several values come as several parameters of the name. */
  private static ObjectNode parameterSchema(ImportOption option) {
    if (!option.isRepeatable()) {
      return schema(option);
    }
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "array");
    schema.putObject("items").put("type", "string").put("example", option.label());
    return schema;
  }

  private static ObjectNode schema(ImportOption option) {
    return Json.MAPPER.valueToTree(option.jsonSchema());
  }

  private static String description(ImportOption option) {
    return (option.help() + " " + option.details()).strip();
  }
}
