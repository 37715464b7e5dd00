package dev.importer.internal.profile;

import dev.importer.results.ImportProfile;
import java.util.Arrays;

/**
 * Counts different values by their hashes: keeps the {@value #EXACT} smallest and tells from the
 * largest of these how densely all of them lie (k minimum values, Bar-Yossef and others, 2002). As
 * long as there are no more, the count is exact. Not thread-safe.
 */
final class DistinctValues {

  static final int EXACT = ImportProfile.EXACT_DISTINCT;

  private static final double HASHES = 0x1p64;

  /** The first are sorted, different and the smallest; what came since follows. */
  private final long[] smallest = new long[2 * EXACT];

  private int size;
  private boolean full;

  /** Once there are more than fit, only hashes below the largest that is kept are of interest. */
  private long bound;

  void add(long hash) {
    if (full && Long.compareUnsigned(hash, bound) >= 0) {
      return;
    }
    smallest[size++] = hash;
    if (size == smallest.length) {
      compact();
    }
  }

  /** How many different values came, or an estimate of it. */
  long count() {
    compact();
    if (!full) {
      return size;
    }
    double largest = (bound >>> 1) * 2.0;
    return Math.round((EXACT - 1) * HASHES / largest);
  }

  boolean isExact() {
    compact();
    return !full;
  }

  private void compact() {
    // Sorts as unsigned numbers.
    for (int i = 0; i < size; i++) {
      smallest[i] ^= Long.MIN_VALUE;
    }
    Arrays.sort(smallest, 0, size);
    int different = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || smallest[i] != smallest[i - 1]) {
        smallest[different++] = smallest[i];
      }
    }
    // With exactly as many as fit, none was lost yet.
    if (different > EXACT) {
      full = true;
      different = EXACT;
    }
    size = different;
    for (int i = 0; i < size; i++) {
      smallest[i] ^= Long.MIN_VALUE;
    }
    if (full) {
      bound = smallest[size - 1];
    }
  }
}
