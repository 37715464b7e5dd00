package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.row.JsonText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cast to GeoJSON (RFC 7946) or TopoJSON objects; their structure is checked, not their places. */
final class GeoJsonCast implements Cast {

  private final String kind;
  private final Rules rules;

  /** The structure that an object must have. */
  interface Rules {
    /** What is wrong with the object, or null. */
    @Nullable String fault(Map<?, ?> object);
  }

  GeoJsonCast(String format) {
    switch (format) {
      case "default" -> {
        kind = "a GeoJSON object";
        rules = GeoJsonRules::fault;
      }
      case "topojson" -> {
        kind = "a TopoJSON object";
        rules = TopoJsonRules::fault;
      }
      default ->
          throw new IllegalArgumentException(
              "a geojson has no format '" + format + "': it is default or topojson");
    }
  }

  /** A {@link JsonText}. */
  @Override
  public Object apply(Object cell) {
    Object tree = JsonCasts.tree(cell, kind);
    if (tree instanceof Unfit) {
      return tree;
    }
    String fault = tree instanceof Map<?, ?> object ? rules.fault(object) : "it is an array";
    if (fault != null) {
      return new Unfit(Quoted.of(cell) + " is not " + kind + ": " + fault);
    }
    return cell instanceof JsonText ? cell : new JsonText(JsonCasts.compact(cell.toString()));
  }
}
