package dev.importer.results;

import dev.importer.source.Dialect;
import java.util.List;

/**
 * How a CSV file seems to be written, and why.
 *
 * @param dialect the settings to read it with, every one of them given; reading with them again
 *     gives the same rows
 * @param confidence how sure that is, from 0 (nothing to go by) to 1
 * @param runnersUp the next best ways to read it, the best first
 * @param evidence what speaks for the dialect, in sentences for people; every line that it skips is
 *     named here
 * @param preambleLines how many lines at the start are skipped because they seem to be no part of
 *     the table; 0 if the caller said how many to skip
 */
public record DialectDetection(
    Dialect dialect,
    double confidence,
    List<Candidate> runnersUp,
    List<String> evidence,
    int preambleLines) {

  /**
   * A way to read the file that fits less well.
   *
   * @param dialect what the caller gave, with a delimiter, a quote and an escape character
   * @param score how well it fits, from 0 to 1
   */
  public record Candidate(Dialect dialect, double score) {}

  /** Takes copies of the lists. */
  public DialectDetection {
    runnersUp = List.copyOf(runnersUp);
    evidence = List.copyOf(evidence);
  }
}
