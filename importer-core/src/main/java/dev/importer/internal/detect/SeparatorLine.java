package dev.importer.internal.detect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line {@code sep=;} by which spreadsheet programs are told the delimiter. It is an
 * instruction to the reader and no data.
 *
 * @param delimiter what it names, one character
 * @param rest the sample after it
 */
record SeparatorLine(String delimiter, DialectSample rest) {

  /** Saved again by a spreadsheet program, the line may end with the delimiters of empty cells. */
  private static final Pattern LINE =
      Pattern.compile("(\"?)sep=([^\"\\r\\n])\\1(?:\\2|[,;])*", Pattern.CASE_INSENSITIVE);

  /** The line of a sample, if it begins with one. */
  static Optional<SeparatorLine> of(DialectSample sample) {
    Matcher line = LINE.matcher(sample.firstLine());
    return line.matches()
        ? Optional.of(new SeparatorLine(line.group(2), sample.withoutLines(1)))
        : Optional.empty();
  }

  /** Whether rows have another delimiter, so that the line is wrong. */
  boolean isContradicted() {
    return !rest.holds(delimiter)
        && DialectCandidates.USUAL.stream()
            .anyMatch(other -> !other.equals(delimiter) && isInEveryLine(other));
  }

  private boolean isInEveryLine(String other) {
    return rest.head()
        .lines()
        .filter(line -> !line.isBlank())
        .allMatch(line -> line.contains(other));
  }
}
