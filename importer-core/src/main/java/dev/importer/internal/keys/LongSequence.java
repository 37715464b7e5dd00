package dev.importer.internal.keys;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers in the order in which they are added: any number of them, in bounded memory. The first
 * 131,072 lie on the heap (1 MiB), the others in files in the spool that are mapped into memory.
 * Not thread-safe. Whoever makes it closes it.
 */
public final class LongSequence implements AutoCloseable {

  private static final int FIRST_ROOM = 1 << 7;
  private static final int MOST_ON_HEAP = 1 << 17;

  /** The room for numbers in the largest file: 256 MiB. */
  private static final int MOST_IN_FILE = 1 << 25;

  private final KeyFiles files;
  private final int mostOnHeap;
  private final List<KeyFile> open = new ArrayList<>();
  private final List<LongBuffer> parts = new ArrayList<>();
  private long size;

  /** An empty sequence that uses no disk before it is long. */
  public LongSequence(KeyFiles files) {
    this(files, MOST_ON_HEAP);
  }

  /** An empty sequence with another bound, a power of two that is 128 or more. */
  LongSequence(KeyFiles files, int mostOnHeap) {
    this.files = files;
    this.mostOnHeap = mostOnHeap;
    parts.add(LongBuffer.allocate(FIRST_ROOM));
  }

  /**
   * Adds a number at the end.
   *
   * @throws dev.importer.error.StorageException if the spool has no space
   */
  public void add(long value) {
    LongBuffer last = parts.get(parts.size() - 1);
    if (!last.hasRemaining()) {
      last = grow(last);
    }
    last.put(value);
    size++;
  }

  private LongBuffer grow(LongBuffer full) {
    int room = 2 * full.capacity();
    LongBuffer grown;
    if (room <= mostOnHeap) {
      grown = LongBuffer.allocate(room).put(full.flip());
      parts.clear();
    } else {
      int inFile = Math.min(room, MOST_IN_FILE);
      KeyFile file = KeyFile.create(files, inFile * Long.BYTES, 1);
      open.add(file);
      ByteBuffer bytes = file.segments().get(0);
      grown = bytes.asLongBuffer();
    }
    parts.add(grown);
    return grown;
  }

  /** How many numbers there are. */
  public long size() {
    return size;
  }

  /** The number at a place, 0-based. */
  public long get(long index) {
    long at = index < size ? index : Long.MAX_VALUE;
    for (int i = 0; i < parts.size(); i++) {
      LongBuffer part = parts.get(i);
      if (at < part.capacity()) {
        return part.get((int) at);
      }
      at -= part.capacity();
    }
    throw new IndexOutOfBoundsException("there is no number at " + index);
  }

  /** Forgets every number and gives the disk space back; closing it twice is the same. */
  @Override
  public void close() {
    // The memory of the files must not be touched any more.
    parts.clear();
    parts.add(LongBuffer.allocate(FIRST_ROOM));
    size = 0;
    open.forEach(KeyFile::close);
    open.clear();
  }
}
