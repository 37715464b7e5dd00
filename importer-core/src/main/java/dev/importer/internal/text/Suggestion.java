package dev.importer.internal.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the one of a few names or values that was probably meant by what was written. It is the
 * same rule wherever something is suggested: at most one slip in three letters, where a slip is a
 * letter too many, missing, wrong or swapped with the next. Case, surrounding white space and the
 * differences between {@code _}, {@code -} and space do not count. Where two are equally near,
 * nothing says which was meant, and none is suggested.
 */
public final class Suggestion {

  /** Longer texts are no names: nobody misspells them by a letter. */
  private static final int MAX_LENGTH = 100;

  /** Among more, a look at each would cost more than it is worth. */
  private static final int MAX_KNOWN = 1_000;

  private static final int LETTERS_PER_SLIP = 3;
  private static final int HUNDREDTHS = 100;

  private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]+");

  private Suggestion() {}

  /** The one that is near what was written; empty if none is, or if two are equally near. */
  public static Optional<String> of(String written, Collection<String> known) {
    return known.size() > MAX_KNOWN ? Optional.empty() : among(written, known);
  }

  private static Optional<String> among(String written, Collection<String> known) {
    if (written.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String letters = letters(written);
    String nearest = "";
    int least = Integer.MAX_VALUE;
    boolean only = false;
    for (String each : known) {
      int slips = each.length() > MAX_LENGTH ? Integer.MAX_VALUE : slips(letters, letters(each));
      if (slips < least) {
        least = slips;
        nearest = each;
        only = true;
      } else if (slips == least) {
        only = only && letters(each).equals(letters(nearest));
      }
    }
    return only ? Optional.of(nearest) : Optional.empty();
  }

  /**
   * A clause for the end of a message, for example {@code ; did you mean 'string'?}; empty if
   * nothing is near.
   */
  public static String hint(String written, Collection<String> known) {
    return hint(of(written, known));
  }

  /** The same among any number, for those who take care that it costs not too much. */
  public static String hintAmong(String written, Collection<String> known) {
    return hint(among(written, known));
  }

  private static String hint(Optional<String> nearest) {
    return nearest.map(meant -> "; did you mean " + Quoted.of(meant) + "?").orElse("");
  }

  /**
   * How alike two names are: the share of the letters of the longer one that need no change to make
   * it the other, from 0 to 1 in hundredths.
   */
  public static double likeness(String one, String other) {
    String letters = letters(one);
    String otherLetters = letters(other);
    int longer = Math.max(letters.length(), otherLetters.length());
    double share = longer == 0 ? 1 : 1 - (double) distance(letters, otherLetters) / longer;
    return (double) Math.round(share * HUNDREDTHS) / HUNDREDTHS;
  }

  private static String letters(String text) {
    return SEPARATORS.matcher(VisibleText.strip(text)).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** How many slips lie between two names; {@link Integer#MAX_VALUE} if they are too many. */
  private static int slips(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int most = shorter / LETTERS_PER_SLIP;
    if (shorter == 0 || Math.max(one.length(), other.length()) - shorter > most) {
      return Integer.MAX_VALUE;
    }
    int slips = distance(one, other);
    return slips > most ? Integer.MAX_VALUE : slips;
  }

  /** The distance of Damerau and Levenshtein in which no letter is touched twice. */
  private static int distance(String from, String to) {
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
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
    }
    return row[to.length()];
  }
}
