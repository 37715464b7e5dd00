package dev.importer.type;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;

/** Casts to dates and times as ISO 8601 and XML Schema write them. */
final class TimeCasts {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ISO_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

  private TimeCasts() {}

  static Object toDate(Object cell) {
    if (cell instanceof String text) {
      try {
        return LocalDate.parse(text, DATE);
      } catch (DateTimeParseException e) {
        return new Unfit(Quoted.of(cell) + " is not a date such as 2026-11-23");
      }
    }
    return new Unfit(Quoted.of(cell) + " is not a date such as 2026-11-23");
  }

  /** An {@link OffsetDateTime}, or a {@link LocalDateTime} where the source names no offset. */
  static Object toDateTime(Object cell) {
    if (cell instanceof String text && text.indexOf('[') < 0) {
      try {
        TemporalAccessor parsed =
            DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return parsed;
      } catch (DateTimeParseException e) {
        return noDateTime(cell);
      }
    }
    return noDateTime(cell);
  }

  private static Unfit noDateTime(Object cell) {
    return new Unfit(Quoted.of(cell) + " is not a date and time such as 2026-11-23T10:00:00Z");
  }
}
