package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.internal.record.Surrogates;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The small JSON values that are stored beside an import. */
final class Json {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String write(Collection<String> texts) {
    return write((Object) texts);
  }

  static String write(Map<String, Long> counts) {
    return write((Object) counts);
  }

  static String writePairs(Map<String, String> texts) {
    return write((Object) texts);
  }

  /** Texts by names, in their order. */
  static Map<String, String> readPairs(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
  }

  static List<String> readTexts(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, new TypeReference<List<String>>() {});
  }

  static Map<String, Long> readCounts(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, new TypeReference<Map<String, Long>>() {});
  }

  private static String write(Object value) {
    try {
      return Surrogates.escapeLone(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can always be written as JSON", e);
    }
  }
}
