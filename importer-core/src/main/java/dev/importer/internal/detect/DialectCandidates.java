package dev.importer.internal.detect;

import dev.importer.source.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to read a sample that are worth trying, the most usual first. */
final class DialectCandidates {

  /** Delimiters that are seldom found in text for another reason, or that most files have. */
  static final List<String> USUAL = List.of(",", ";", "\t", "|");

  private static final List<String> DELIMITERS =
      List.of(",", ";", "\t", "||", "|", "::", ":", " ", "~", "^", "#");

  /** Delimiters that are often followed by a blank, before which quotes would have no meaning. */
  private static final List<String> SPACED =
      List.of(",", ";", "\t", "|", "||", "::", ":", "~", "^");

  /**
   * Delimiters whose files enclose cells in quotes. Where such quotes do not add up, that is a
   * fault to be told, not a sign that there are none.
   */
  static final List<String> QUOTED = List.of(",", ";");

  private static final List<Character> QUOTES = List.of('"', '\'', Dialect.NONE);
  private static final char BACKSLASH = '\\';

  private DialectCandidates() {}

  /**
   * What the caller gave, with each delimiter, quote and escape character that may go with it, and
   * with blanks after delimiters that are part of the cells or not. There is always one.
   */
  static List<Dialect> of(DialectSample sample, Dialect given) {
    List<Dialect> candidates = new ArrayList<>();
    for (String delimiter : delimiters(sample, given)) {
      for (char quote : quotes(sample, given, delimiter)) {
        for (char escape : escapes(sample, given, quote)) {
          if (isPart(escape, delimiter)) {
            continue;
          }
          Dialect candidate =
              given
                  .withDelimiter(delimiter)
                  .withQuoteChar(quote)
                  .withEscapeChar(escape)
                  .withCommentChar(
                      given.commentChar() == null ? Dialect.NONE : given.commentChar());
          for (boolean skipInitialSpace : initialSpaces(sample, given, delimiter, quote)) {
            candidates.add(candidate.withSkipInitialSpace(skipInitialSpace));
          }
        }
      }
    }
    return candidates;
  }

  private static List<String> delimiters(DialectSample sample, Dialect given) {
    if (given.delimiter() != null) {
      return List.of(given.delimiter());
    }
    List<String> possible = new ArrayList<>(DELIMITERS);
    possible.removeIf(
        delimiter -> isPart(given.quoteChar(), delimiter) || isPart(given.escapeChar(), delimiter));
    // The first one reads a file of one column, too.
    String first = possible.get(0);
    possible.removeIf(delimiter -> !delimiter.equals(first) && !sample.holds(delimiter));
    return possible;
  }

  private static List<Character> quotes(DialectSample sample, Dialect given, String delimiter) {
    if (given.quoteChar() != null) {
      return List.of(given.quoteChar());
    }
    List<Character> quotes = new ArrayList<>();
    for (char quote : QUOTES) {
      boolean isPossible =
          switch (quote) {
            case '"' -> true;
            case Dialect.NONE -> !QUOTED.contains(delimiter) && sample.holds("\"");
            default -> startsCell(sample, delimiter, quote);
          };
      if (isPossible && !isPart(quote, delimiter)) {
        quotes.add(quote);
      }
    }
    return quotes;
  }

  private static boolean startsCell(DialectSample sample, String delimiter, char quote) {
    return sample.holds(delimiter + quote)
        || startsSpacedCell(sample, delimiter, quote)
        || sample.holds("\n" + quote)
        || sample.holds("\r" + quote)
        || sample.head().startsWith(String.valueOf(quote));
  }

  private static boolean startsSpacedCell(DialectSample sample, String delimiter, char quote) {
    return quote != Dialect.NONE
        && SPACED.contains(delimiter)
        && sample.holds(delimiter + " " + quote);
  }

  /** Only in front of a quote it makes a difference to what is read. */
  private static List<Boolean> initialSpaces(
      DialectSample sample, Dialect given, String delimiter, char quote) {
    if (given.skipInitialSpace() != null) {
      return List.of(given.skipInitialSpace());
    }
    return startsSpacedCell(sample, delimiter, quote) ? List.of(false, true) : List.of(false);
  }

  private static List<Character> escapes(DialectSample sample, Dialect given, char quote) {
    if (given.escapeChar() != null) {
      return List.of(given.escapeChar());
    }
    // A quote that escapes itself is doubled.
    boolean mayBeEscaped = quote != Dialect.NONE && sample.holds("" + BACKSLASH + quote);
    return mayBeEscaped ? List.of(quote, BACKSLASH) : List.of(quote);
  }

  private static boolean isPart(@Nullable Character c, String delimiter) {
    return c != null && delimiter.indexOf(c) >= 0;
  }
}
