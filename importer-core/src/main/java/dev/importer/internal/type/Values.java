package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.row.JsonText;
import dev.importer.type.CalendarDuration;
import dev.importer.type.GeoPoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How typed values compare, when they are the same, and how they are written. */
public final class Values {

  /** Where a time without an offset lies is known only within this. */
  private static final Duration WIDEST_OFFSET = Duration.ofHours(14);

  private static final LocalDate ANY_DAY = LocalDate.EPOCH;

  /** What stands for null among canonical values. */
  private enum Absent {
    VALUE
  }

  private Values() {}

  /**
   * How a value compares with another one of its type, as XML Schema has it: a time with an offset
   * and one without compare only if they are more than 14 hours apart, and durations only if one is
   * longer wherever they begin.
   *
   * @throws IllegalArgumentException if values of their classes never compare
   */
  public static Order compare(Object value, Object other) {
    if (value instanceof Long a && other instanceof Long b) {
      return Order.of(Long.compare(a, b));
    } else if (value instanceof Number && other instanceof Number) {
      return compareNumbers(value, other);
    } else if (value instanceof LocalDate a && other instanceof LocalDate b) {
      return Order.of(a.compareTo(b));
    } else if (value instanceof Year a && other instanceof Year b) {
      return Order.of(a.compareTo(b));
    } else if (value instanceof YearMonth a && other instanceof YearMonth b) {
      return Order.of(a.compareTo(b));
    } else if (value instanceof CalendarDuration a && other instanceof CalendarDuration b) {
      return DurationLength.compare(a, b);
    }
    Moment first = Moment.of(value);
    Moment second = Moment.of(other);
    if (first == null || second == null) {
      throw new IllegalArgumentException(
          Quoted.of(value) + " and " + Quoted.of(other) + " cannot be compared");
    }
    return first.compareWith(second);
  }

  private static Order compareNumbers(Object value, Object other) {
    BigDecimal first = NumberCasts.finite(value);
    BigDecimal second = NumberCasts.finite(other);
    if (first != null && second != null) {
      return Order.of(first.compareTo(second));
    }
    double a = first == null ? (Double) value : 0;
    double b = second == null ? (Double) other : 0;
    return Double.isNaN(a) || Double.isNaN(b) ? Order.NONE : Order.of(Double.compare(a, b));
  }

  /**
   * A point on the line of time, and whether an offset says exactly which.
   *
   * @param time in UTC, or as it is written
   * @param exact whether there was an offset
   */
  private record Moment(LocalDateTime time, boolean exact) {

    static @Nullable Moment of(Object value) {
      if (value instanceof LocalDateTime time) {
        return new Moment(time, false);
      } else if (value instanceof OffsetDateTime time) {
        return new Moment(
            time.toLocalDateTime().minusSeconds(time.getOffset().getTotalSeconds()), true);
      } else if (value instanceof LocalTime time) {
        return new Moment(time.atDate(ANY_DAY), false);
      } else if (value instanceof OffsetTime time) {
        return of(time.atDate(ANY_DAY));
      }
      return null;
    }

    Order compareWith(Moment other) {
      if (exact == other.exact) {
        return Order.of(time.compareTo(other.time));
      }
      Order early = Order.of(time.minus(WIDEST_OFFSET).compareTo(other.time));
      Order late = Order.of(time.plus(WIDEST_OFFSET).compareTo(other.time));
      return early == late ? early : Order.NONE;
    }
  }

  /**
   * Something that is equal for values that are the same, however they are written: 1.0 and 1.00,
   * one moment with two offsets, objects with their members in another order. It has {@code equals}
   * and {@code hashCode} and is good for nothing else.
   */
  public static Object canonical(@Nullable Object value) {
    if (value == null) {
      return Absent.VALUE;
    } else if (value instanceof Number) {
      BigDecimal number = NumberCasts.finite(value);
      return number == null ? value : number.stripTrailingZeros();
    } else if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    } else if (value instanceof OffsetTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC);
    } else if (value instanceof CalendarDuration duration) {
      return DurationLength.canonical(duration);
    } else if (value instanceof GeoPoint point) {
      return List.of(canonical(point.longitude()), canonical(point.latitude()));
    } else if (value instanceof JsonText json) {
      Object tree = JsonTree.ofSound(json);
      return tree == null ? json : canonical(tree);
    } else if (value instanceof List<?> items) {
      List<Object> canonical = new ArrayList<>(items.size());
      items.forEach(item -> canonical.add(canonical(item)));
      return canonical;
    } else if (value instanceof Map<?, ?> members) {
      Map<Object, Object> canonical = new LinkedHashMap<>();
      members.forEach((name, member) -> canonical.put(name, canonical(member)));
      return canonical;
    }
    return value;
  }

  /**
   * How long a value is: in code points of a text, items of a list or array, members of an object.
   *
   * @throws IllegalArgumentException if values of its class have no length
   */
  public static int length(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    Object parts = value instanceof JsonText json ? JsonTree.of(json.text()) : value;
    if (parts instanceof Map<?, ?> members) {
      return members.size();
    } else if (parts instanceof List<?> items) {
      return items.size();
    }
    throw new IllegalArgumentException(Quoted.of(value) + " has no length");
  }

  /**
   * The value as XML Schema and Table Schema write it: with the seconds of a time, a minus before
   * the whole of a duration, and without the plus that Java has before long years.
   */
  public static String text(Object value) {
    if (value instanceof LocalDateTime time) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    } else if (value instanceof OffsetDateTime time) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    } else if (value instanceof LocalTime time) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    } else if (value instanceof OffsetTime time) {
      return DateTimeFormatter.ISO_OFFSET_TIME.format(time);
    } else if (value instanceof YearMonth || value instanceof Year) {
      return written(value.toString());
    } else if (value instanceof Double number) {
      return number.isNaN() ? "NaN" : number > 0 ? "INF" : "-INF";
    } else if (value instanceof List<?> items) {
      return String.join(", ", items.stream().map(item -> text((Object) item)).toList());
    }
    return value.toString();
  }

  private static String written(String year) {
    return year.startsWith("+") ? year.substring(1) : year;
  }
}
