package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import dev.importer.source.Dialect;
import java.util.List;

/** How likely it is that a reading is right, from 0 to 1. */
final class DialectConfidence {

  /** How likely it is that one row, or one more, shows no other way to read the file. */
  private static final double MISLED_BY_A_ROW = 0.35;

  private static final double LABELS_UNCERTAIN = 0.9;

  private static final double ONE_COLUMN = 0.8;

  private DialectConfidence() {}

  static double of(DialectRanking ranking, DialectTable table, Dialect given) {
    DialectReading reading = ranking.best().reading();
    DialectScore score = ranking.best().score();
    double certain = sound(reading, table) * reading.readShare();
    certain *= 1 - Math.pow(MISLED_BY_A_ROW, reading.all().size());
    if (given.delimiter() == null) {
      double rival = ranking.rival() / Math.max(ranking.best().value(), Double.MIN_NORMAL);
      certain *= 1 - rival * rival / 2;
      certain *= score.isOneColumn() ? ONE_COLUMN : 1;
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
            .filter(row -> row.cells().length == width && row.quoteFaults().isEmpty())
            .count();
    return (double) sound / rows.size();
  }
}
