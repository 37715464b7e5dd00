package dev.importer.internal.check;

import dev.importer.internal.type.JsonTree;
import dev.importer.internal.type.Values;
import dev.importer.row.JsonText;
import dev.importer.type.GeoPoint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Typed values in the form in which rows are stored, as a JSON source would bring it. */
final class StoredValue {

  private StoredValue() {}

  /**
   * A value as a cell of JSON. What is no class that a field gives is written as a text.
   *
   * @param value a typed value, or one that is in that form already
   */
  static Object of(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? new BigDecimal(value.toString()) : Values.text(number);
    } else if (value instanceof Year year) {
      return (long) year.getValue();
    } else if (value instanceof GeoPoint place) {
      return new JsonText("[" + place.longitude() + "," + place.latitude() + "]");
    } else if (value instanceof List<?> items) {
      return new JsonText(
          items.stream()
              .map(item -> item == null ? "null" : JsonTree.text(of(item)))
              .collect(Collectors.joining(",", "[", "]")));
    } else if (value instanceof Map<?, ?>) {
      return new JsonText(JsonTree.text(value));
    }
    boolean plain =
        value instanceof String
            || value instanceof Long
            || value instanceof BigInteger
            || value instanceof BigDecimal
            || value instanceof Boolean
            || value instanceof JsonText;
    return plain ? value : Values.text(value);
  }
}
