package dev.importer.internal.detect;

import dev.importer.internal.csv.Syntax;
import dev.importer.results.DialectDetection;
import dev.importer.results.DialectDetection.Candidate;
import dev.importer.source.Dialect;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Tells from a sample how a CSV file is written. Every delimiter, quote and escape character that
 * may be meant reads the sample; the reading that fits best wins, and then says where the table
 * begins and whether with labels. See {@link DialectScore} for what fits means.
 */
final class DialectDetector {

  private static final int RUNNERS_UP = 3;

  /** Below this score the sample says too little and the usual settings are as good. */
  private static final double LEAST_SCORE = 0.02;

  /** One row shows half of what there is to see, two show two thirds. */
  private static final double ROWS_FOR_HALF = 1;

  private static final double LABELS_UNCERTAIN = 0.8;

  private DialectDetector() {}

  /** A reading with its score. */
  private record Scored(DialectReading reading, DialectScore score) {}

  /**
   * Detects the dialect of a file. It reads a part of the file of bounded size, and throws nothing,
   * whatever the file holds: a file that cannot be read says so when its rows are read.
   *
   * @param path the file
   * @param encoding its encoding; a byte order mark in the file wins over it
   * @param given what is known already and therefore not searched
   * @param expectedLabels labels that the file should have, of a schema; may be empty
   */
  public static DialectDetection detect(
      Path path, Charset encoding, Dialect given, List<String> expectedLabels) {
    Dialect known = given.encoding() == null ? given.withEncoding(encoding) : given;
    DialectSample sample;
    try {
      sample = DialectSample.of(path, encoding);
    } catch (IOException e) {
      sample = DialectSample.EMPTY;
    }
    return detect(sample, known, expectedLabels);
  }

  private static DialectDetection detect(
      DialectSample sample, Dialect given, List<String> expectedLabels) {
    Integer skipRows = given.skipRows();
    DialectSample text = skipRows == null ? sample : sample.withoutLines(skipRows);
    List<Scored> ranking = new ArrayList<>();
    List<Dialect> candidates = DialectCandidates.of(text, given);
    for (Dialect candidate : candidates) {
      DialectReading reading = DialectReading.of(text, candidate);
      ranking.add(new Scored(reading, DialectScore.of(reading)));
    }
    // The sort is stable, so that the more usual one of two equals comes first.
    ranking.sort(Comparator.comparingDouble((Scored each) -> each.score().value()).reversed());
    boolean hasLabels = preferReadingWithLabels(ranking, given, expectedLabels);
    Scored best = ranking.get(0);
    if (best.reading().head().isEmpty() || (!hasLabels && best.score().value() < LEAST_SCORE)) {
      return fallback(candidates.get(0));
    }
    return found(text, given, expectedLabels, ranking);
  }

  /**
   * Where the rows say little, because they are few or because their quotes do not add up, the
   * labels decide: a reading that finds them moves to the front.
   *
   * @return whether there is such a reading
   */
  private static boolean preferReadingWithLabels(
      List<Scored> ranking, Dialect given, List<String> expectedLabels) {
    if (given.delimiter() != null) {
      return false;
    }
    DialectReading best = ranking.get(0).reading();
    int found = DialectLabels.count(best, expectedLabels);
    if (found >= 2 || (found == 0 && !DialectLabels.mayBeMistaken(best))) {
      return false;
    }
    Scored preferred = null;
    int most = 1;
    for (Scored each : ranking) {
      int labels = DialectLabels.count(each.reading(), expectedLabels);
      if (labels > most) {
        most = labels;
        preferred = each;
      }
    }
    if (preferred == null) {
      return false;
    }
    ranking.remove(preferred);
    ranking.add(0, preferred);
    return true;
  }

  /** The first candidate is the most usual one that agrees with what is given. */
  private static DialectDetection fallback(Dialect first) {
    return new DialectDetection(
        first.orElse(Dialect.STANDARD),
        0,
        List.of(),
        List.of("The file shows too little to tell how it is written."),
        0);
  }

  private static DialectDetection found(
      DialectSample sample, Dialect given, List<String> expectedLabels, List<Scored> ranking) {
    Scored best = ranking.get(0);
    DialectReading reading = best.reading();
    DialectScore score = best.score();
    DialectTable table =
        DialectTable.of(reading.head(), score.width(), expectedLabels, given.skipRows() == null);
    DialectHeader header = table.header();
    Dialect dialect =
        reading
            .candidate()
            .orElse(
                Dialect.STANDARD
                    .withHeader(header.present())
                    .withHeaderRows(header.present() ? header.rows() : 1)
                    .withSkipRows(table.skippedLines()));
    List<Candidate> runnersUp =
        ranking.stream()
            .skip(1)
            .limit(RUNNERS_UP)
            .map(each -> new Candidate(each.reading().candidate(), each.score().value()))
            .toList();
    return new DialectDetection(
        dialect,
        confidence(ranking, header, given),
        runnersUp,
        evidence(sample, best, table, given),
        table.skippedLines());
  }

  private static double confidence(List<Scored> ranking, DialectHeader header, Dialect given) {
    Scored best = ranking.get(0);
    DialectScore score = best.score();
    int rows = best.reading().all().size();
    double certain = score.consistency() * score.quoting() * (rows / (rows + ROWS_FOR_HALF));
    if (score.width() == 1 && given.delimiter() == null) {
      certain *= 0.5;
    }
    double rival = rival(ranking) / score.value();
    certain *= 1 - rival * rival / 2;
    if (given.header() == null && header.contrast() == 0) {
      certain *= LABELS_UNCERTAIN;
    }
    return Math.min(1, Math.max(0, certain));
  }

  /** The best score with another delimiter; other quotes often make no difference. */
  private static double rival(List<Scored> ranking) {
    String delimiter = ranking.get(0).reading().syntax().delimiter();
    return ranking.stream()
        .filter(each -> !each.reading().syntax().delimiter().equals(delimiter))
        .mapToDouble(each -> each.score().value())
        .findFirst()
        .orElse(0);
  }

  private static List<String> evidence(
      DialectSample sample, Scored best, DialectTable table, Dialect given) {
    List<String> sentences = new ArrayList<>();
    DialectReading reading = best.reading();
    DialectScore score = best.score();
    int rows = reading.all().size();
    if (!sample.isWhole()) {
      sentences.add("Judged by " + rows + " rows from several places of the file.");
    }
    String delimiter = name(reading.syntax().delimiter());
    int full = reading.rowsOfWidth().getOrDefault(score.width(), 0);
    sentences.add(
        score.width() == 1
            ? "No delimiter splits the rows into columns; " + delimiter + " is assumed."
            : String.format(
                Locale.ROOT,
                "%s gives %d cells in %d of %d rows.",
                delimiter,
                score.width(),
                full,
                rows));
    sentences.add(quoteEvidence(reading));
    if (table.skippedLines() > 0) {
      sentences.add(
          "Lines 1 to "
              + table.skippedLines()
              + " are skipped: they hold less than a row of the table.");
    }
    if (given.header() == null) {
      sentences.add(table.header().evidence());
    }
    return sentences;
  }

  private static String quoteEvidence(DialectReading reading) {
    int quote = reading.syntax().quote();
    if (quote == Syntax.NONE) {
      return "No character encloses cells.";
    }
    long quoted = reading.all().stream().filter(reading::isQuoted).count();
    String name = Character.toString(quote);
    if (quoted == 0) {
      return "No cell is enclosed; " + name + " is assumed to enclose cells.";
    }
    String escape =
        reading.syntax().escape() == quote
            ? ""
            : ", a backslash before it makes it part of the cell";
    return String.format(
        Locale.ROOT,
        "%s encloses cells in %d of %d rows%s.",
        name,
        quoted,
        reading.all().size(),
        escape);
  }

  private static String name(String delimiter) {
    return switch (delimiter) {
      case "\t" -> "A tab";
      case " " -> "A blank";
      default -> String.format(Locale.ROOT, "'%s'", delimiter);
    };
  }
}
