package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.FieldType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Casts to dates and times: as XML Schema writes them, by a pattern, or in any usual form. */
final class TimeCasts {

  private static final String LEGACY_PREFIX = "fmt:";

  private TimeCasts() {}

  /** The cast to a date, a time of day or both. */
  static Cast to(FieldType type, String format) {
    switch (format) {
      case "default" -> {
        return type == FieldType.DATE
            ? TimeCasts::toDate
            : type == FieldType.TIME ? TimeCasts::toTime : TimeCasts::toDateTime;
      }
      case "any" -> {
        return cell -> cell instanceof String text ? AnyTime.read(text, type) : notText(cell, type);
      }
      default -> {
        TimePattern pattern = Objects.requireNonNull(pattern(type, format));
        return cell -> {
          Object typed = cell instanceof String text ? pattern.read(text) : typed(cell, type);
          return typed == null ? pattern.unfit(cell) : typed;
        };
      }
    }
  }

  /** The pattern of a format; null if it is none. */
  static @Nullable TimePattern pattern(FieldType type, String format) {
    return format.equals("default") || format.equals("any")
        ? null
        : TimePattern.of(
            format.startsWith(LEGACY_PREFIX) ? format.substring(LEGACY_PREFIX.length()) : format,
            type);
  }

  private static Object notText(Object cell, FieldType type) {
    Object typed = typed(cell, type);
    return typed == null ? new Unfit(Quoted.of(cell) + " is not a " + kind(type)) : typed;
  }

  /** What people call a value of the type. */
  static String kind(FieldType type) {
    return type == FieldType.DATETIME ? "date and time" : type.text();
  }

  static Object toDate(Object cell) {
    Object date = cell instanceof String text ? IsoTimes.date(text) : typed(cell, FieldType.DATE);
    return date == null ? unfit(cell, FieldType.DATE, "2026-11-23") : date;
  }

  /** An {@link OffsetTime}, or a {@link LocalTime} where the source names no offset. */
  static Object toTime(Object cell) {
    Object time = cell instanceof String text ? IsoTimes.time(text) : typed(cell, FieldType.TIME);
    return time == null ? unfit(cell, FieldType.TIME, "10:00:00") : time;
  }

  /** An {@link OffsetDateTime}, or a {@link LocalDateTime} where the source names no offset. */
  static Object toDateTime(Object cell) {
    Object time =
        cell instanceof String text ? IsoTimes.dateTime(text) : typed(cell, FieldType.DATETIME);
    return time == null ? unfit(cell, FieldType.DATETIME, "2026-11-23T10:00:00Z") : time;
  }

  private static Unfit unfit(Object cell, FieldType type, String example) {
    return new Unfit(
        Quoted.of(cell)
            + " is not a "
            + kind(type)
            + " such as "
            + example
            + (cell instanceof String text ? AnyTime.hint(text, type) : ""));
  }

  /** What a source that has dates and times of its own says; null if it is no such value. */
  private static @Nullable Object typed(Object cell, FieldType type) {
    return switch (type) {
      case DATE ->
          cell instanceof LocalDate
              ? cell
              : cell instanceof LocalDateTime time && time.toLocalTime().equals(LocalTime.MIDNIGHT)
                  ? time.toLocalDate()
                  : null;
      case TIME -> cell instanceof LocalTime || cell instanceof OffsetTime ? cell : null;
      default -> cell instanceof LocalDateTime || cell instanceof OffsetDateTime ? cell : null;
    };
  }
}
