package dev.importer.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options that hold several texts, as JSON. */
public final class OptionTexts {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private OptionTexts() {}

  /**
   * The members of an object whose values are texts, in their order.
   *
   * @return empty if the text is no such object
   */
  public static Optional<Map<String, String>> members(String json) {
    return tree(json).filter(JsonNode::isObject).flatMap(OptionTexts::members);
  }

  /**
   * The objects of an array, each with members that are texts.
   *
   * @return empty if the text is no such array
   */
  public static Optional<List<Map<String, String>>> objects(String json) {
    JsonNode array = tree(json).filter(JsonNode::isArray).orElse(null);
    if (array == null) {
      return Optional.empty();
    }
    List<Map<String, String>> objects = new ArrayList<>();
    for (JsonNode each : array) {
      Optional<Map<String, String>> members = members(each);
      if (members.isEmpty()) {
        return Optional.empty();
      }
      objects.add(members.get());
    }
    return Optional.of(objects);
  }

  private static Optional<Map<String, String>> members(JsonNode object) {
    Map<String, String> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getValue().isTextual()) {
        members.put(member.getKey(), member.getValue().textValue());
      }
    }
    return object.isObject() && members.size() == object.size()
        ? Optional.of(members)
        : Optional.empty();
  }

  private static Optional<JsonNode> tree(String json) {
    try {
      return Optional.ofNullable(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** An object of texts. */
  public static String ofMembers(Map<String, String> members) {
    return MAPPER.valueToTree(members).toString();
  }

  /** An array of objects of texts. */
  public static String ofObjects(List<Map<String, String>> objects) {
    ArrayNode array = MAPPER.valueToTree(objects);
    return array.toString();
  }
}
