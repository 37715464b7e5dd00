package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.error.LabelProposal;
import dev.importer.error.MissingLabels;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields that a file lacks, the labels it has, and which of them may belong together.
 */
public final class MissingLabelsJson {

  private MissingLabelsJson() {}

  /** The members {@code missing}, {@code labels} and {@code proposals}, if there are any. */
  public static void members(JsonGenerator json, @Nullable MissingLabels labels)
      throws IOException {
    if (labels == null) {
      return;
    }
    texts(json, "missing", labels.missing());
    texts(json, "labels", labels.labels());
    proposals(json, labels.proposals());
  }

  /** The member {@code proposals}. */
  static void proposals(JsonGenerator json, List<LabelProposal> proposals) throws IOException {
    json.writeArrayFieldStart("proposals");
    for (LabelProposal proposal : proposals) {
      json.writeStartObject();
      json.writeNumberField("column", proposal.column());
      json.writeStringField("label", proposal.label());
      json.writeStringField("field", proposal.field());
      json.writeStringField("reason", proposal.reason().text());
      json.writeStringField("sentence", proposal.sentence());
      json.writeNumberField("score", proposal.score());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
