package dev.importer.internal.type;

import dev.importer.type.FieldType;
import dev.importer.type.GeoPoint;
import dev.importer.type.TypeOptions;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as texts from which the {@link Cast} of a type makes the same values: the notation
 * of a field. Immutable.
 */
public final class Notation {

  private final FieldType type;
  private final String format;
  private final TypeOptions options;
  private final Cast cast;

  /** Null if values are written as ISO 8601 has it. */
  private final @Nullable TimePattern pattern;

  private Notation(FieldType type, String format, TypeOptions options) {
    this.type = type;
    this.format = format;
    this.options = options;
    this.cast = Cast.to(type, format, options);
    this.pattern = patternOf(type, format);
  }

  private static @Nullable TimePattern patternOf(FieldType type, String format) {
    return switch (type) {
      case DATE, TIME, DATETIME -> TimeCasts.pattern(type, format);
      default -> null;
    };
  }

  /**
   * The notation of a type.
   *
   * @throws IllegalArgumentException if the type has no such format or no such options
   */
  public static Notation of(FieldType type, String format, TypeOptions options) {
    return new Notation(type, format, options);
  }

  /**
   * A number as the type has it; as it is given if the type has no numbers, or none such.
   *
   * @param plain digits with a point and perhaps an exponent
   */
  public String number(String plain) {
    return options instanceof TypeOptions.OfNumber form
        ? plain.replace(".", form.decimalChar())
        : plain;
  }

  /** A truth value as the type has it. */
  public String truth(boolean value) {
    String usual = Boolean.toString(value);
    if (options instanceof TypeOptions.OfBoolean form) {
      Object read = cast.apply(usual);
      return read instanceof Boolean
          ? usual
          : (value ? form.trueValues() : form.falseValues()).stream().findFirst().orElse(usual);
    }
    return usual;
  }

  /**
   * A point in time as the type has it; null if values of the type are none, or if its notation
   * leaves something out.
   */
  public @Nullable String time(LocalDateTime time) {
    Object value = valueOf(time);
    return value == null ? null : readBack(value);
  }

  private @Nullable Object valueOf(LocalDateTime time) {
    boolean isMidnight = time.toLocalTime().equals(LocalTime.MIDNIGHT);
    return switch (type) {
      case DATE -> isMidnight ? time.toLocalDate() : null;
      case DATETIME -> time;
      default -> null;
    };
  }

  /** A time of a day as the type has it; null as above. */
  public @Nullable String time(LocalTime time) {
    return type == FieldType.TIME ? readBack(time) : null;
  }

  private @Nullable String readBack(Object value) {
    String text = pattern == null ? Values.text(value) : written(pattern, value);
    return text != null && cast.apply(text).equals(value) ? text : null;
  }

  /**
   * A value of the type as a text. Whether it is read back as the same value is not looked at: an
   * item of a list may hold its delimiter.
   *
   * @param value of a class that {@link FieldType} says of the type
   * @return null if the format needs something that the value has not
   */
  public @Nullable String text(Object value) {
    if (value instanceof Boolean truth) {
      return truth(truth);
    } else if (value instanceof Number) {
      return number(Values.text(value));
    } else if (value instanceof GeoPoint place) {
      return place(place);
    } else if (value instanceof Year year) {
      return String.format(Locale.ROOT, year.getValue() < 0 ? "%05d" : "%04d", year.getValue());
    } else if (value instanceof List<?> items && options instanceof TypeOptions.OfList list) {
      return items.stream()
          .map(item -> Values.text((Object) item))
          .collect(Collectors.joining(list.delimiter()));
    }
    return pattern == null ? Values.text(value) : written(pattern, value);
  }

  private String place(GeoPoint place) {
    return switch (format) {
      case "array" -> "[" + place.longitude() + "," + place.latitude() + "]";
      case "object" -> "{\"lon\":" + place.longitude() + ",\"lat\":" + place.latitude() + "}";
      default -> place.toString();
    };
  }

  private static @Nullable String written(TimePattern pattern, Object value) {
    if (value instanceof LocalDate date) {
      return pattern.write(date.atStartOfDay(), null);
    } else if (value instanceof LocalTime time) {
      return pattern.write(time.atDate(LocalDate.EPOCH), null);
    } else if (value instanceof OffsetTime time) {
      return pattern.write(time.toLocalTime().atDate(LocalDate.EPOCH), time.getOffset());
    } else if (value instanceof OffsetDateTime time) {
      return pattern.write(time.toLocalDateTime(), time.getOffset());
    }
    return value instanceof LocalDateTime time ? pattern.write(time, null) : null;
  }
}
