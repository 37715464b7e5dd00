package dev.importer.internal.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The English names of months and days, and of the halves of a day, in any case. */
final class TimeNames {

  private static final int SHORT_LENGTH = 3;

  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private static final List<String> WEEKDAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private TimeNames() {}

  /** How names are written. */
  enum Form {
    /** In full. */
    LONG,
    /** Three letters. */
    SHORT
  }

  /**
   * A name that was found.
   *
   * @param number which it is, 1-based
   * @param end where the text goes on
   */
  record Match(int number, int end) {}

  static @Nullable Match month(String text, int at, Form form) {
    return find(MONTHS, text, at, form);
  }

  static @Nullable Match weekday(String text, int at, Form form) {
    return find(WEEKDAYS, text, at, form);
  }

  /** AM or PM. Where the text goes on, or -1. */
  static int halfDay(String text, int at, TimeParts into) {
    boolean afternoon = text.regionMatches(true, at, "pm", 0, 2);
    if (!afternoon && !text.regionMatches(true, at, "am", 0, 2)) {
      return -1;
    }
    into.afternoon = afternoon;
    return at + 2;
  }

  private static @Nullable Match find(List<String> names, String text, int at, Form form) {
    for (int i = 0; i < names.size(); i++) {
      int length = form == Form.SHORT ? SHORT_LENGTH : names.get(i).length();
      if (text.regionMatches(true, at, names.get(i), 0, length)) {
        return new Match(i + 1, at + length);
      }
    }
    return null;
  }
}
