package dev.importer.internal.check;

import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well the values of columns fit fields. A field that takes everything fits nothing: what
 * counts is how much of a mixture of texts it refuses, besides how many of the values it takes. Not
 * thread-safe.
 */
final class ValueFit {

  /** Less is no reason to propose anything. */
  static final double LEAST = 0.4;

  /** Two fits that differ by less are equally good. */
  static final double MARGIN = 0.1;

  /** Fewer valid values are a coincidence. */
  private static final double LEAST_SHARE = 0.8;

  /** How many cells are checked at most. */
  private static final int MOST_CHECKS = 200_000;

  private static final int FEWEST_ROWS = 5;

  /** Texts of many kinds. */
  private static final List<String> MIXTURE =
      List.of(
          "Ann Lee",
          "ann@example.com",
          "A-17",
          "x",
          "https://example.com/a",
          "+49 30 123456",
          "true",
          "2026-01-31",
          "31.12.2026",
          "3.5",
          "-7",
          "42",
          "4711081500");

  private final List<Row> rows;
  private final Map<FieldCheck, Double> selectivity = new HashMap<>();

  /** How many values of a column a field takes. */
  private record Count(int valid, int values) {}

  ValueFit(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * How well a column fits a field, from 0 to 1.
   *
   * @param pairs how many columns and fields are compared in all
   */
  double score(FieldCheck check, String label, int pairs) {
    double selective = selectivity.computeIfAbsent(check, ValueFit::selectivityOf);
    if (selective == 0) {
      return 0;
    }
    Count count = count(check, label, Math.max(FEWEST_ROWS, MOST_CHECKS / pairs));
    double share = count.values() == 0 ? 0 : (double) count.valid() / count.values();
    return share < LEAST_SHARE ? 0 : share * selective * count.values() / (count.values() + 1);
  }

  /** What the values say, as a sentence. */
  String sentence(FieldCheck check, String label) {
    Count count = count(check, label, rows.size());
    return count.valid()
        + " of its first "
        + count.values()
        + (count.values() == 1 ? " value" : " values")
        + " would be valid there.";
  }

  private Count count(FieldCheck check, String label, int most) {
    int valid = 0;
    int values = 0;
    List<Finding> findings = new ArrayList<>();
    for (Row row : rows.subList(0, Math.min(most, rows.size()))) {
      Object cell = row.cell(label);
      if (!check.isMissing(cell)) {
        values++;
        valid += isValid(check, cell, findings) ? 1 : 0;
      }
    }
    return new Count(valid, values);
  }

  private static boolean isValid(FieldCheck check, @Nullable Object cell, List<Finding> findings) {
    findings.clear();
    check.check(cell, findings);
    return findings.isEmpty();
  }

  private static double selectivityOf(FieldCheck check) {
    List<Finding> findings = new ArrayList<>();
    long refused = MIXTURE.stream().filter(text -> !isValid(check, text, findings)).count();
    return (double) refused / MIXTURE.size();
  }
}
