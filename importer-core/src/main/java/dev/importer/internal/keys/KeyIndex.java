package dev.importer.internal.keys;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers keys and the rows in which they were first seen: any number of them, in bounded memory.
 * The first 98,304 lie on the heap (2.5 MiB); with more, all of them lie in a file in the spool
 * that is mapped into memory, 27 to 53 bytes for each, and half as much again while it grows.
 *
 * <p>Keys are equal if their values are: {@code 1}, {@code 1.0} and {@code 1.00} are one number,
 * texts are compared exactly, times with an offset as instants. What is kept of a key are 128 bits
 * of its SHA-256, so that nobody can make up two keys that are taken for one.
 *
 * <p>Not thread-safe. Whoever makes it closes it.
 */
public final class KeyIndex implements AutoCloseable {

  /** Instead of the number of a row: the key was not seen before. */
  public static final long NO_ROW = KeyTable.NO_ROW;

  private static final int FIRST_SLOTS = 1 << 10;
  private static final int HEAP_SLOTS = 1 << 17;

  private final KeyFiles files;
  private final int heapSlots;
  private final int slotsOfSegment;
  private final KeyDigest digest = new KeyDigest();
  private KeyTable table;
  private @Nullable KeyFile file;

  /** An empty index that uses no disk before it has many keys. */
  public KeyIndex(KeyFiles files) {
    this(files, FIRST_SLOTS, HEAP_SLOTS, KeyTable.SLOTS_OF_SEGMENT);
  }

  /** An index with other bounds, each a power of two. */
  KeyIndex(KeyFiles files, int firstSlots, int heapSlots, int slotsOfSegment) {
    this.files = files;
    this.heapSlots = heapSlots;
    this.slotsOfSegment = slotsOfSegment;
    this.table = onHeap(firstSlots);
  }

  /**
   * Remembers a key, unless it is known.
   *
   * @param rule what the key is a key of; keys of different rules are never equal
   * @param row the number of the row it comes from, 1 to 2,147,483,647
   * @param values the typed values, none of them null
   * @return the row that the key was remembered with before, or {@link #NO_ROW}
   * @throws dev.importer.error.StorageException if the spool has no space
   */
  public long add(int rule, long row, Object... values) {
    if (row < 1 || row > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("row must be 1 to 2147483647, but is " + row);
    }
    if (table.isFull()) {
      grow();
    }
    digest.digest(rule, values);
    return table.add(digest.high(), digest.low(), (int) row);
  }

  /**
   * The row that a key was remembered with.
   *
   * @param rule what the key is a key of
   * @param values the typed values, none of them null
   * @return the number of the row, or {@link #NO_ROW} if the key is not known
   */
  public long find(int rule, Object... values) {
    digest.digest(rule, values);
    return table.find(digest.high(), digest.low());
  }

  private void grow() {
    long slots = 2 * table.slots();
    KeyFile grown = null;
    KeyTable larger;
    if (slots <= heapSlots) {
      larger = onHeap((int) slots);
    } else {
      int each = (int) Math.min(slots, slotsOfSegment);
      grown = KeyFile.create(files, each * KeyTable.SLOT_BYTES, Math.toIntExact(slots / each));
      larger = new KeyTable(grown.segments());
    }
    table.copyTo(larger);
    table = larger;
    KeyFile old = file;
    file = grown;
    close(old);
  }

  private static KeyTable onHeap(int slots) {
    return new KeyTable(List.of(ByteBuffer.allocate(slots * KeyTable.SLOT_BYTES)));
  }

  /** Forgets every key and gives the disk space back; closing it twice is the same. */
  @Override
  public void close() {
    // The memory of the file must not be touched any more.
    table = onHeap(FIRST_SLOTS);
    KeyFile old = file;
    file = null;
    close(old);
  }

  private static void close(@Nullable KeyFile file) {
    if (file != null) {
      file.close();
    }
  }
}
