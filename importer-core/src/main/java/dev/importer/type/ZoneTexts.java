package dev.importer.type;

import java.time.ZoneOffset;

/** Offsets from UTC as people write them. Names of other zones say no offset of their own. */
final class ZoneTexts {

  private static final int MAX_HOURS = 14;

  private ZoneTexts() {}

  /** {@code Z}, {@code +hhmm} or {@code +hh:mm}. Where the text goes on, or -1. */
  static int offset(String text, int at, TimeParts into) {
    if (at >= text.length()) {
      return -1;
    }
    char sign = text.charAt(at);
    if (sign == 'Z') {
      into.offset = ZoneOffset.UTC;
      return at + 1;
    }
    if ((sign != '+' && sign != '-') || Digits.count(text, at + 1, 2) < 2) {
      return -1;
    }
    int minutesAt = text.startsWith(":", at + 3) ? at + 4 : at + 3;
    if (Digits.count(text, minutesAt, 2) < 2) {
      return -1;
    }
    int hours = Digits.read(text, at + 1, 2);
    int minutes = Digits.read(text, minutesAt, 2);
    if (minutes > 59 || hours * 60 + minutes > MAX_HOURS * 60) {
      return -1;
    }
    int seconds = (hours * 60 + minutes) * 60;
    into.offset = ZoneOffset.ofTotalSeconds(sign == '-' ? -seconds : seconds);
    return minutesAt + 2;
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
