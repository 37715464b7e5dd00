package dev.importer.internal.suggest;

import dev.importer.internal.text.VisibleText;
import dev.importer.internal.type.Notation;
import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import dev.importer.schema.Field;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates in other usual notations than that of their field. Which of two numbers is the day is taken
 * from the date itself, or from those beside it that are written with the same separator. A year
 * has four digits.
 */
final class DateTexts implements Slip {

  private static final int MAX_LENGTH = 60;

  /** What export programs put behind a date that has no time. */
  private static final Pattern MIDNIGHT =
      Pattern.compile("(?<=[0-9])(?:T|\\s+)0?0:00(?::00(?:\\.0+)?)?Z?$");

  private static final Pattern YEAR_LAST =
      Pattern.compile("([0-9]{1,2})\\s?([-./ ])\\s?([0-9]{1,2})\\s?\\2\\s?([1-9][0-9]{3})");

  private static final Pattern YEAR_FIRST =
      Pattern.compile("([1-9][0-9]{3})\\s?([-./ ])\\s?([0-9]{1,2})\\s?\\2\\s?([0-9]{1,2})\\.?");

  private static final Pattern COMPACT = Pattern.compile("((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})");

  private static final Pattern DAY_THEN_NAME =
      Pattern.compile(
          "([0-9]{1,2})(?:st|nd|rd|th|\\.)?[\\s-]*(?:of |de )?(\\p{L}{3,12})\\.?,?[\\s-]*(?:de )?"
              + "([1-9][0-9]{3})");

  private static final Pattern NAME_THEN_DAY =
      Pattern.compile(
          "(\\p{L}{3,12})\\.?\\s*([0-9]{1,2})(?:st|nd|rd|th)?(?:,\\s*|\\s+)([1-9][0-9]{3})");

  private enum Order {
    DAY_FIRST,
    MONTH_FIRST
  }

  private final Notation notation;

  /** Which orders are proven, by separator. */
  private final Map<String, Set<Order>> proven = new HashMap<>();

  DateTexts(Field field, Collection<String> values, boolean whole) {
    this.notation = Notation.of(field.type(), field.format(), field.options());
    if (whole) {
      values.forEach(value -> learn(usual(value)));
    }
  }

  private static String usual(String value) {
    return value.length() > MAX_LENGTH
        ? ""
        : MIDNIGHT.matcher(VisibleText.strip(value)).replaceFirst("");
  }

  private void learn(String value) {
    Matcher numbers = YEAR_LAST.matcher(value);
    if (numbers.matches()) {
      Map<Order, LocalDate> dates = ofYearLast(numbers);
      if (dates.size() == 1) {
        proven
            .computeIfAbsent(numbers.group(2), each -> EnumSet.noneOf(Order.class))
            .addAll(dates.keySet());
      }
    }
  }

  @Override
  public @Nullable ValueSuggestion undo(String value) {
    LocalDate date = date(usual(value));
    String to = date == null ? null : notation.time(date.atStartOfDay());
    return to == null ? null : new ValueSuggestion(to, Reason.DATE_NOTATION);
  }

  private @Nullable LocalDate date(String value) {
    Matcher yearLast = YEAR_LAST.matcher(value);
    if (yearLast.matches()) {
      Map<Order, LocalDate> dates = ofYearLast(yearLast);
      Set<Order> order = proven.getOrDefault(yearLast.group(2), Set.of());
      if (Set.copyOf(dates.values()).size() > 1 && order.size() == 1) {
        dates.keySet().retainAll(order);
      }
      Set<LocalDate> left = Set.copyOf(dates.values());
      return left.size() == 1 ? left.iterator().next() : null;
    }
    for (Pattern pattern : List.of(YEAR_FIRST, COMPACT)) {
      Matcher parts = pattern.matcher(value);
      if (parts.matches()) {
        int last = parts.groupCount();
        return date(number(parts, 1), number(parts, last - 1), number(parts, last));
      }
    }
    return ofName(value);
  }

  private static Map<Order, LocalDate> ofYearLast(Matcher numbers) {
    int one = number(numbers, 1);
    int two = number(numbers, 3);
    int year = number(numbers, 4);
    Map<Order, LocalDate> dates = new EnumMap<>(Order.class);
    LocalDate dayFirst = date(year, two, one);
    LocalDate monthFirst = date(year, one, two);
    if (dayFirst != null) {
      dates.put(Order.DAY_FIRST, dayFirst);
    }
    if (monthFirst != null) {
      dates.put(Order.MONTH_FIRST, monthFirst);
    }
    return dates;
  }

  private static @Nullable LocalDate ofName(String value) {
    Matcher dayFirst = DAY_THEN_NAME.matcher(value);
    if (dayFirst.matches()) {
      return named(number(dayFirst, 3), dayFirst.group(2), number(dayFirst, 1));
    }
    Matcher nameFirst = NAME_THEN_DAY.matcher(value);
    return nameFirst.matches()
        ? named(number(nameFirst, 3), nameFirst.group(1), number(nameFirst, 2))
        : null;
  }

  private static @Nullable LocalDate named(int year, String name, int day) {
    Integer month = MonthNames.number(name);
    return month == null ? null : date(year, month, day);
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static @Nullable LocalDate date(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
