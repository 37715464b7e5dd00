package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.GeoPoint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cast to places: {@code lon, lat}, a JSON array of the two, or an object of them. */
final class GeoPointCast implements Cast {

  private final String format;

  GeoPointCast(String format) {
    this.format = format;
    if (!List.of("default", "array", "object").contains(format)) {
      throw new IllegalArgumentException(
          "a geopoint has no format '" + format + "': it is default, array or object");
    }
  }

  /** A {@link GeoPoint}. */
  @Override
  public Object apply(Object cell) {
    if (cell instanceof GeoPoint) {
      return cell;
    }
    return switch (format) {
      case "array" -> fromArray(cell, JsonCasts.tree(cell, kind()));
      case "object" -> fromObject(cell, JsonCasts.tree(cell, kind()));
      default ->
          cell instanceof String text ? fromText(text) : fromArray(cell, JsonTree.arrayIn(cell));
    };
  }

  private String kind() {
    return switch (format) {
      case "array" -> "a place such as [8.54, 47.37]";
      case "object" -> "a place such as {\"lon\": 8.54, \"lat\": 47.37}";
      default -> "a place written as longitude, latitude such as 8.54, 47.37";
    };
  }

  private Object fromText(String text) {
    int comma = text.indexOf(',');
    if (comma < 0) {
      return unfit(text);
    }
    int latitude = comma + 1;
    while (latitude < text.length() && text.charAt(latitude) == ' ') {
      latitude++;
    }
    return point(
        text,
        NumberCasts.toNumber(text.substring(0, comma)),
        NumberCasts.toNumber(text.substring(latitude)));
  }

  private Object fromArray(Object cell, @Nullable Object tree) {
    if (tree instanceof Unfit) {
      return tree;
    }
    return tree instanceof List<?> pair && pair.size() == 2
        ? point(cell, pair.get(0), pair.get(1))
        : unfit(cell);
  }

  private Object fromObject(Object cell, Object tree) {
    if (tree instanceof Unfit) {
      return tree;
    }
    return tree instanceof Map<?, ?> pair && pair.size() == 2
        ? point(cell, pair.get("lon"), pair.get("lat"))
        : unfit(cell);
  }

  private Object point(Object cell, @Nullable Object longitude, @Nullable Object latitude) {
    BigDecimal east = NumberCasts.finite(longitude);
    BigDecimal north = NumberCasts.finite(latitude);
    if (east == null || north == null) {
      return unfit(cell);
    }
    try {
      return new GeoPoint(east, north);
    } catch (IllegalArgumentException e) {
      return new Unfit(Quoted.of(cell) + " is no place: " + e.getMessage());
    }
  }

  private Unfit unfit(Object cell) {
    return new Unfit(Quoted.of(cell) + " is not " + kind());
  }
}
