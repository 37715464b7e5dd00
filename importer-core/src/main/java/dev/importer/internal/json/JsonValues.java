package dev.importer.internal.json;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.BigDecimalParser;
import com.fasterxml.jackson.core.io.BigIntegerParser;
import dev.importer.row.JsonText;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Makes cells of JSON values without losing a digit. */
public final class JsonValues {

  /** The longest integer, with its sign, that always fits a long. */
  private static final int LONG_DIGITS = 18;

  /** Where the parser for big numbers, whose effort does not grow with the square, pays off. */
  private static final int MANY_DIGITS = 500;

  private final JsonTokens tokens;
  private final NestedJson nested;

  public JsonValues(JsonTokens tokens) {
    this.tokens = tokens;
    this.nested = new NestedJson(tokens);
  }

  /** What is wrong inside the object or array that was read last; null if nothing is. */
  public NestedJson.@Nullable Fault nestedFault() {
    return nested.fault();
  }

  /** The cell for the value that begins with the current token; ends on its last token. */
  public @Nullable Object read(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> tokens.text();
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case START_OBJECT, START_ARRAY -> nested.copy(token);
      default -> throw new IllegalArgumentException("no value begins with " + token);
    };
  }

  /** What people call the kind of value that begins with this token. */
  public static String kind(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "null";
      case START_ARRAY -> "an array";
      default -> "an object";
    };
  }

  private Object integer() {
    int length = tokens.textLength();
    if (length <= LONG_DIGITS) {
      return tokens.longValue();
    }
    String text = tokens.text();
    BigInteger value =
        length < MANY_DIGITS ? new BigInteger(text) : BigIntegerParser.parseWithFastParser(text);
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value;
  }

  /**
   * A decimal keeps its digits and its exponent apart, so that 1e1000000000 costs no more than 1.
   * An exponent beyond the range of an int has no such form and stays text.
   */
  private Object decimal() {
    String text = tokens.text();
    try {
      return BigDecimalParser.parse(text);
    } catch (NumberFormatException e) {
      return new JsonText(text);
    }
  }
}
