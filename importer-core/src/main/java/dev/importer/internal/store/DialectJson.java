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

  /** The encoding alone, which is all that a format without cells has. */
  static ObjectNode nodeOfEncoding(Dialect dialect) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    Charset encoding = dialect.encoding();
    if (encoding != null) {
      json.put("encoding", encoding.name());
    }
    return json;
  }

  static ObjectNode node(Dialect dialect) {
    ObjectNode json = nodeOfEncoding(dialect);
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
    return new Dialect(
        encoding == null ? null : Charset.forName(encoding.textValue()),
        delimiter == null ? null : delimiter.textValue(),
        character(json.get("quoteChar")),
        character(json.get("escapeChar")),
        header == null ? null : header.booleanValue(),
        skipRows == null ? null : skipRows.intValue(),
        headerRows == null ? null : headerRows.size(),
        headerJoin == null ? null : headerJoin.textValue());
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
