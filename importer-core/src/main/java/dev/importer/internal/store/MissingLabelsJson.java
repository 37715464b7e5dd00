package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.error.LabelProposal;
import dev.importer.error.MissingLabels;
import dev.importer.internal.record.Surrogates;
import dev.importer.internal.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels and fields of a {@code missing-label}, as a JSON object. */
final class MissingLabelsJson {

  private MissingLabelsJson() {}

  static @Nullable String write(@Nullable MissingLabels labels) {
    if (labels == null) {
      return null;
    }
    ObjectNode json = Json.MAPPER.createObjectNode();
    labels.missing().forEach(json.putArray("missing")::add);
    ArrayNode texts = json.putArray("labels");
    labels.labels().forEach(label -> texts.add(Surrogates.blur(label)));
    ArrayNode proposals = json.putArray("proposals");
    for (LabelProposal proposal : labels.proposals()) {
      proposals
          .addObject()
          .put("column", proposal.column())
          .put("label", Surrogates.blur(proposal.label()))
          .put("field", proposal.field())
          .put("reason", proposal.reason().name())
          .put("sentence", Surrogates.blur(proposal.sentence()))
          .put("score", proposal.score());
    }
    return json.toString();
  }

  static @Nullable MissingLabels read(@Nullable String text) throws JsonProcessingException {
    if (text == null) {
      return null;
    }
    JsonNode json = Json.MAPPER.readTree(text);
    List<String> labels = texts(json.get("labels"));
    List<LabelProposal> proposals = new ArrayList<>();
    for (JsonNode proposal : json.get("proposals")) {
      proposals.add(proposal(proposal, labels));
    }
    return new MissingLabels(texts(json.get("missing")), labels, proposals);
  }

  /** Proposals of before say neither the position of the column nor why it is proposed. */
  private static LabelProposal proposal(JsonNode json, List<String> labels) {
    String label = json.get("label").textValue();
    String field = json.get("field").textValue();
    String close = Quoted.of(label) + " is close to '" + field + "'.";
    return new LabelProposal(
        json.path("column").asInt(labels.indexOf(label) + 1),
        label,
        field,
        LabelProposal.Reason.valueOf(json.get("reason").textValue()),
        json.path("sentence").asText(close),
        json.get("score").doubleValue());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
