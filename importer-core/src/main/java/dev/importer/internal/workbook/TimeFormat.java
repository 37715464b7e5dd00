package dev.importer.internal.workbook;

import java.util.Locale;

/** What a number format shows of a moment. */
enum TimeFormat {
  /** Nothing: it shows a number. */
  NONE,
  /** The day. */
  DATE,
  /** The time of the day. */
  TIME,
  /** Both. */
  DATETIME,
  /** Hours, minutes or seconds that are not bounded by a day or an hour. */
  DURATION;

  /** What the first section of a format code shows. */
  static TimeFormat of(String code) {
    return new Scan(code).result();
  }

  /** Goes over a code from left to right, because a month is told from minutes by its place. */
  private static final class Scan {

    private final String code;
    private int at;
    private boolean date;
    private boolean time;
    private boolean elapsed;
    private boolean afterHours;
    private boolean monthOrMinutes;

    Scan(String code) {
      this.code = code;
    }

    TimeFormat result() {
      while (at < code.length() && code.charAt(at) != ';') {
        step();
      }
      date |= monthOrMinutes;
      return elapsed ? DURATION : date ? time ? DATETIME : DATE : time ? TIME : NONE;
    }

    private void step() {
      char c = code.charAt(at);
      switch (c) {
        case '"' -> skipTo('"');
        case '\\', '_', '*' -> at += 2;
        case '[' -> bracket();
        default -> {
          if (startsWith("General") || startsWith("Standard")) {
            at += startsWith("General") ? 7 : 8;
          } else if (startsWith("AM/PM") || startsWith("A/P")) {
            time = true;
            at += startsWith("AM/PM") ? 5 : 3;
          } else {
            letters(Character.toLowerCase(c));
          }
        }
      }
    }

    private void bracket() {
      int start = at + 1;
      skipTo(']');
      String inside =
          code.substring(start, Math.max(start, Math.min(at, code.length()) - 1))
              .toLowerCase(Locale.ROOT);
      if (!inside.isEmpty() && inside.chars().allMatch(c -> "hmsชนท".indexOf(c) >= 0)) {
        elapsed = true;
        afterHours = true;
      }
    }

    private void letters(char letter) {
      int start = at;
      while (at < code.length() && Character.toLowerCase(code.charAt(at)) == letter) {
        at++;
      }
      switch (letter) {
        // Of the East Asian codes, a is the day of the week, e and g are the year of an era.
        case 'y', 'd', 'b', 'g', 'a', 'ว', 'ด', 'ป' -> {
          settle(false);
          date = true;
        }
        case 'e' -> {
          if (at >= code.length() || "+-".indexOf(code.charAt(at)) < 0) {
            settle(false);
            date = true;
          }
        }
        case 'h', 'ช' -> {
          settle(false);
          time = true;
          afterHours = true;
        }
        case 's', 'ท' -> {
          settle(true);
          time = true;
        }
        case 'น' -> time = true;
        case 'm' -> {
          boolean minutes = afterHours;
          settle(false);
          if (at - start >= 3) {
            date = true;
          } else if (minutes) {
            time = true;
          } else {
            monthOrMinutes = true;
          }
        }
        default -> {
          // A digit, a sign, or text that nobody has quoted.
        }
      }
    }

    /** Letters of a month that seconds follow are minutes. */
    private void settle(boolean minutes) {
      if (monthOrMinutes) {
        date |= !minutes;
        time |= minutes;
        monthOrMinutes = false;
      }
      afterHours = false;
    }

    private void skipTo(char end) {
      int found = code.indexOf(end, at + 1);
      at = found < 0 ? code.length() : found + 1;
    }

    private boolean startsWith(String word) {
      return code.regionMatches(true, at, word, 0, word.length());
    }
  }
}
