package dev.importer.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.base.ParserBase;

/**
 * A place in a JSON text.
 *
 * @param line the physical line, 1-based
 * @param column the character within the line, 1-based
 */
record JsonPlace(long line, long column) {

  /** A place as the parser tells it, which counts in an int even where that is too small. */
  static JsonPlace of(JsonLocation location) {
    return new JsonPlace(
        Integer.toUnsignedLong(location.getLineNr()),
        Integer.toUnsignedLong(location.getColumnNr()));
  }

  /** Where the fault is that the parser found. */
  static JsonPlace of(JsonProcessingException fault, JsonParser parser) {
    JsonLocation location = fault.getLocation();
    return location == null ? ofNext(parser) : of(location);
  }

  /** Where the current token begins. */
  static JsonPlace ofToken(JsonParser parser) {
    return of(parser.currentTokenLocation());
  }

  /** The character that the parser reads next. */
  static JsonPlace ofNext(JsonParser parser) {
    return of(parser.currentLocation());
  }

  /**
   * Where the value begins that the parser is in. As long as the value is not the current token,
   * only these methods tell it, and they count the first character as read.
   */
  static JsonPlace ofValue(JsonParser parser) {
    return parser instanceof ParserBase base
        ? new JsonPlace(
            Integer.toUnsignedLong(base.getTokenLineNr()),
            Integer.toUnsignedLong(base.getTokenColumnNr() - 1))
        : ofToken(parser);
  }

  /** The character before this one, on the same line. */
  JsonPlace before() {
    return new JsonPlace(line, Math.max(1, column - 1));
  }
}
