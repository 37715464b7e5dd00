package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.source.Dialect;
import java.nio.charset.Charset;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A dialect as JSON, with the member names of the Table Dialect standard; what is not given is
 * absent.
 */
final class DialectJson {

  private DialectJson() {}

  static String write(Dialect dialect) {
    return node(dialect).toString();
  }

  /** What a format without cells has of a dialect. */
  static ObjectNode nodeOfJson(Dialect dialect) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    Charset encoding = dialect.encoding();
    if (encoding != null) {
      json.put("encoding", encoding.name());
    }
    if (dialect.property() != null) {
      json.put("property", dialect.property());
    }
    return json;
  }

  static ObjectNode node(Dialect dialect) {
    ObjectNode json = nodeOfJson(dialect);
    if (dialect.delimiter() != null) {
      json.put("delimiter", dialect.delimiter());
    }
    put(json, "quoteChar", dialect.quoteChar());
    put(json, "escapeChar", dialect.escapeChar());
    if (dialect.header() != null) {
      json.put("header", dialect.header());
    }
    if (dialect.skipRows() != null) {
      json.put("skipRows", dialect.skipRows());
    }
    if (dialect.headerRows() != null) {
      // The standard lists the numbers of the rows.
      ArrayNode rows = json.putArray("headerRows");
      IntStream.rangeClosed(1, dialect.headerRows()).forEach(rows::add);
    }
    if (dialect.headerJoin() != null) {
      json.put("headerJoin", dialect.headerJoin());
    }
    // What is not there is as it always was, so that plans of older versions stay the same.
    if (Boolean.TRUE.equals(dialect.skipInitialSpace())) {
      json.put("skipInitialSpace", true);
    }
    if (dialect.commentChar() != null && dialect.commentChar() != Dialect.NONE) {
      put(json, "commentChar", dialect.commentChar());
    }
    if (dialect.sheet() != null) {
      json.put("sheet", dialect.sheet());
    }
    return json;
  }

  static Dialect read(String text) throws JsonProcessingException {
    return read(Json.MAPPER.readTree(text));
  }

  static Dialect read(JsonNode json) {
    JsonNode encoding = json.get("encoding");
    JsonNode delimiter = json.get("delimiter");
    JsonNode header = json.get("header");
    JsonNode skipRows = json.get("skipRows");
    JsonNode headerRows = json.get("headerRows");
    JsonNode headerJoin = json.get("headerJoin");
    JsonNode skipInitialSpace = json.get("skipInitialSpace");
    JsonNode property = json.get("property");
    JsonNode sheet = json.get("sheet");
    return new Dialect(
        encoding == null ? null : Charset.forName(encoding.textValue()),
        delimiter == null ? null : delimiter.textValue(),
        character(json.get("quoteChar")),
        character(json.get("escapeChar")),
        header == null ? null : header.booleanValue(),
        skipRows == null ? null : skipRows.intValue(),
        headerRows == null ? null : headerRows.size(),
        headerJoin == null ? null : headerJoin.textValue(),
        skipInitialSpace == null ? null : skipInitialSpace.booleanValue(),
        character(json.get("commentChar")),
        property == null ? null : property.textValue(),
        sheet == null ? null : sheet.textValue());
  }

  private static void put(ObjectNode json, String name, @Nullable Character character) {
    if (character != null) {
      json.put(name, character == Dialect.NONE ? "" : character.toString());
    }
  }

  private static @Nullable Character character(@Nullable JsonNode json) {
    if (json == null) {
      return null;
    }
    return json.textValue().isEmpty() ? Dialect.NONE : json.textValue().charAt(0);
  }
}
