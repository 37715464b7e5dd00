package dev.importer.read;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a typed value into what a record component takes, or says that it does not fit. */
interface Conversion {

  @Nullable Object apply(@Nullable Object value) throws UnfitValueException;

  /** The conversion for a component, chosen once. */
  static Conversion to(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == Optional.class) {
      return Optional::ofNullable;
    }
    ValueConversion conversion = valueConversion(type);
    if (conversion == null) {
      throw new IllegalArgumentException(
          "component "
              + component.getName()
              + " of "
              + component.getDeclaringRecord().getName()
              + " has the type "
              + type.getName()
              + ", which a cell cannot become");
    }
    boolean primitive = type.isPrimitive();
    return value -> {
      if (value != null) {
        return conversion.apply(value);
      }
      if (primitive) {
        throw new UnfitValueException("a value is required");
      }
      return null;
    };
  }

  /** A conversion of values that are there. */
  interface ValueConversion {
    Object apply(Object value) throws UnfitValueException;
  }

  private static @Nullable ValueConversion valueConversion(Class<?> type) {
    if (type == Object.class) {
      return value -> value;
    } else if (type == String.class) {
      return Object::toString;
    } else if (type == int.class || type == Integer.class) {
      return value -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    } else if (type == long.class || type == Long.class) {
      return value -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE, "long");
    } else if (type == short.class || type == Short.class) {
      return value -> (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE, "short");
    } else if (type == double.class || type == Double.class) {
      return value -> decimal(value).doubleValue();
    } else if (type == BigDecimal.class) {
      return Conversion::decimal;
    } else if (type == BigInteger.class) {
      return value -> {
        if (value instanceof Long || value instanceof BigInteger) {
          return new BigInteger(value.toString());
        }
        throw unfit(value, "BigInteger");
      };
    } else if (type == boolean.class || type == Boolean.class) {
      return value -> instance(value, Boolean.class);
    } else if (type == LocalDate.class
        || type == LocalDateTime.class
        || type == OffsetDateTime.class) {
      return value -> instance(value, type);
    } else if (type == Instant.class) {
      return value -> ((OffsetDateTime) instance(value, OffsetDateTime.class)).toInstant();
    } else if (type.isEnum()) {
      return value -> constant(value, type);
    }
    return null;
  }

  private static long whole(Object value, long least, long most, String type)
      throws UnfitValueException {
    if (value instanceof Long number && number >= least && number <= most) {
      return number;
    }
    throw unfit(value, type);
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

  private static UnfitValueException unfit(Object value, String type) {
    return new UnfitValueException("'" + value + "' does not fit the type " + type);
  }
}
