package dev.importer.schema;

import dev.importer.error.LabelProposal;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody may have meant. */
final class Similar {

  /** Longer names are compared with nothing: nobody misspells them by a letter. */
  private static final int MAX_LENGTH = 100;

  /** Among more names a look at each would cost more than it is worth. */
  private static final int MAX_NAMES = 1_000;

  /** Shorter names are part of too many others. */
  private static final int MIN_PART = 3;

  private Similar() {}

  /**
   * A name that is close to what was written.
   *
   * @param name the name
   * @param reason in what they are alike
   * @param score the share of the letters of the longer one that need no change
   */
  record Match(String name, LabelProposal.Reason reason, double score) {

    private static final int HUNDREDTHS = 100;

    static Match of(String name, LabelProposal.Reason reason, int edits, int longer) {
      double score = 1 - (double) edits / longer;
      return new Match(name, reason, (double) Math.round(score * HUNDREDTHS) / HUNDREDTHS);
    }

    /** A name inside another is a weaker sign than a slip of the pen. */
    private boolean isCloserThan(@Nullable Match other) {
      return other == null
          || (reason == other.reason
              ? score > other.score
              : reason == LabelProposal.Reason.SPELLING);
    }
  }

  /** The name that is closest to what was written, if one is close enough. */
  static Optional<Match> closest(String written, Collection<String> names) {
    if (names.size() > MAX_NAMES) {
      return Optional.empty();
    }
    Match best = null;
    for (String name : names) {
      Match match = match(written, name);
      if (match != null && match.isCloserThan(best)) {
        best = match;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The name that is closest to what was written, if one is close enough. */
  static Optional<String> to(String written, Collection<String> names) {
    return closest(written, names).map(Match::name);
  }

  /** A clause for a message that ends after it: empty if nothing is close. */
  static String hint(String written, Collection<String> names) {
    return to(written, names).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  private static @Nullable Match match(String written, String name) {
    String a = letters(written);
    String b = letters(name);
    int shorter = Math.min(a.length(), b.length());
    int longer = Math.max(a.length(), b.length());
    if (shorter == 0 || longer > MAX_LENGTH) {
      return null;
    }
    int edits = edits(a, b);
    if (edits <= shorter / 3) {
      return Match.of(name, LabelProposal.Reason.SPELLING, edits, longer);
    }
    boolean part = shorter >= MIN_PART && (a.contains(b) || b.contains(a));
    return part ? Match.of(name, LabelProposal.Reason.PART, longer - shorter, longer) : null;
  }

  private static String letters(String name) {
    return Labels.normal(name).replace("_", "");
  }

  /** Letters that are added, left out, replaced or swapped with their neighbour. */
  private static int edits(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
