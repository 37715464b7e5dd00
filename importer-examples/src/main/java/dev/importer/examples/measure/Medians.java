package dev.importer.examples.measure;

import java.util.List;

/** Figures of which a share of all are not larger. */
final class Medians {

  private Medians() {}

  static double of(List<Double> values) {
    return quantile(values, 0.5);
  }

  static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
  }
}
