package dev.importer.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.importer.error.SchemaException.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a small JSON text apart, and refuses what could be understood in two ways. */
final class JsonParts {

  /** Longer than any schema that people or programs write. */
  private static final int MAX_LENGTH = 10_000_000;

  private static final int MAX_DEPTH = 200;

  /** Beyond this, arithmetic on a number takes longer than any bound is worth. */
  private static final int MAX_DIGITS = 1_000;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_DIGITS)
                  .build())
          .build();

  private final String source;
  private final List<Fault> faults;
  private final JsonParser parser;

  private JsonParts(String source, List<Fault> faults, JsonParser parser) {
    this.source = source;
    this.faults = faults;
    this.parser = parser;
  }

  /**
   * The whole text as one value.
   *
   * @param faults takes what is wrong: a syntax error, or members that stand twice
   * @return the value, or null if there is none to speak of
   */
  static @Nullable JsonPart of(String source, List<Fault> faults) {
    if (source.length() > MAX_LENGTH) {
      faults.add(new Fault("", "a schema has at most " + MAX_LENGTH + " characters"));
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(source)) {
      return new JsonParts(source, faults, parser).document();
    } catch (JsonProcessingException e) {
      faults.add(new Fault("", malformed(e)));
    } catch (IOException e) {
      faults.add(new Fault("", "the text cannot be read: " + e.getMessage()));
    }
    return null;
  }

  private static String malformed(JsonProcessingException e) {
    JsonLocation place = e.getLocation();
    // The rest of the message is about the parser, not about the text.
    String reason = e.getOriginalMessage().replaceFirst("(?s)( \\(start marker at|\n).*", "");
    return place == null
        ? "malformed JSON: " + reason
        : "malformed JSON on line "
            + place.getLineNr()
            + ", character "
            + place.getColumnNr()
            + ": "
            + reason;
  }

  private @Nullable JsonPart document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      faults.add(new Fault("", "the text is empty; a schema is a JSON object"));
      return null;
    }
    JsonPart whole = part("", first);
    if (parser.nextToken() != null) {
      long line = parser.currentTokenLocation().getLineNr();
      faults.add(new Fault("", "nothing may follow the schema, but text does on line " + line));
    }
    return whole;
  }

  private JsonPart part(String pointer, JsonToken token) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    Object value =
        switch (token) {
          case START_OBJECT -> members(pointer);
          case START_ARRAY -> items(pointer);
          default -> scalar(pointer, token);
        };
    int end = (int) parser.currentLocation().getCharOffset();
    return new JsonPart(source, faults, pointer, start, end, value);
  }

  private Map<String, JsonPart> members(String pointer) throws IOException {
    Map<String, JsonPart> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonPart member = part(JsonPart.pointer(pointer, name), parser.nextToken());
      if (members.putIfAbsent(name, member) != null) {
        member.fault("the member stands twice in one object");
      }
    }
    return members;
  }

  private List<JsonPart> items(String pointer) throws IOException {
    List<JsonPart> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(part(pointer + "/" + items.size(), token));
      token = parser.nextToken();
    }
    return items;
  }

  private @Nullable Object scalar(String pointer, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> whole(new BigInteger(parser.getText()));
      case VALUE_NUMBER_FLOAT -> decimal(pointer, parser.getText());
      default -> null;
    };
  }

  private static Object whole(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private Object decimal(String pointer, String digits) {
    try {
      BigDecimal number = new BigDecimal(digits);
      if (Math.abs((long) number.scale()) <= MAX_DIGITS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // An exponent beyond what BigDecimal has is reported like one beyond what we take.
    }
    faults.add(new Fault(pointer, "the number " + digits + " is out of range"));
    return 0L;
  }
}
