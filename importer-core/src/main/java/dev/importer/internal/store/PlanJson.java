package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.internal.record.Surrogates;
import dev.importer.job.ImportPlan;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import org.jspecify.annotations.Nullable;

/**
 * What in a plan makes the rows what they are, as a JSON object whose members always stand in the
 * same order, so that two plans that make the same rows of the same bytes are the same text.
 *
 * <p>Part of it are the format, the dialect as it was completed by detection (of JSON only the
 * encoding, the rest means nothing there), the repair of quotes, the schema with its digest, the
 * severities, and the handler, which is where the rows go. The bound on refused rows is not: it
 * decides whether the rows are wanted, and changes none of them. Nor is the name of the file.
 */
final class PlanJson {

  private PlanJson() {}

  static String write(ImportPlan plan) {
    return write(plan, plan.schemaDigest());
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
    if (format == Format.CSV) {
      json.set("dialect", DialectJson.node(dialect));
      json.put("repair", plan.repair().name());
    } else {
      json.set("dialect", DialectJson.nodeOfEncoding(dialect));
    }
    json.putObject("schema").put("name", plan.schema()).put("digest", schemaDigest);
    json.put("severities", plan.severities().text());
    json.put("handler", plan.handler());
    return Surrogates.escapeLone(json.toString());
  }

  /** The digest of the schema; null if there is no plan. */
  static @Nullable String schemaDigest(@Nullable String plan) throws JsonProcessingException {
    return plan == null
        ? null
        : Json.MAPPER.readTree(plan).path("schema").path("digest").textValue();
  }
}
