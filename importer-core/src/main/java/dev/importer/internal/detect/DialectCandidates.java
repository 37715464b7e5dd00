package dev.importer.internal.detect;

import dev.importer.source.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to read a sample that are worth trying, the most usual first. */
final class DialectCandidates {

  private static final List<String> DELIMITERS =
      List.of(",", ";", "\t", "||", "|", "::", ":", " ", "~", "^");

  /** Delimiters that are often followed by a blank, before which quotes would have no meaning. */
  private static final List<String> SPACED = List.of(",", ";", "|");

  /**
   * Delimiters whose files enclose cells in quotes. Where such quotes do not add up, that is a
   * fault to be told, not a sign that there are none.
   */
  private static final List<String> QUOTED = List.of(",", ";", ", ", "; ");

  private static final List<Character> QUOTES = List.of('"', '\'', Dialect.NONE);
  private static final char BACKSLASH = '\\';

  private DialectCandidates() {}

  /**
   * What the caller gave, with each delimiter, quote and escape character that may go with it.
   * There is always one.
   */
  static List<Dialect> of(DialectSample sample, Dialect given) {
    List<Dialect> candidates = new ArrayList<>();
    for (String delimiter : delimiters(sample, given)) {
      for (char quote : quotes(sample, given, delimiter)) {
        for (char escape : escapes(sample, given, quote)) {
          if (!isPart(escape, delimiter)) {
            candidates.add(
                given.withDelimiter(delimiter).withQuoteChar(quote).withEscapeChar(escape));
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
    for (String delimiter : SPACED) {
      if (sample.holds(delimiter + " \"") || sample.holds(delimiter + " '")) {
        possible.add(delimiter + " ");
      }
    }
    possible.removeIf(
        delimiter -> isPart(given.quoteChar(), delimiter) || isPart(given.escapeChar(), delimiter));
    List<String> found = new ArrayList<>();
    boolean hasAbsent = false;
    for (String delimiter : possible) {
      if (sample.holds(delimiter)) {
        found.add(delimiter);
      } else if (!hasAbsent && delimiter.length() == 1) {
        // The first one that does not occur stands for a file of one column.
        hasAbsent = true;
        found.add(delimiter);
      }
    }
    return found;
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
        || sample.holds("\n" + quote)
        || sample.holds("\r" + quote)
        || sample.head().startsWith(String.valueOf(quote));
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
