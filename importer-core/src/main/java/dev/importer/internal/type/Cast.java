package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.util.List;

/**
 * Turns a cell into a value of one type. It takes exactly what the type allows: nothing is trimmed,
 * rounded or replaced.
 */
public interface Cast {

  /** The formats that a text may have. */
  List<String> STRING_FORMATS = List.of("default", "email", "uri", "binary", "uuid", "wkt");

  /**
   * The typed value, or an {@link Unfit} that says why the cell is none. The classes of values are
   * said at {@link FieldType}.
   *
   * @param cell what the source says, a {@link String}, {@link Long}, {@link java.math.BigInteger},
   *     {@link java.math.BigDecimal}, {@link Boolean} or {@link dev.importer.row.JsonText}, or a
   *     value of the type already; never null and never a missing value
   */
  Object apply(Object cell);

  /**
   * The cast for a type.
   *
   * @param format a format of the type as Table Schema writes it, {@code default} for the usual
   *     one. The formats of texts are not looked at here: texts that do not keep to them are texts
   * @param options options of the type
   * @throws IllegalArgumentException if the type has no such format or no such options
   */
  static Cast to(FieldType type, String format, TypeOptions options) {
    TypeOptions.require(type, options);
    if (!hasFormats(type) && !format.equals("default")) {
      throw new IllegalArgumentException("a " + type.text() + " has no format '" + format + "'");
    }
    return switch (type) {
      case STRING -> toText(format);
      case INTEGER ->
          options.equals(TypeOptions.OfNumber.DEFAULT)
              ? NumberCasts::toInteger
              : new NumberFormat(type, (TypeOptions.OfNumber) options);
      case NUMBER ->
          options.equals(TypeOptions.OfNumber.DEFAULT)
              ? NumberCasts::toNumber
              : new NumberFormat(type, (TypeOptions.OfNumber) options);
      case BOOLEAN ->
          options.equals(TypeOptions.OfBoolean.DEFAULT)
              ? BooleanCast::ofDefault
              : new BooleanCast((TypeOptions.OfBoolean) options);
      case OBJECT -> JsonCasts::toObject;
      case ARRAY -> JsonCasts::toArray;
      case LIST -> new ListCast((TypeOptions.OfList) options);
      case DATE, TIME, DATETIME -> TimeCasts.to(type, format);
      case YEAR -> YearCasts::toYear;
      case YEARMONTH -> YearCasts::toYearMonth;
      case DURATION -> DurationCast::toDuration;
      case GEOPOINT -> new GeoPointCast(format);
      case GEOJSON -> new GeoJsonCast(format);
      case ANY -> cell -> cell;
    };
  }

  private static boolean hasFormats(FieldType type) {
    return switch (type) {
      case STRING, DATE, TIME, DATETIME, GEOPOINT, GEOJSON -> true;
      default -> false;
    };
  }

  private static Cast toText(String format) {
    if (!STRING_FORMATS.contains(format)) {
      throw new IllegalArgumentException(
          "a string has no format '"
              + format
              + "': it is one of "
              + String.join(", ", STRING_FORMATS));
    }
    return cell -> cell instanceof String ? cell : new Unfit(Quoted.of(cell) + " is not a text");
  }
}
