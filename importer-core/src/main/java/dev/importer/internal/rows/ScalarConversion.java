package dev.importer.internal.rows;

import dev.importer.internal.text.Quoted;
import dev.importer.internal.type.Cast;
import dev.importer.internal.type.Values;
import dev.importer.row.JsonText;
import dev.importer.type.CalendarDuration;
import dev.importer.type.FieldType;
import dev.importer.type.GeoPoint;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
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
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns one typed value into one of a class without parts. Values that are there only. */
interface ScalarConversion {

  Object apply(Object value) throws UnfitValueException;

  /** What the classes of values with a form of their own are in a text, such as a JSON string. */
  Map<Class<?>, FieldType> WRITTEN =
      Map.ofEntries(
          Map.entry(LocalDate.class, FieldType.DATE),
          Map.entry(LocalTime.class, FieldType.TIME),
          Map.entry(OffsetTime.class, FieldType.TIME),
          Map.entry(LocalDateTime.class, FieldType.DATETIME),
          Map.entry(OffsetDateTime.class, FieldType.DATETIME),
          Map.entry(Year.class, FieldType.YEAR),
          Map.entry(YearMonth.class, FieldType.YEARMONTH),
          Map.entry(CalendarDuration.class, FieldType.DURATION),
          Map.entry(GeoPoint.class, FieldType.GEOPOINT));

  /** The conversion to a class, or null if there is none. */
  static @Nullable ScalarConversion to(Class<?> type) {
    if (type == Object.class) {
      return value -> value;
    } else if (type == String.class) {
      return Values::text;
    } else if (type == boolean.class || type == Boolean.class) {
      return value -> instance(value, Boolean.class);
    } else if (type == char.class || type == Character.class) {
      return ScalarConversion::character;
    } else if (type.isEnum()) {
      return value -> constant(value, type);
    } else if (type == JsonText.class) {
      return value -> instance(value, JsonText.class);
    } else if (WRITTEN.containsKey(type)) {
      return value -> written(value, type);
    }
    ScalarConversion number = toNumber(type);
    return number == null ? toOther(type) : number;
  }

  private static @Nullable ScalarConversion toNumber(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return value -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    } else if (type == long.class || type == Long.class) {
      return value -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE, "long");
    } else if (type == short.class || type == Short.class) {
      return value -> (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE, "short");
    } else if (type == byte.class || type == Byte.class) {
      return value -> (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
    } else if (type == double.class || type == Double.class) {
      return value -> finite(value, real(value), "double");
    } else if (type == float.class || type == Float.class) {
      return value -> (float) finite(value, (float) real(value), "float");
    } else if (type == BigDecimal.class) {
      return ScalarConversion::decimal;
    } else if (type == BigInteger.class) {
      return value -> {
        if (value instanceof Long || value instanceof BigInteger) {
          return new BigInteger(value.toString());
        }
        throw unfit(value, "BigInteger");
      };
    }
    return null;
  }

  private static @Nullable ScalarConversion toOther(Class<?> type) {
    if (type == Instant.class) {
      return value -> ((OffsetDateTime) written(value, OffsetDateTime.class)).toInstant();
    } else if (type == Period.class) {
      return value -> period((CalendarDuration) written(value, CalendarDuration.class));
    } else if (type == Duration.class) {
      return value -> duration((CalendarDuration) written(value, CalendarDuration.class));
    } else if (type == URI.class) {
      return ScalarConversion::uri;
    } else if (type == UUID.class) {
      return ScalarConversion::uuid;
    }
    return null;
  }

  private static long whole(Object value, long least, long most, String type)
      throws UnfitValueException {
    Object number = value instanceof Year year ? (Object) (long) year.getValue() : value;
    if (number instanceof Long whole && whole >= least && whole <= most) {
      return whole;
    }
    throw unfit(value, type);
  }

  private static double real(Object value) throws UnfitValueException {
    return value instanceof Double special ? special : decimal(value).doubleValue();
  }

  /** A number too large for its type would become infinite. */
  private static double finite(Object value, double number, String type)
      throws UnfitValueException {
    if (Double.isInfinite(number) && !(value instanceof Double)) {
      throw unfit(value, type);
    }
    return number;
  }

  private static BigDecimal decimal(Object value) throws UnfitValueException {
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    } else if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    } else if (value instanceof BigDecimal number) {
      return number;
    }
    throw unfit(value, "decimal number");
  }

  private static Object character(Object value) throws UnfitValueException {
    if (value instanceof String text && text.length() == 1) {
      return text.charAt(0);
    }
    throw unfit(value, "char");
  }

  /** A value of the class, or a text that is written as one is by default. */
  private static Object written(Object value, Class<?> type) throws UnfitValueException {
    FieldType form = WRITTEN.get(type);
    if (form != null && value instanceof String) {
      Object read = Cast.to(form, "default", TypeOptions.NONE).apply(value);
      if (type.isInstance(read)) {
        return read;
      }
    }
    return instance(value, type);
  }

  private static Period period(CalendarDuration value) throws UnfitValueException {
    if (value.time().isZero()) {
      return value.period();
    }
    throw unfit(value, "Period, which has no hours");
  }

  private static Duration duration(CalendarDuration value) throws UnfitValueException {
    if (value.period().toTotalMonths() == 0) {
      return value.time().plusDays(value.period().get(ChronoUnit.DAYS));
    }
    throw unfit(value, "Duration, which has no months");
  }

  private static Object uri(Object value) throws UnfitValueException {
    try {
      return new URI((String) instance(value, String.class));
    } catch (URISyntaxException e) {
      throw unfit(value, "URI");
    }
  }

  private static Object uuid(Object value) throws UnfitValueException {
    String text = (String) instance(value, String.class);
    try {
      UUID uuid = UUID.fromString(text);
      // The JDK takes shorter groups, too.
      if (uuid.toString().equalsIgnoreCase(text)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      throw unfit(value, "UUID");
    }
    throw unfit(value, "UUID");
  }

  private static Object instance(Object value, Class<?> type) throws UnfitValueException {
    if (type.isInstance(value)) {
      return value;
    }
    throw unfit(value, type.getSimpleName());
  }

  private static Object constant(Object value, Class<?> type) throws UnfitValueException {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equalsIgnoreCase(value.toString())) {
        return constant;
      }
    }
    throw unfit(value, type.getSimpleName());
  }

  static UnfitValueException unfit(Object value, String type) {
    return new UnfitValueException(Quoted.of(value) + " does not fit the type " + type);
  }
}
