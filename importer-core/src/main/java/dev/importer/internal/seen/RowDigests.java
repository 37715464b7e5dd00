package dev.importer.internal.seen;

import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.internal.keys.LongSequence;
import dev.importer.internal.record.RowDigest;
import dev.importer.internal.record.RowSketch;

/**
 * The digests of all rows of a source, in their order: eight bytes for each, of which most lie in
 * the spool. Not thread-safe. Whoever makes it closes it.
 */
public final class RowDigests implements AutoCloseable {

  private final RowDigest digest = new RowDigest();
  private final RowSketch sketch = new RowSketch();
  private final LongSequence digests;
  private long valid;

  /** Those of no rows yet. */
  public RowDigests(KeyFiles files) {
    this.digests = new LongSequence(files);
  }

  /** Adds the row that follows the last one. */
  public void add(CheckedRow row) {
    add(row instanceof CheckedRow.Valid data ? digest.of(data) : RowDigest.NONE);
  }

  /** Adds the digest of the row that follows the last one; {@link RowDigest#NONE} if refused. */
  public void add(long next) {
    digests.add(next);
    if (next != RowDigest.NONE) {
      sketch.add(next);
      valid++;
    }
  }

  /** How many rows there are. */
  public long rows() {
    return digests.size();
  }

  /** How many of them are valid. */
  public long valid() {
    return valid;
  }

  /** The smallest digests of the valid rows. */
  public RowSketch sketch() {
    return sketch;
  }

  /** The digest of a row by its number, 1-based; {@link RowDigest#NONE} if there is none. */
  long of(long rowNumber) {
    return rowNumber > digests.size() ? RowDigest.NONE : digests.get(rowNumber - 1);
  }

  @Override
  public void close() {
    digests.close();
  }
}
