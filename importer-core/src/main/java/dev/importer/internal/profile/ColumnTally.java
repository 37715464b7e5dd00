package dev.importer.internal.profile;

import dev.importer.results.ImportProfile;
import dev.importer.results.ImportProfile.Distribution;
import dev.importer.results.ImportProfile.Measure;
import dev.importer.row.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Takes the values of one column. Not thread-safe. */
final class ColumnTally {

  private final DistinctValues distinct = new DistinctValues();
  private final FrequentValues frequent = new FrequentValues();
  private final Histogram numbers = new Histogram();
  private final Histogram lengths = new Histogram();
  private final Calendar dates = new Calendar();
  private long filled;
  private boolean onlyDates = true;
  private boolean onlyNumbers = true;
  private @Nullable BigDecimal smallestNumber;
  private @Nullable BigDecimal largestNumber;
  private @Nullable String smallestText;
  private @Nullable String largestText;

  void add(@Nullable Object value) {
    if (value == null || value.equals("")) {
      return;
    }
    filled++;
    String text = value instanceof JsonText json ? json.text() : value.toString();
    long hash = Hash.of(text);
    if (!frequent.add(text, hash)) {
      distinct.add(hash);
    }
    if (onlyNumbers) {
      BigDecimal number = number(value);
      if (number == null) {
        onlyNumbers = false;
      } else {
        compare(number);
        numbers.add(number.doubleValue());
      }
    }
    if (onlyDates) {
      onlyDates = dates.add(text);
    }
    lengths.add(text.codePointCount(0, text.length()));
    // Needed for numbers, too: a text may still come and turn all of them into texts.
    compare(text);
  }

  private void compare(BigDecimal number) {
    if (smallestNumber == null || number.compareTo(smallestNumber) < 0) {
      smallestNumber = number;
    }
    if (largestNumber == null || number.compareTo(largestNumber) > 0) {
      largestNumber = number;
    }
  }

  /** What is told of a value later is enough to compare by, and its length has a bound. */
  private void compare(String text) {
    if (smallestText == null || text.compareTo(smallestText) < 0) {
      smallestText = FrequentValues.shorten(text);
    }
    if (largestText == null || text.compareTo(largestText) > 0) {
      largestText = FrequentValues.shorten(text);
    }
  }

  ImportProfile.Column column(String name) {
    return new ImportProfile.Column(
        name,
        filled,
        Math.min(filled, distinct.count()),
        distinct.isExact(),
        onlyNumbers ? text(smallestNumber) : smallestText,
        onlyNumbers ? text(largestNumber) : largestText,
        frequent.top(ImportProfile.MAX_TOP_VALUES),
        filled == 0 ? null : distribution());
  }

  private Distribution distribution() {
    if (onlyNumbers) {
      return new Distribution(Measure.NUMBER, numbers.bins());
    }
    return onlyDates
        ? new Distribution(Measure.DATE, dates.bins())
        : new Distribution(Measure.LENGTH, lengths.bins());
  }

  private static @Nullable BigDecimal number(Object value) {
    if (value instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof BigInteger large ? new BigDecimal(large) : null;
  }

  private static @Nullable String text(@Nullable BigDecimal number) {
    return number == null ? null : FrequentValues.shorten(number.toString());
  }
}
