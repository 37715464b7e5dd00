package dev.importer.internal.detect;

import dev.importer.source.Dialect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The readings of a sample, the best first.
 *
 * @param readings at least one; no one scores less than the next
 * @param labelled whether labels decided, because the rows say too little
 */
record DialectRanking(List<Scored> readings, boolean labelled) {

  /** What is left of the score of one column beside columns that hold in very many rows. */
  private static final double LEAST_OF_ONE_COLUMN = 0.3;

  /** By so many rows of one width, that it is chance has become half as likely as can be. */
  private static final double ROWS_FOR_HALF = 10;

  private static final double UNIFORM = 0.9;

  /** The share of rows in which a delimiter must be found to stand in for one that is absent. */
  private static final double IN_MOST_ROWS = 0.5;

  /** A reading with its score. */
  record Scored(DialectReading reading, DialectScore score, double value) {

    static Scored of(DialectReading reading) {
      DialectScore score = DialectScore.of(reading);
      return new Scored(reading, score, score.value());
    }

    Scored withValue(double other) {
      return new Scored(reading, score, other);
    }

    String delimiter() {
      return reading.syntax().delimiter();
    }

    boolean isUsual() {
      return DialectCandidates.USUAL.contains(delimiter());
    }
  }

  /** Reads a sample in every way that may be meant. */
  static DialectRanking of(DialectSample sample, Dialect given, ExpectedLabels expected) {
    List<Scored> readings = new ArrayList<>();
    for (Dialect candidate : DialectCandidates.of(sample, given)) {
      readings.add(Scored.of(DialectReading.of(sample, candidate)));
    }
    if (given.delimiter() != null) {
      return new DialectRanking(sorted(readings), false);
    }
    double floor = floorOfOneColumn(readings);
    readings.replaceAll(
        each -> each.score().isOneColumn() ? each.withValue(each.value() * floor) : each);
    List<Scored> sorted = sorted(readings);
    Scored preferred = withLabels(sorted, expected).orElse(null);
    if (preferred != null) {
      return new DialectRanking(inFront(sorted, preferred), true);
    }
    return new DialectRanking(
        sorted.get(0).score().isOneColumn() ? oneColumn(sorted) : sorted, false);
  }

  /** The sort is stable, so that the more usual one of two equals comes first. */
  private static List<Scored> sorted(List<Scored> readings) {
    List<Scored> sorted = new ArrayList<>(readings);
    sorted.sort(Comparator.comparingDouble(Scored::value).reversed());
    return sorted;
  }

  /** One column is no match for a reading that gives the same columns in row after row. */
  private static double floorOfOneColumn(List<Scored> readings) {
    double floor = 1;
    for (Scored each : readings) {
      DialectScore score = each.score();
      boolean isSplit = score.isOneColumn() || score.consistency() < UNIFORM;
      if (isSplit || (!each.isUsual() && !areColumns(each))) {
        continue;
      }
      double rows = each.reading().rowsOfWidth().getOrDefault(score.width(), 0) - 1.0;
      floor = Math.min(floor, ROWS_FOR_HALF / (ROWS_FOR_HALF + Math.max(0, rows)));
    }
    return Math.max(floor, LEAST_OF_ONE_COLUMN);
  }

  /** Rare delimiters stand between words, too; two words, or {@code Room 7}, are no columns. */
  private static boolean areColumns(Scored each) {
    int width = each.score().width();
    if (width > 2) {
      return true;
    }
    DialectColumns columns = DialectColumns.of(each.reading().all(), width);
    boolean holdsValues = columns.kind(0).isValue() || columns.kind(1).isValue();
    return holdsValues && columns.isVaried(0) && columns.isVaried(1);
  }

  /**
   * Where no delimiter parts the rows, the usual one is as good as any, unless another is found in
   * most rows.
   */
  private static List<Scored> oneColumn(List<Scored> sorted) {
    Scored usual =
        sorted.stream()
            .filter(each -> each.delimiter().equals(sorted.get(0).delimiter()))
            .findFirst()
            .orElseThrow();
    for (Scored each : sorted) {
      if (each.isUsual() && !each.score().isOneColumn() && shareOfSplitRows(each) > IN_MOST_ROWS) {
        return inFront(sorted, each);
      }
    }
    String first = DialectCandidates.USUAL.get(0);
    return inFront(
        sorted,
        sorted.stream().filter(each -> each.delimiter().equals(first)).findFirst().orElse(usual));
  }

  private static double shareOfSplitRows(Scored each) {
    int one = each.reading().rowsOfWidth().getOrDefault(1, 0);
    int all = each.reading().all().size();
    return all == 0 ? 0 : 1 - (double) one / all;
  }

  /**
   * Where the rows say little, because they are few or because their quotes do not add up, the
   * labels decide.
   */
  private static Optional<Scored> withLabels(List<Scored> sorted, ExpectedLabels expected) {
    DialectReading best = sorted.get(0).reading();
    int found = DialectLabels.count(best, expected);
    if (found >= 2 || (found == 0 && !DialectLabels.mayBeMistaken(best))) {
      return Optional.empty();
    }
    Scored preferred = null;
    int most = 1;
    for (Scored each : sorted) {
      int labels = DialectLabels.count(each.reading(), expected);
      if (labels > most) {
        most = labels;
        preferred = each;
      }
    }
    return Optional.ofNullable(preferred);
  }

  /** What was chosen for a reason beside the score scores no less than what was not. */
  private static List<Scored> inFront(List<Scored> sorted, Scored chosen) {
    List<Scored> ranking = new ArrayList<>(sorted);
    ranking.remove(chosen);
    ranking.add(0, chosen.withValue(Math.max(chosen.value(), sorted.get(0).value())));
    return ranking;
  }

  Scored best() {
    return readings.get(0);
  }

  /** The best score with another delimiter; other quotes often make no difference. */
  double rival() {
    return readings.stream()
        .filter(each -> !each.delimiter().equals(best().delimiter()))
        .mapToDouble(Scored::value)
        .findFirst()
        .orElse(0);
  }
}
