package dev.importer.internal.profile;

import dev.importer.results.ImportProfile;
import dev.importer.results.ImportProfile.Bin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts numbers in bins of equal width, which grow with the range: whenever there would be too
 * many of them, neighbours become one. So every count is exact, whatever comes. Not thread-safe.
 */
final class Histogram {

  private static final int SMALLEST_EXPONENT = -9;

  /** Beyond it the number of a bin would be none that a double can tell from its neighbours. */
  private static final double MOST_WIDTHS = 1e15;

  /** Decimal fractions are off by some units in the last place of a double; their bins must not. */
  private static final double OFF = 4;

  private static final int DOUBLED_TO_TENFOLD = 5;
  private static final int TENFOLD_TO_DOUBLED = 2;

  private TreeMap<Long, Long> counts = new TreeMap<>();

  /** A bin is as wide as this power of ten, or twice as wide. */
  private int exponent = SMALLEST_EXPONENT;

  private boolean doubled;
  private boolean whole = true;

  void add(double number) {
    if (!Double.isFinite(number)) {
      return;
    }
    whole &= number == Math.rint(number);
    while (Math.abs(number) / width() > MOST_WIDTHS) {
      widen();
    }
    counts.merge(binOf(number / width()), 1L, Long::sum);
    while (span() > ImportProfile.MAX_BINS) {
      widen();
    }
  }

  private static long binOf(double widths) {
    double nearest = Math.rint(widths);
    boolean isEdge = Math.abs(widths - nearest) <= OFF * Math.ulp(widths);
    return (long) (isEdge ? nearest : Math.floor(widths));
  }

  private double width() {
    return widthAsDecimal().doubleValue();
  }

  private BigDecimal widthAsDecimal() {
    return BigDecimal.valueOf(doubled ? 2 : 1).scaleByPowerOfTen(exponent);
  }

  private long span() {
    return counts.lastKey() - counts.firstKey() + 1;
  }

  private void widen() {
    int factor = doubled ? DOUBLED_TO_TENFOLD : TENFOLD_TO_DOUBLED;
    exponent += doubled ? 1 : 0;
    doubled = !doubled;
    TreeMap<Long, Long> wider = new TreeMap<>();
    counts.forEach((bin, count) -> wider.merge(Math.floorDiv(bin, factor), count, Long::sum));
    counts = wider;
  }

  /** The bins from the smallest number to the largest, empty ones between them included. */
  List<Bin> bins() {
    while (whole && exponent < 0 && !counts.isEmpty()) {
      widen();
    }
    List<Bin> bins = new ArrayList<>();
    if (!counts.isEmpty()) {
      for (long bin = counts.firstKey(); bin <= counts.lastKey(); bin++) {
        bins.add(new Bin(edge(bin), edge(bin + 1), counts.getOrDefault(bin, 0L)));
      }
    }
    return bins;
  }

  private String edge(long bin) {
    BigDecimal edge = widthAsDecimal().multiply(BigDecimal.valueOf(bin));
    return (edge.signum() == 0 ? BigDecimal.ZERO : edge.stripTrailingZeros()).toPlainString();
  }
}
