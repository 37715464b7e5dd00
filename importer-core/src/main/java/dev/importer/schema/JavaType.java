package dev.importer.schema;

import dev.importer.internal.shape.Shape;
import dev.importer.row.JsonText;
import dev.importer.type.CalendarDuration;
import dev.importer.type.FieldType;
import dev.importer.type.GeoPoint;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the type of a part of an object says of a field.
 *
 * @param type the type of the field
 * @param format its format
 * @param itemType the type of the items of a list; null for anything else
 * @param presence whether there is always a value
 * @param constants the constants of an enum; empty for anything else
 */
record JavaType(
    FieldType type,
    String format,
    @Nullable FieldType itemType,
    Presence presence,
    List<String> constants) {

  /** What a type says of missing values. */
  enum Presence {
    /** There is always a value: the type is primitive. */
    ALWAYS,
    /** There may be none: the type is Optional. */
    OPTIONAL,
    /** The type says nothing. */
    UNSAID
  }

  private static final Map<Class<?>, FieldType> TYPES =
      Map.ofEntries(
          Map.entry(String.class, FieldType.STRING),
          Map.entry(UUID.class, FieldType.STRING),
          Map.entry(URI.class, FieldType.STRING),
          Map.entry(char.class, FieldType.STRING),
          Map.entry(Character.class, FieldType.STRING),
          Map.entry(byte.class, FieldType.INTEGER),
          Map.entry(Byte.class, FieldType.INTEGER),
          Map.entry(short.class, FieldType.INTEGER),
          Map.entry(Short.class, FieldType.INTEGER),
          Map.entry(int.class, FieldType.INTEGER),
          Map.entry(Integer.class, FieldType.INTEGER),
          Map.entry(long.class, FieldType.INTEGER),
          Map.entry(Long.class, FieldType.INTEGER),
          Map.entry(BigInteger.class, FieldType.INTEGER),
          Map.entry(float.class, FieldType.NUMBER),
          Map.entry(Float.class, FieldType.NUMBER),
          Map.entry(double.class, FieldType.NUMBER),
          Map.entry(Double.class, FieldType.NUMBER),
          Map.entry(BigDecimal.class, FieldType.NUMBER),
          Map.entry(boolean.class, FieldType.BOOLEAN),
          Map.entry(Boolean.class, FieldType.BOOLEAN),
          Map.entry(LocalDate.class, FieldType.DATE),
          Map.entry(LocalTime.class, FieldType.TIME),
          Map.entry(OffsetTime.class, FieldType.TIME),
          Map.entry(LocalDateTime.class, FieldType.DATETIME),
          Map.entry(OffsetDateTime.class, FieldType.DATETIME),
          Map.entry(Instant.class, FieldType.DATETIME),
          Map.entry(Year.class, FieldType.YEAR),
          Map.entry(YearMonth.class, FieldType.YEARMONTH),
          Map.entry(Period.class, FieldType.DURATION),
          Map.entry(Duration.class, FieldType.DURATION),
          Map.entry(CalendarDuration.class, FieldType.DURATION),
          Map.entry(GeoPoint.class, FieldType.GEOPOINT),
          Map.entry(Map.class, FieldType.OBJECT),
          Map.entry(JsonText.class, FieldType.ANY),
          Map.entry(Object.class, FieldType.ANY));

  private static final Map<Class<?>, String> FORMATS = Map.of(UUID.class, "uuid", URI.class, "uri");

  /** What Table Schema has lists of. */
  private static final Set<FieldType> ITEM_TYPES =
      EnumSet.of(
          FieldType.STRING,
          FieldType.INTEGER,
          FieldType.NUMBER,
          FieldType.BOOLEAN,
          FieldType.DATE,
          FieldType.TIME,
          FieldType.DATETIME);

  /** What a type says; empty if no field has values of such a type. */
  static Optional<JavaType> of(Type type) {
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return of(argument)
            .map(
                of ->
                    new JavaType(of.type, of.format, of.itemType, Presence.OPTIONAL, of.constants));
      }
      return generic.getRawType() == List.class
          ? Optional.of(list(argument))
          : of(generic.getRawType());
    }
    if (type == List.class) {
      return Optional.of(plain(FieldType.ARRAY, Presence.UNSAID));
    }
    return type instanceof Class<?> plain ? of(plain) : Optional.empty();
  }

  private static Optional<JavaType> of(Class<?> type) {
    if (type.isEnum()) {
      List<String> constants = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        constants.add(((Enum<?>) constant).name());
      }
      return Optional.of(
          new JavaType(FieldType.STRING, Field.DEFAULT_FORMAT, null, Presence.UNSAID, constants));
    }
    FieldType known = TYPES.get(type);
    if (known == null) {
      if (!Shape.isExpectedOf(type)) {
        return Optional.empty();
      }
      Shape.requireOf(type);
      known = FieldType.OBJECT;
    }
    Presence presence = type.isPrimitive() ? Presence.ALWAYS : Presence.UNSAID;
    String format = FORMATS.getOrDefault(type, Field.DEFAULT_FORMAT);
    return Optional.of(new JavaType(known, format, null, presence, List.of()));
  }

  /** A list of what Table Schema has lists of, or else a JSON array. */
  private static JavaType list(Type item) {
    FieldType itemType = item instanceof Class<?> type ? TYPES.get(type) : null;
    return itemType != null && ITEM_TYPES.contains(itemType)
        ? new JavaType(FieldType.LIST, Field.DEFAULT_FORMAT, itemType, Presence.UNSAID, List.of())
        : plain(FieldType.ARRAY, Presence.UNSAID);
  }

  private static JavaType plain(FieldType type, Presence presence) {
    return new JavaType(type, Field.DEFAULT_FORMAT, null, presence, List.of());
  }
}
