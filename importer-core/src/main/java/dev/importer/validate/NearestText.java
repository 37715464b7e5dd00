package dev.importer.validate;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what somebody may have meant who mistyped one of a few words. */
final class NearestText {

  /** Beyond these, a look at every candidate would cost more than it is worth. */
  private static final int MAX_CANDIDATES = 1_000;

  private static final int MAX_LENGTH = 60;

  private NearestText() {}

  /**
   * The nearest candidate, or null if none is so near that it was probably meant: one slip in three
   * letters, where a slip is a letter too many, missing, wrong or swapped with the next, and case
   * and surrounding white space do not count.
   */
  static @Nullable String of(String text, List<String> candidates) {
    String wanted = folded(text);
    if (wanted.isEmpty() || wanted.length() > MAX_LENGTH || candidates.size() > MAX_CANDIDATES) {
      return null;
    }
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      String folded = folded(candidate);
      int most = Math.max(wanted.length(), folded.length()) / 3;
      if (Math.abs(wanted.length() - folded.length()) <= most && folded.length() <= MAX_LENGTH) {
        int slips = slips(wanted, folded);
        if (slips <= most && slips < least) {
          least = slips;
          nearest = candidate;
        }
      }
    }
    return nearest;
  }

  private static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /** The distance of Damerau and Levenshtein in which no letter is touched twice. */
  private static int slips(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int wrong = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + wrong);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
    }
    return row[to.length()];
  }
}
