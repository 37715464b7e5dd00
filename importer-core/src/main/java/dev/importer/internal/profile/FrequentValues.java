package dev.importer.internal.profile;

import dev.importer.results.ImportProfile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the values that come most often with {@value #COUNTERS} counters (Misra and Gries, 1982):
 * when a value finds no counter free, every counter is lowered by one. A value that makes up more
 * than that share of all is always found, and no count is too low by more than the number of
 * lowerings. Not thread-safe.
 */
final class FrequentValues {

  static final int COUNTERS = 1_000;

  private final Map<String, Counter> counters = new HashMap<>();
  private long lowerings;

  /** A count, in an object of its own so that counting needs no second look-up. */
  private static final class Counter {
    private long count = 1;
  }

  /** Counts a value; gives whether it was among those that are being counted. */
  boolean add(String value, long hash) {
    String key = value.length() <= ImportProfile.MAX_VALUE_LENGTH ? value : keyOf(value, hash);
    Counter counter = counters.get(key);
    if (counter != null) {
      counter.count++;
      return true;
    }
    if (counters.size() < COUNTERS) {
      counters.put(key, new Counter());
    } else {
      lowerings++;
      counters.values().removeIf(each -> --each.count == 0);
    }
    return false;
  }

  List<ImportProfile.TopValue> top(int limit) {
    return counters.entrySet().stream()
        .filter(each -> each.getValue().count > 1)
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Counter> each) -> -each.getValue().count)
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(
            each ->
                new ImportProfile.TopValue(
                    shorten(each.getKey()), each.getValue().count, lowerings))
        .toList();
  }

  /** Long values that begin alike are told apart by their hash, which does not show. */
  private static String keyOf(String value, long hash) {
    return value.substring(0, ImportProfile.MAX_VALUE_LENGTH) + Long.toHexString(hash);
  }

  static String shorten(String text) {
    return text.length() <= ImportProfile.MAX_VALUE_LENGTH
        ? text
        : text.substring(0, ImportProfile.MAX_VALUE_LENGTH - 1) + '…';
  }
}
