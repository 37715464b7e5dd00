package dev.importer.schema;

import dev.importer.error.SchemaException.Fault;
import dev.importer.row.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON text that knows where it stands, and takes what is wrong with it. What is asked
 * of it in vain is a fault, too, and the answer then is null or empty.
 */
final class JsonPart {

  private final String source;
  private final List<Fault> faults;
  private final String pointer;
  private final int start;
  private final int end;
  private final @Nullable Object value;

  /**
   * A value.
   *
   * @param source the whole text
   * @param faults takes what is wrong
   * @param pointer where it stands (RFC 6901)
   * @param start where it begins in the source, in characters
   * @param end where it ends
   * @param value a map or a list of parts, a text, a number, a truth value, or null
   */
  JsonPart(
      String source,
      List<Fault> faults,
      String pointer,
      int start,
      int end,
      @Nullable Object value) {
    this.source = source;
    this.faults = faults;
    this.pointer = pointer;
    this.start = start;
    this.end = end;
    this.value = value;
  }

  /** The pointer to a member or item below another place. */
  static String pointer(String parent, String token) {
    return parent + "/" + token.replace("~", "~0").replace("/", "~1");
  }

  void fault(String message) {
    faults.add(new Fault(pointer, message));
  }

  /** Adds a fault of a place below this one, which need not be there. */
  void fault(Fault below) {
    faults.add(new Fault(pointer + below.pointer(), below.message()));
  }

  /** What the supplier makes; if it refuses, that is a fault of this part. */
  <T> @Nullable T make(Supplier<T> supplier) {
    try {
      return supplier.get();
    } catch (IllegalArgumentException e) {
      fault(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** The members; none if this is no object, which is a fault. */
  @SuppressWarnings("unchecked") // The parser makes no other maps.
  Map<String, JsonPart> members() {
    if (value instanceof Map) {
      return (Map<String, JsonPart>) value;
    }
    fault("must be an object, but is " + kind());
    return Map.of();
  }

  /** The items; none if this is no array, which is a fault. */
  @SuppressWarnings("unchecked") // The parser makes no other lists.
  List<JsonPart> items() {
    if (value instanceof List) {
      return (List<JsonPart>) value;
    }
    fault("must be an array, but is " + kind());
    return List.of();
  }

  boolean isArray() {
    return value instanceof List;
  }

  boolean isObject() {
    return value instanceof Map;
  }

  @Nullable String text() {
    if (value instanceof String text) {
      return text;
    }
    fault("must be a text, but is " + kind());
    return null;
  }

  /** A text; null, and no fault, if it is anything else. */
  @Nullable String textIfAny() {
    return value instanceof String text ? text : null;
  }

  /** A text, or an array of texts. Text that is alone counts as an array of it. */
  List<JsonPart> textOrItems() {
    return value instanceof String ? List.of(this) : items();
  }

  /** The texts of an array; the faulty ones are left out. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (JsonPart item : items()) {
      String text = item.text();
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  @Nullable Boolean truth() {
    if (value instanceof Boolean truth) {
      return truth;
    }
    fault("must be true or false, but is " + kind());
    return null;
  }

  /** A length: a whole number from 0 to 2,147,483,647. */
  @Nullable Integer length() {
    if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    fault(
        "must be a whole number from 0 to 2147483647, but is "
            + (value instanceof Number ? value : kind()));
    return null;
  }

  /** The value as a cell of a source would hold it: objects and arrays are JSON text. */
  @Nullable Object cell() {
    if (value == null) {
      fault("must not be null");
      return null;
    }
    return isObject() || isArray() ? json() : value;
  }

  /** The very text of the value. */
  JsonText json() {
    return new JsonText(source.substring(start, end));
  }

  private String kind() {
    if (value == null) {
      return "null";
    } else if (value instanceof String) {
      return "a text";
    } else if (value instanceof Boolean) {
      return "a truth value";
    } else if (value instanceof Number) {
      return "a number";
    }
    return isArray() ? "an array" : "an object";
  }
}
