package dev.importer.internal.type;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The structure of GeoJSON objects, as far as RFC 7946 says that it must be so. */
final class GeoJsonRules {

  private static final int LEAST_OF_RING = 4;

  private GeoJsonRules() {}

  /** What is wrong with an object of any type, or null. */
  static @Nullable String fault(Map<?, ?> object) {
    Object type = object.get("type");
    if ("Feature".equals(type)) {
      return feature(object);
    }
    if ("FeatureCollection".equals(type)) {
      return each(object.get("features"), "features", GeoJsonRules::featureIn);
    }
    return geometry(object);
  }

  private static @Nullable String featureIn(@Nullable Object value) {
    return value instanceof Map<?, ?> object && "Feature".equals(object.get("type"))
        ? feature(object)
        : "a member of features is no Feature";
  }

  private static @Nullable String feature(Map<?, ?> object) {
    if (!object.containsKey("geometry") || !object.containsKey("properties")) {
      return "a Feature needs the members geometry and properties";
    }
    Object properties = object.get("properties");
    if (properties != null && !(properties instanceof Map<?, ?>)) {
      return "properties is neither an object nor null";
    }
    Object geometry = object.get("geometry");
    return geometry == null ? null : geometryIn(geometry);
  }

  private static @Nullable String geometryIn(@Nullable Object value) {
    return value instanceof Map<?, ?> object ? geometry(object) : "a geometry is no object";
  }

  private static @Nullable String geometry(Map<?, ?> object) {
    Object type = object.get("type");
    Object coordinates = object.get("coordinates");
    return switch (type instanceof String text ? text : "") {
      case "Point" -> position(coordinates);
      case "MultiPoint" -> each(coordinates, "coordinates", GeoJsonRules::position);
      case "LineString" -> line(coordinates);
      case "MultiLineString" -> each(coordinates, "coordinates", GeoJsonRules::line);
      case "Polygon" -> polygon(coordinates);
      case "MultiPolygon" -> each(coordinates, "coordinates", GeoJsonRules::polygon);
      case "GeometryCollection" ->
          each(object.get("geometries"), "geometries", GeoJsonRules::geometryIn);
      default -> "its type is none of RFC 7946";
    };
  }

  /** Two numbers at least; the third is the altitude. */
  static @Nullable String position(@Nullable Object value) {
    if (value instanceof List<?> numbers && numbers.size() >= 2) {
      for (Object number : numbers) {
        if (!(number instanceof Number)) {
          return "a position has something that is no number";
        }
      }
      return null;
    }
    return "a position is not an array of two or more numbers";
  }

  private static @Nullable String line(@Nullable Object value) {
    return value instanceof List<?> positions && positions.size() >= 2
        ? each(positions, "coordinates", GeoJsonRules::position)
        : "a line has fewer than two positions";
  }

  private static @Nullable String polygon(@Nullable Object value) {
    return each(value, "coordinates", GeoJsonRules::ring);
  }

  private static @Nullable String ring(@Nullable Object value) {
    if (!(value instanceof List<?> positions) || positions.size() < LEAST_OF_RING) {
      return "a ring of a polygon has fewer than four positions";
    }
    String fault = each(positions, "coordinates", GeoJsonRules::position);
    boolean closed =
        Values.canonical(positions.get(0))
            .equals(Values.canonical(positions.get(positions.size() - 1)));
    return fault == null && !closed ? "a ring of a polygon does not end where it begins" : fault;
  }

  /** The first fault in an array, or that it is none. */
  static @Nullable String each(
      @Nullable Object value, String name, Function<@Nullable Object, @Nullable String> rule) {
    if (!(value instanceof List<?> items)) {
      return name + " is not an array";
    }
    for (Object item : items) {
      String fault = rule.apply(item);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }
}
