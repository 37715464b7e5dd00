package dev.importer.internal.type;

import java.time.ZoneOffset;
import java.util.Locale;

/** Offsets from UTC as people write them. Names of other zones say no offset of their own. */
final class ZoneTexts {

  private static final int MAX_HOURS = 14;

  private ZoneTexts() {}

  /** {@code Z}, {@code +hh}, {@code +hhmm} or {@code +hh:mm}. Where the text goes on, or -1. */
  static int offset(String text, int at, TimeParts into) {
    int end = end(text, at);
    if (end >= 0) {
      into.offset = read(text, at, end);
    }
    return end;
  }

  /** Where the offset ends that begins here, or -1 if none does. */
  static int end(String text, int at) {
    if (at >= text.length()) {
      return -1;
    }
    char sign = text.charAt(at);
    if (sign == 'Z' || sign == 'z') {
      return at + 1;
    }
    if ((sign != '+' && sign != '-') || Digits.count(text, at + 1, 2) < 2) {
      return -1;
    }
    int hours = Digits.read(text, at + 1, 2);
    int hoursEnd = at + 3;
    int minutesAt = text.startsWith(":", hoursEnd) ? hoursEnd + 1 : hoursEnd;
    if (Digits.count(text, minutesAt, 2) < 2) {
      return hours > MAX_HOURS ? -1 : hoursEnd;
    }
    int minutes = Digits.read(text, minutesAt, 2);
    return minutes > 59 || hours * 60 + minutes > MAX_HOURS * 60 ? -1 : minutesAt + 2;
  }

  /** The offset that stands from here to its end. */
  static ZoneOffset read(String text, int start, int end) {
    if (end == start + 1) {
      return ZoneOffset.UTC;
    }
    int hours = Digits.read(text, start + 1, 2);
    int minutes = end == start + 3 ? 0 : Digits.read(text, end - 2, 2);
    int seconds = (hours * 60 + minutes) * 60;
    return ZoneOffset.ofTotalSeconds(text.charAt(start) == '-' ? -seconds : seconds);
  }

  /** An offset as {@code +hhmm}. */
  static String text(ZoneOffset offset) {
    int minutes = Math.abs(offset.getTotalSeconds()) / 60;
    return String.format(
        Locale.ROOT,
        "%s%02d%02d",
        offset.getTotalSeconds() < 0 ? "-" : "+",
        minutes / 60,
        minutes % 60);
  }

  /** {@code UTC}, {@code GMT} or {@code Z}. Where the text goes on, or -1. */
  static int name(String text, int at, TimeParts into) {
    for (String name : new String[] {"UTC", "GMT", "Z"}) {
      if (text.regionMatches(true, at, name, 0, name.length())) {
        into.offset = ZoneOffset.UTC;
        return at + name.length();
      }
    }
    return -1;
  }
}
