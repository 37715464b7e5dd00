package dev.importer.internal.detect;

import dev.importer.internal.detect.DialectRanking.Scored;
import dev.importer.results.DialectDetection;
import dev.importer.results.DialectDetection.Candidate;
import dev.importer.source.Dialect;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Tells from a sample how a CSV file is written. Every delimiter, quote and escape character that
 * may be meant reads the sample; the reading that fits best wins, and then says where the table
 * begins and whether with labels. See {@link DialectScore} for what fits means.
 */
final class DialectDetector {

  private static final int RUNNERS_UP = 3;

  /** Below this score the sample says too little and the usual settings are as good. */
  private static final double LEAST_SCORE = 0.002;

  /** In prose, too, blanks follow commas; but its lines hold now few and now many. */
  private static final double ROWS_OF_A_TABLE = 0.7;

  private DialectDetector() {}

  /**
   * Detects the dialect of a file. It reads a part of the file of bounded size, and throws nothing,
   * whatever the file holds: a file that cannot be read says so when its rows are read.
   *
   * @param path the file
   * @param encoding its encoding; a byte order mark in the file wins over it
   * @param given what is known already and therefore not searched
   * @param expected labels that the file should have; may be empty
   */
  static DialectDetection detect(
      Path path, Charset encoding, Dialect given, ExpectedLabels expected) {
    Dialect known = given.encoding() == null ? given.withEncoding(encoding) : given;
    DialectSample sample;
    try {
      sample = DialectSample.of(path, encoding);
    } catch (IOException e) {
      sample = DialectSample.EMPTY;
    }
    return detect(sample, known, expected);
  }

  private static DialectDetection detect(
      DialectSample sample, Dialect given, ExpectedLabels expected) {
    Integer skipRows = given.skipRows();
    if (skipRows == null || skipRows > 0) {
      Optional<SeparatorLine> separator = SeparatorLine.of(sample);
      if (separator.isPresent()) {
        return afterSeparatorLine(sample, separator.get(), given, expected);
      }
    }
    return detect(skipRows == null ? sample : sample.withoutLines(skipRows), given, expected, 0);
  }

  private static DialectDetection afterSeparatorLine(
      DialectSample sample, SeparatorLine line, Dialect given, ExpectedLabels expected) {
    boolean isNamed = given.delimiter() == null && !line.isContradicted();
    Dialect known = isNamed ? given.withDelimiter(line.delimiter()) : given;
    Integer skipRows = given.skipRows();
    DialectDetection found =
        skipRows == null
            ? detect(line.rest(), known, expected, 1)
            : detect(sample.withoutLines(skipRows), known, expected, 0);
    return found;
  }

  /**
   * Detects what the caller did not say.
   *
   * @param lines how many lines before the sample are no part of the table
   */
  private static DialectDetection detect(
      DialectSample sample, Dialect given, ExpectedLabels expected, int lines) {
    DialectRanking ranking = DialectRanking.of(sample, given, expected);
    Scored best = ranking.best();
    DialectReading reading = best.reading();
    if (reading.head().isEmpty() || (!ranking.labelled() && best.value() < LEAST_SCORE)) {
      return fallback(reading.candidate(), lines);
    }
    DialectTable table =
        DialectTable.of(
            reading.head(), best.score().width(), expected, given, reading.syntax().delimiter());
    DialectHeader header = table.header();
    Dialect dialect =
        withInitialSpace(best, given)
            .orElse(
                Dialect.STANDARD
                    .withHeader(header.present())
                    .withHeaderRows(header.present() ? header.rows() : 1)
                    .withSkipRows(lines + table.skippedLines()));
    List<Candidate> runnersUp =
        ranking.readings().stream()
            .skip(1)
            .limit(RUNNERS_UP)
            .map(each -> new Candidate(each.reading().candidate(), each.value()))
            .toList();
    return new DialectDetection(
        dialect,
        DialectConfidence.of(ranking, table, given),
        runnersUp,
        DialectEvidence.of(sample, dialect, best, table, given, lines),
        lines + table.skippedLines());
  }

  /** The most usual candidate that agrees with what is given. */
  private static DialectDetection fallback(Dialect candidate, int lines) {
    return new DialectDetection(
        candidate.orElse(Dialect.STANDARD.withSkipRows(lines)),
        0,
        List.of(),
        List.of("The file shows too little to tell how it is written."),
        lines);
  }

  /** Blanks after nearly all delimiters belong to them, even where no quote follows. */
  private static Dialect withInitialSpace(Scored best, Dialect given) {
    Dialect candidate = best.reading().candidate();
    DialectScore score = best.score();
    boolean isTable = !score.isOneColumn() && score.consistency() >= ROWS_OF_A_TABLE;
    return given.skipInitialSpace() == null && isTable && score.spaced()
        ? candidate.withSkipInitialSpace(true)
        : candidate;
  }
}
