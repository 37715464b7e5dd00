package dev.importer.internal.record;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The smallest digests of the valid rows of an import: which these are is chance, but the same rows
 * are among them in every import that has them. So two sketches tell about how many rows two
 * imports share. Adding a row twice, or in another order, changes nothing. Not thread-safe.
 */
public final class RowSketch {

  /** How many digests are kept. */
  public static final int SIZE = 1_024;

  private static final int FIRST_ROOM = 16;

  /** In their order; the first {@link #size} count. */
  private long[] digests;

  private int size;

  /** A sketch of no rows. */
  public RowSketch() {
    this.digests = new long[FIRST_ROOM];
  }

  private RowSketch(long[] digests) {
    this.digests = digests;
    this.size = digests.length;
  }

  /** The sketch that {@link #bytes} made these of. */
  public static RowSketch of(byte[] bytes) {
    long[] digests = new long[Math.min(bytes.length / Long.BYTES, SIZE)];
    ByteBuffer.wrap(bytes).asLongBuffer().get(digests);
    return new RowSketch(digests);
  }

  /** Takes another row into account. */
  public void add(long digest) {
    if (size == SIZE && digest >= digests[SIZE - 1]) {
      return;
    }
    int found = Arrays.binarySearch(digests, 0, size, digest);
    if (found >= 0) {
      return;
    }
    if (size == digests.length && size < SIZE) {
      digests = Arrays.copyOf(digests, Math.min(Math.max(FIRST_ROOM, 2 * size), SIZE));
    }
    int at = -found - 1;
    int moved = Math.min(size, SIZE - 1) - at;
    System.arraycopy(digests, at, digests, at + 1, moved);
    digests[at] = digest;
    size = Math.min(size + 1, SIZE);
  }

  /** Whether it is one of no rows. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The form in which it is stored: eight bytes for each digest. */
  public byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(size * Long.BYTES);
    bytes.asLongBuffer().put(digests, 0, size);
    return bytes.array();
  }

  /**
   * What two sketches have in common.
   *
   * @param compared how many different rows of the one were compared: those whose digests are so
   *     small that both sketches would have them
   * @param common how many of these the other has too
   */
  public record Overlap(int compared, int common) {

    /** About which share of its rows the other has, 0 to 1. */
    public double share() {
      return compared == 0 ? 0 : (double) common / compared;
    }
  }

  /** Compares the rows of this sketch with those of another. */
  public Overlap overlap(RowSketch other) {
    int compared = 0;
    int common = 0;
    int at = 0;
    for (int i = 0; i < size; i++) {
      while (at < other.size && other.digests[at] < digests[i]) {
        at++;
      }
      if (at == other.size && other.size == SIZE) {
        break;
      }
      compared++;
      if (at < other.size && other.digests[at] == digests[i]) {
        common++;
      }
    }
    return new Overlap(compared, common);
  }
}
