package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.CalendarDuration;
import java.time.Duration;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * Cast to lengths of time as XML Schema writes them: {@code P1Y2M3DT4H5M6.7S}, with at least one
 * part, and a minus before all of it where it goes back.
 */
final class DurationCast {

  private static final int DATE_DIGITS = 9;
  private static final int TIME_DIGITS = 12;
  private static final int FRACTION_DIGITS = 9;

  private final String text;
  private int at;

  private DurationCast(String text) {
    this.text = text;
  }

  /** A {@link CalendarDuration}. */
  static Object toDuration(Object cell) {
    if (cell instanceof CalendarDuration) {
      return cell;
    } else if (cell instanceof Period period) {
      return new CalendarDuration(period, Duration.ZERO);
    } else if (cell instanceof Duration time) {
      return new CalendarDuration(Period.ZERO, time);
    }
    CalendarDuration value = cell instanceof String text ? new DurationCast(text).read() : null;
    return value == null
        ? new Unfit(Quoted.of(cell) + " is not a duration such as P1Y2M3DT4H5M6S")
        : value;
  }

  private @Nullable CalendarDuration read() {
    boolean negative = takes('-');
    if (!takes('P')) {
      return null;
    }
    int start = at;
    long years = part('Y', DATE_DIGITS);
    long months = part('M', DATE_DIGITS);
    long days = part('D', DATE_DIGITS);
    boolean dated = at > start;
    Duration time = Duration.ZERO;
    if (takes('T')) {
      int timeStart = at;
      time = Duration.ofHours(part('H', TIME_DIGITS)).plusMinutes(part('M', TIME_DIGITS));
      time = time.plus(seconds());
      if (at == timeStart) {
        return null;
      }
    } else if (!dated) {
      return null;
    }
    if (at != text.length()) {
      return null;
    }
    Period period = Period.of((int) years, (int) months, (int) days);
    return negative
        ? new CalendarDuration(period.negated(), time.negated())
        : new CalendarDuration(period, time);
  }

  private boolean takes(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }

  /** The number before this letter; 0, and nothing taken, if the part is not there. */
  private long part(char letter, int most) {
    int digits = Digits.count(text, at, most + 1);
    int end = at + digits;
    if (digits == 0 || digits > most || end == text.length() || text.charAt(end) != letter) {
      return 0;
    }
    long value = Long.parseLong(text, at, end, 10);
    at = end + 1;
    return value;
  }

  private Duration seconds() {
    int digits = Digits.count(text, at, TIME_DIGITS + 1);
    int point = at + digits;
    if (digits == 0 || digits > TIME_DIGITS || point == text.length()) {
      return Duration.ZERO;
    }
    if (text.charAt(point) != '.') {
      return Duration.ofSeconds(part('S', TIME_DIGITS));
    }
    int fraction = Digits.count(text, point + 1, FRACTION_DIGITS + 1);
    int end = point + 1 + fraction;
    if (fraction == 0
        || fraction > FRACTION_DIGITS
        || end == text.length()
        || text.charAt(end) != 'S') {
      return Duration.ZERO;
    }
    long nanos = Digits.read(text, point + 1, fraction);
    for (int i = fraction; i < FRACTION_DIGITS; i++) {
      nanos *= 10;
    }
    long seconds = Long.parseLong(text, at, point, 10);
    at = end + 1;
    return Duration.ofSeconds(seconds, nanos);
  }
}
