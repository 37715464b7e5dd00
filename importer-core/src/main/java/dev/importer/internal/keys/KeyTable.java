package dev.importer.internal.keys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A hash table of 128-bit keys and the rows in which they were first seen, with linear probing in
 * plain memory. A key belongs where its first bits say, so that a larger table has the same order
 * and is filled from front to back. Not thread-safe.
 */
final class KeyTable {

  /** Two longs and the number of a row; no row means that the slot is free. */
  static final int SLOT_BYTES = 20;

  static final int NO_ROW = 0;

  /** Slots in one piece of memory, which Java bounds at 2 GiB. */
  static final int SLOTS_OF_SEGMENT = 1 << 26;

  private static final int LOW_AT = Long.BYTES;
  private static final int ROW_AT = 2 * Long.BYTES;

  private final ByteBuffer[] segments;
  private final int segmentShift;
  private final int segmentMask;
  private final int shift;
  private final long slots;
  private long size;

  /**
   * A table in memory that is all zeros.
   *
   * @param segments pieces of memory, each of the same power of two of slots, and a power of two of
   *     pieces; at least four slots
   */
  KeyTable(List<ByteBuffer> segments) {
    this.segments =
        segments.stream()
            .map(segment -> segment.order(ByteOrder.nativeOrder()))
            .toArray(ByteBuffer[]::new);
    int slotsOfSegment = this.segments[0].capacity() / SLOT_BYTES;
    this.segmentMask = slotsOfSegment - 1;
    this.segmentShift = Integer.numberOfTrailingZeros(slotsOfSegment);
    this.slots = (long) slotsOfSegment * this.segments.length;
    this.shift = Long.SIZE - Long.numberOfTrailingZeros(slots);
  }

  long slots() {
    return slots;
  }

  /** Whether the next key should go into a larger table: three quarters are taken. */
  boolean isFull() {
    return size >= slots - slots / 4;
  }

  /** Adds a key unless it is there; gives the row it came with earlier, or {@link #NO_ROW}. */
  int add(long high, long low, int row) {
    long slot = slotOf(high, low);
    ByteBuffer segment = segmentOf(slot);
    int at = offsetOf(slot);
    int found = segment.getInt(at + ROW_AT);
    if (found == NO_ROW) {
      segment.putLong(at, high).putLong(at + LOW_AT, low).putInt(at + ROW_AT, row);
      size++;
    }
    return found;
  }

  /** The row a key came with, or {@link #NO_ROW} if it never came. */
  int find(long high, long low) {
    long slot = slotOf(high, low);
    return segmentOf(slot).getInt(offsetOf(slot) + ROW_AT);
  }

  /** Adds everything to a larger table. */
  void copyTo(KeyTable larger) {
    for (long slot = 0; slot < slots; slot++) {
      ByteBuffer segment = segmentOf(slot);
      int at = offsetOf(slot);
      int row = segment.getInt(at + ROW_AT);
      if (row != NO_ROW) {
        larger.add(segment.getLong(at), segment.getLong(at + LOW_AT), row);
      }
    }
  }

  /** Where a key is, or where it would go. There is always a free slot, so the search ends. */
  private long slotOf(long high, long low) {
    long slot = high >>> shift;
    while (true) {
      ByteBuffer segment = segmentOf(slot);
      int at = offsetOf(slot);
      if (segment.getInt(at + ROW_AT) == NO_ROW
          || (segment.getLong(at) == high && segment.getLong(at + LOW_AT) == low)) {
        return slot;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }

  private ByteBuffer segmentOf(long slot) {
    return segments[(int) (slot >>> segmentShift)];
  }

  private int offsetOf(long slot) {
    return ((int) slot & segmentMask) * SLOT_BYTES;
  }
}
