package dev.importer.internal.type;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The structure of TopoJSON objects, as far as its specification says that it must be so. */
final class TopoJsonRules {

  private TopoJsonRules() {}

  /** What is wrong with a topology or a geometry, or null. */
  static @Nullable String fault(Map<?, ?> object) {
    return "Topology".equals(object.get("type")) ? topology(object) : geometry(object);
  }

  private static @Nullable String topology(Map<?, ?> object) {
    if (!(object.get("objects") instanceof Map<?, ?> objects)) {
      return "a Topology needs an object as its member objects";
    }
    for (Object geometry : objects.values()) {
      String fault = geometryIn(geometry);
      if (fault != null) {
        return fault;
      }
    }
    return GeoJsonRules.each(
        object.get("arcs"),
        "arcs",
        arc ->
            arc instanceof List<?> positions && positions.size() >= 2
                ? GeoJsonRules.each(arc, "arcs", GeoJsonRules::position)
                : "an arc has fewer than two positions");
  }

  private static @Nullable String geometryIn(@Nullable Object value) {
    return value instanceof Map<?, ?> object ? geometry(object) : "a geometry is no object";
  }

  private static @Nullable String geometry(Map<?, ?> object) {
    if (object.containsKey("type") && object.get("type") == null) {
      return null;
    }
    Object arcs = object.get("arcs");
    return switch (object.get("type") instanceof String text ? text : "") {
      case "Point" -> GeoJsonRules.position(object.get("coordinates"));
      case "MultiPoint" ->
          GeoJsonRules.each(object.get("coordinates"), "coordinates", GeoJsonRules::position);
      case "LineString" -> indexes(arcs);
      case "MultiLineString", "Polygon" -> nested(arcs, TopoJsonRules::indexes);
      case "MultiPolygon" -> nested(arcs, polygon -> nested(polygon, TopoJsonRules::indexes));
      case "GeometryCollection" ->
          GeoJsonRules.each(object.get("geometries"), "geometries", TopoJsonRules::geometryIn);
      default -> "its type is none of TopoJSON";
    };
  }

  private static @Nullable String nested(
      @Nullable Object value, Function<@Nullable Object, @Nullable String> rule) {
    return GeoJsonRules.each(value, "arcs", rule);
  }

  private static @Nullable String indexes(@Nullable Object value) {
    return GeoJsonRules.each(
        value, "arcs", index -> index instanceof Long ? null : "an index of an arc is no integer");
  }
}
