package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.detect.DialectRanking.Scored;
import dev.importer.source.Dialect;
import java.util.List;

/** How likely it is that a reading is right, from 0 to 1. */
final class DialectConfidence {

  /** How likely it is that one row, or one more, shows no other way to read the file. */
  private static final double MISLED_BY_A_ROW = 0.3;

  /** What a rival with the same score takes away. */
  private static final double RIVAL = 0.3;

  private static final double LABELS_UNCERTAIN = 0.93;

  /** Commas of prose are followed by blanks, too. */
  private static final double SPACED = 0.9;

  private static final double ONE_COLUMN = 0.9;

  private DialectConfidence() {}

  static double of(DialectRanking ranking, DialectTable table, Dialect given) {
    Scored best = ranking.best();
    DialectReading reading = best.reading();
    DialectScore score = best.score();
    double certain = sound(reading, table) * reading.readShare();
    certain *= 1 - Math.pow(MISLED_BY_A_ROW, reading.all().size());
    if (given.delimiter() == null) {
      double rival = ranking.rival() / Math.max(best.value(), Double.MIN_NORMAL);
      certain *= 1 - rival * rival * RIVAL;
      certain *= score.isOneColumn() ? ONE_COLUMN : 1;
      certain *= score.spaced() ? SPACED : 1;
      // Rare delimiters stand in text, too; the less the cells are values, the more so.
      certain *= DialectScore.isRare(best.delimiter()) ? (1 + score.recognised()) / 2 : 1;
    }
    if (given.header() == null && table.header().contrast() == 0) {
      certain *= LABELS_UNCERTAIN;
    }
    return Math.min(1, Math.max(0, certain));
  }

  /** How many of the rows will not be refused for their form. */
  private static double sound(DialectReading reading, DialectTable table) {
    int width = table.rows().get(0).cells().length;
    int before = reading.head().size() - table.rows().size();
    List<CsvRecord> rows = reading.all().subList(before, reading.all().size());
    long sound =
        rows.stream()
            .filter(row -> row.cells().length == width && !DialectQuotes.areFaulty(row))
            .count();
    return (double) sound / rows.size();
  }
}
