package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.error.StorageException;
import dev.importer.internal.host.NamedTarget;
import dev.importer.internal.host.TargetJson;
import dev.importer.internal.plan.Cleaning;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.plan.Mapping;
import dev.importer.internal.plan.Mapping.Memory;
import dev.importer.internal.plan.PlannedSchema;
import dev.importer.internal.record.Surrogates;
import dev.importer.internal.source.Digest;
import dev.importer.job.ErrorLimit;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.job.Replacement;
import dev.importer.job.Severities;
import dev.importer.job.Trim;
import dev.importer.results.EncodingDetection;
import dev.importer.results.SourceDetection;
import dev.importer.results.StoredPlan;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a JSON object whose members always stand in the same order.
 *
 * <p>First stands what makes the rows what they are, so that two plans that make the same rows of
 * the same bytes begin with the same text, their {@linkplain #key key}: the format, the dialect as
 * it was completed by detection (of JSON only the encoding, the rest means nothing there), the
 * repair of quotes, the row checks, the schema with its digest, the severities, the handler and the
 * target, which are where the rows go. The rest changes none of the rows: whether they are wanted,
 * and what a schema that came with the import says to people. Last stands the number of the form.
 */
final class PlanJson {

  /** The form that is written, and the newest that is read. One without a number is of before. */
  static final int FORM = 2;

  private static final List<String> KEY =
      List.of(
          "format",
          "dialect",
          "repair",
          "map",
          "constants",
          "trim",
          "unwrap",
          "shown",
          "replace",
          "rowChecks",
          "schema",
          "severities",
          "handler",
          "target");

  private PlanJson() {}

  static String write(ImportPlan plan) {
    return write(plan, plan.schema().digest());
  }

  /** A plan under a schema that no schema is, for an import that lies between two plans. */
  static String writeUnderNone(ImportPlan plan) {
    return write(plan, "");
  }

  private static String write(ImportPlan plan, @Nullable String schemaDigest) {
    Format format = plan.detected().format();
    Dialect dialect = plan.detected().dialect();
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("format", format.name());
    if (format.isTable()) {
      json.set("dialect", DialectJson.node(dialect));
      json.put("repair", plan.repair().name());
    } else {
      json.set("dialect", DialectJson.nodeOfJson(dialect));
    }
    writeChanges(plan, json);
    json.putObject("schema").put("name", plan.schema().name()).put("digest", schemaDigest);
    json.put("severities", plan.severities().text());
    json.put("handler", plan.handler());
    NamedTarget target = plan.target();
    if (target != null) {
      json.putObject("target")
          .put("name", target.name())
          .set("into", tree(TargetJson.write(target.target())));
    }
    Schema own = plan.schema().own();
    if (own != null) {
      // Text within text: numbers keep all their digits.
      json.put("ownSchema", own.toJson());
    }
    json.put("maxErrors", plan.maxErrors().text());
    json.put("once", plan.once());
    switch (plan.mapping().memory()) {
      case LEARN -> json.put("remember", true);
      case RECALLED -> json.put("remembered", true);
      case NONE -> {
        // What is not asked for is left out.
      }
    }
    json.put("form", FORM);
    return Surrogates.escapeLone(json.toString());
  }

  /** What is not asked for is left out, so that plans of older versions stay the same. */
  private static void writeChanges(ImportPlan plan, ObjectNode json) {
    Mapping mapping = plan.mapping();
    if (!mapping.columns().isEmpty()) {
      json.set("map", Json.MAPPER.valueToTree(mapping.columns()));
    }
    if (!mapping.constants().isEmpty()) {
      json.set("constants", Json.MAPPER.valueToTree(mapping.constants()));
    }
    Cleaning cleaning = plan.cleaning();
    if (!cleaning.trim().equals(Trim.NONE)) {
      json.put("trim", cleaning.trim().toString());
    }
    if (cleaning.unwrap()) {
      json.put("unwrap", true);
    }
    if (cleaning.shown()) {
      json.put("shown", true);
    }
    if (!cleaning.replacements().isEmpty()) {
      ArrayNode replace = json.putArray("replace");
      for (Replacement each : cleaning.replacements()) {
        replace
            .addObject()
            .put("field", each.field())
            .put("from", each.from())
            .put("to", each.to());
      }
    }
    if (!plan.rowChecks().isEmpty()) {
      json.set("rowChecks", Json.MAPPER.valueToTree(plan.rowChecks()));
    }
  }

  private static List<String> rowChecks(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.path("rowChecks").forEach(name -> names.add(name.textValue()));
    return names;
  }

  private static Mapping mapping(JsonNode json) {
    return new Mapping(
        texts(json.path("map")),
        texts(json.path("constants")),
        json.path("remembered").booleanValue()
            ? Memory.RECALLED
            : json.path("remember").booleanValue() ? Memory.LEARN : Memory.NONE);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(each -> texts.put(each.getKey(), each.getValue().textValue()));
    return texts;
  }

  private static Cleaning cleaning(JsonNode json) {
    ImportOptions options = ImportOptions.DEFAULT;
    if (json.has("trim")) {
      options = options.with(ImportOption.TRIM, json.get("trim").textValue());
    }
    List<Replacement> replacements = new ArrayList<>();
    for (JsonNode each : json.path("replace")) {
      replacements.add(
          new Replacement(
              each.get("field").textValue(),
              each.get("from").textValue(),
              each.get("to").textValue()));
    }
    return new Cleaning(
        options.trim(),
        json.path("unwrap").booleanValue(),
        json.path("shown").booleanValue(),
        replacements);
  }

  /** How all plans begin that make the same rows of the same bytes as this one. */
  static String key(ImportPlan plan) {
    return Objects.requireNonNull(key(write(plan)));
  }

  /** The SHA-256 of the {@link #key(ImportPlan) key}, in hexadecimal digits. */
  static String keyDigest(ImportPlan plan) {
    return Digest.sha256(key(plan));
  }

  /** How all plans begin that make the same rows of the same bytes; null if there is no plan. */
  static @Nullable String key(@Nullable String plan) {
    if (plan == null) {
      return null;
    }
    try {
      ObjectNode json = (ObjectNode) Json.MAPPER.readTree(plan);
      String key = Surrogates.escapeLone(json.retain(KEY).toString());
      return key.substring(0, key.length() - 1);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  private static StorageException malformed(JsonProcessingException cause) {
    return new StorageException(
        StorageException.Reason.CORRUPT, "The settings of the import are malformed.", cause);
  }

  /** Whether it is a whole plan; before there were forms, parts of it stood in other columns. */
  static boolean isWhole(@Nullable String plan) throws JsonProcessingException {
    return plan != null && Json.MAPPER.readTree(plan).has("form");
  }

  /** The digest of the schema; null if there is no plan. */
  static @Nullable String schemaDigest(@Nullable String plan) throws JsonProcessingException {
    return plan == null
        ? null
        : Json.MAPPER.readTree(plan).path("schema").path("digest").textValue();
  }

  private static ImportPlan read(String plan, @Nullable String detection)
      throws JsonProcessingException {
    JsonNode json = Json.MAPPER.readTree(plan);
    int form = json.path("form").intValue();
    if (form > FORM) {
      throw new StorageException(
          StorageException.Reason.NEWER_VERSION,
          "The settings of the import have form "
              + form
              + ", but this importer knows forms up to "
              + FORM
              + ". Use a newer importer.",
          null);
    }
    Format format = Format.valueOf(json.get("format").textValue());
    Dialect written = DialectJson.read(json.get("dialect"));
    Dialect dialect = format.isWorkbook() ? written : written.orElse(Dialect.STANDARD);
    JsonNode schema = json.get("schema");
    String name = schema.get("name").textValue();
    JsonNode own = json.get("ownSchema");
    JsonNode repair = json.get("repair");
    return new ImportPlan(
        detection == null
            ? certain(format, dialect)
            : DetectionJson.read(detection, format, dialect),
        repair == null ? QuoteRepair.OFF : QuoteRepair.valueOf(repair.textValue()),
        mapping(json),
        cleaning(json),
        new PlannedSchema(
            name,
            schema.get("digest").textValue(),
            own == null ? null : Schema.parse(name, own.textValue())),
        Severities.parse(json.get("severities").textValue()),
        ErrorLimit.parse(json.get("maxErrors").textValue()),
        json.get("once").booleanValue(),
        json.get("handler").textValue(),
        target(json.path("target")),
        rowChecks(json));
  }

  /**
   * Reads a whole plan.
   *
   * @param detection what the reading rests on, as {@link DetectionJson} writes it; null if that
   *     does not matter
   * @throws StorageException if it is of a form that only newer versions know
   */
  static ImportPlan read(StoredPlan plan, @Nullable String detection) {
    try {
      return read(plan.json(), detection);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  private static JsonNode tree(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  private static @Nullable NamedTarget target(JsonNode json) {
    return json.isMissingNode()
        ? null
        : new NamedTarget(
            json.get("name").textValue(), TargetJson.read(json.get("into").toString()));
  }

  private static SourceDetection certain(Format format, Dialect dialect) {
    return new SourceDetection(
        format,
        dialect,
        new EncodingDetection(
            Objects.requireNonNullElse(dialect.encoding(), StandardCharsets.UTF_8),
            format.isWorkbook() ? EncodingDetection.Basis.WORKBOOK : EncodingDetection.Basis.GIVEN,
            1,
            null,
            List.of()),
        null);
  }
}
