package dev.importer.internal.type;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.importer.internal.text.Quoted;
import dev.importer.row.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text as Java values: {@link Map}s, {@link List}s, {@link String}s, {@link Long}s, {@link
 * BigInteger}s, {@link BigDecimal}s, {@link Boolean}s and null. Nothing is let pass that is not
 * JSON as RFC 8259 has it: no comments, no text after the value, no member that stands twice; nor a
 * NUL character in a text.
 */
public final class JsonTree {

  /** As many as a JSON source may have unless it says otherwise. */
  private static final int MAX_DEPTH = 200;

  private static final int MAX_NUMBER_LENGTH = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // What a cell may be is bounded before it comes here.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private JsonTree() {}

  /**
   * Reads a JSON text.
   *
   * @return the value; null for {@code null}. Maps keep the order of the text; neither they nor
   *     lists can be changed
   * @throws IllegalArgumentException if the text is not JSON; the message says where
   */
  public static @Nullable Object of(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new IllegalArgumentException("is empty");
      }
      Object value = value(parser, first);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("goes on after its end");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new IllegalArgumentException(
          "is nested more than " + MAX_DEPTH + " levels deep, or has a number that is too long", e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "is not JSON at character " + (e.getLocation().getCharOffset() + 1), e);
    } catch (IOException e) {
      throw new IllegalStateException("a text can always be read", e);
    }
  }

  /**
   * The JSON text of a value, without white space between its parts.
   *
   * @param value what {@link #of} gives, or an {@link Integer}
   */
  public static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return JsonText.ofText(text).text();
    } else if (value instanceof List<?> items) {
      return items.stream().map(JsonTree::text).collect(Collectors.joining(",", "[", "]"));
    } else if (value instanceof Map<?, ?> members) {
      return members.entrySet().stream()
          .map(member -> text(member.getKey()) + ":" + text(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return String.valueOf(value);
  }

  /** The array that a cell of a JSON source is, or null if it is something else. */
  static @Nullable List<?> arrayIn(Object cell) {
    return cell instanceof JsonText json && json.text().startsWith("[")
        ? (List<?>) ofSound(json)
        : null;
  }

  /** The tree of a cell that a JSON source has read, or null if its members are at fault. */
  static @Nullable Object ofSound(JsonText json) {
    try {
      return of(json.text());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> withoutNul(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser.getText());
      case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (members.containsKey(name)) {
        throw new IllegalArgumentException("has the member " + Quoted.of(name) + " twice");
      }
      members.put(withoutNul(name), value(parser, parser.nextToken()));
    }
    return Collections.unmodifiableMap(members);
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return Collections.unmodifiableList(items);
  }

  private static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("holds a NUL character");
    }
    return text;
  }

  private static Object integer(String text) {
    return NumberCasts.narrow(new BigInteger(text));
  }

  private static Object decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("has a number whose exponent is too large", e);
    }
  }
}
