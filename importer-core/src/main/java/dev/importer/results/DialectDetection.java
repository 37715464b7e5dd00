package dev.importer.results;

import dev.importer.source.Dialect;
import java.util.List;

/**
 * How a CSV file seems to be written, and why.
 *
 * @param dialect the settings to read it with, every one of them given; reading with them again
 *     gives the same rows
 * @param confidence how likely it is that this reading is right, from 0 (nothing to go by) to 1;
 *     rows that will be refused for their form count against it
 * @param runnersUp the next best ways to read it, the best first
 * @param evidence what speaks for the dialect, in sentences for people; every line that it skips is
 *     named here
 * @param skippedLines how many lines it skips that nobody has asked to skip
 */
public record DialectDetection(
    Dialect dialect,
    double confidence,
    List<Candidate> runnersUp,
    List<String> evidence,
    int skippedLines) {

  /**
   * A way to read the file that fits less well.
   *
   * @param dialect what the caller gave, with a delimiter, a quote and an escape character, and
   *     whether blanks after delimiters are part of the cells
   * @param score how well it fits, from 0 to 1; no more than that of the reading that was chosen
   */
  public record Candidate(Dialect dialect, double score) {}

  /** Takes copies of the lists. */
  public DialectDetection {
    runnersUp = List.copyOf(runnersUp);
    evidence = List.copyOf(evidence);
  }
}
