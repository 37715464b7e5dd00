package dev.importer.server.internal.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.json.OptionsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The description of the calls. It lies in parts: {@code document} says what holds for all calls,
 * and each of the others has the paths of one subject with the components that belong to them.
 */
public final class OpenApi {

  private static final List<String> PARTS =
      List.of(
          "document",
          "options",
          "uploads",
          "staging",
          "detection",
          "imports",
          "events",
          "webhooks",
          "profiles",
          "values",
          "corrections",
          "changes",
          "targets",
          "records",
          "mappings",
          "schemas",
          "server",
          "reading",
          "problems");

  /** Joined when it is asked for first, so that the start of the server does not wait for it. */
  private static final class Joined {
    static final ObjectNode DOCUMENT = join();
  }

  private OpenApi() {}

  /**
   * The whole description.
   *
   * @param base the path below which the calls are; empty at the root
   */
  public static ObjectNode document(String base) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.setAll(Joined.DOCUMENT);
    document.putArray("servers").addObject().put("url", base + "/");
    return document;
  }

  private static ObjectNode join() {
    ObjectNode whole = Json.MAPPER.createObjectNode();
    for (String part : PARTS) {
      add(read(part), whole, part);
    }
    OptionsJson.describe(whole);
    return whole;
  }

  /** Objects are joined member by member; everything else may be said by one part only. */
  private static void add(JsonNode part, ObjectNode whole, String place) {
    for (Map.Entry<String, JsonNode> member : part.properties()) {
      String name = member.getKey();
      if (!whole.has(name)) {
        whole.set(name, member.getValue());
      } else if (whole.get(name) instanceof ObjectNode known && member.getValue().isObject()) {
        add(member.getValue(), known, place + "/" + name);
      } else {
        throw new IllegalStateException(place + "/" + name + " is described twice");
      }
    }
  }

  private static JsonNode read(String part) {
    try {
      return Json.MAPPER.readTree(DocsPages.text("openapi/" + part + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException("the part '" + part + "' of the description is no JSON", e);
    }
  }
}
