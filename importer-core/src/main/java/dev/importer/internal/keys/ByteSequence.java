package dev.importer.internal.keys;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes in the order in which they are added: any number of them, in bounded memory. The first 2
 * MiB lie on the heap, the others in files in the spool that are mapped into memory. Not
 * thread-safe. Whoever makes it closes it.
 */
public final class ByteSequence implements AutoCloseable {

  private static final int FIRST_ROOM = 1 << 10;
  private static final int MOST_ON_HEAP = 1 << 21;

  /** The room in the largest file. */
  private static final int MOST_IN_FILE = 1 << 28;

  private final KeyFiles files;
  private final int mostOnHeap;
  private final List<KeyFile> open = new ArrayList<>();
  private final List<ByteBuffer> parts = new ArrayList<>();
  private long size;

  /** An empty sequence that uses no disk before it is long. */
  public ByteSequence(KeyFiles files) {
    this(files, MOST_ON_HEAP);
  }

  /** An empty sequence with another bound, a power of two that is 1,024 or more. */
  ByteSequence(KeyFiles files, int mostOnHeap) {
    this.files = files;
    this.mostOnHeap = mostOnHeap;
    parts.add(ByteBuffer.allocate(FIRST_ROOM));
  }

  /**
   * Adds the first bytes of an array at the end.
   *
   * @throws dev.importer.error.StorageException if the spool has no space
   */
  public void add(byte[] bytes, int length) {
    int added = 0;
    while (added < length) {
      ByteBuffer last = parts.get(parts.size() - 1);
      if (!last.hasRemaining()) {
        last = grow(last);
      }
      int count = Math.min(length - added, last.remaining());
      last.put(bytes, added, count);
      added += count;
    }
    size += length;
  }

  private ByteBuffer grow(ByteBuffer full) {
    int room = 2 * full.capacity();
    ByteBuffer grown;
    if (room <= mostOnHeap) {
      grown = ByteBuffer.allocate(room).put(full.flip());
      parts.clear();
    } else {
      KeyFile file = KeyFile.create(files, Math.min(room, MOST_IN_FILE), 1);
      open.add(file);
      grown = file.segments().get(0);
    }
    parts.add(grown);
    return grown;
  }

  /** How many bytes there are. */
  public long size() {
    return size;
  }

  /** Copies the bytes from a place on, 0-based, into the beginning of an array. */
  public void get(long index, byte[] target, int length) {
    if (index < 0 || index + length > size) {
      throw new IndexOutOfBoundsException("there are no " + length + " bytes at " + index);
    }
    long at = index;
    int copied = 0;
    for (int i = 0; i < parts.size(); i++) {
      ByteBuffer part = parts.get(i);
      int capacity = part.capacity();
      if (at < capacity) {
        int count = Math.min(length - copied, capacity - (int) at);
        part.get((int) at, target, copied, count);
        copied += count;
        if (copied == length) {
          return;
        }
        at += count;
      }
      at -= capacity;
    }
  }

  /** Forgets every byte and gives the disk space back; closing it twice is the same. */
  @Override
  public void close() {
    // The memory of the files must not be touched any more.
    parts.clear();
    parts.add(ByteBuffer.allocate(FIRST_ROOM));
    size = 0;
    open.forEach(KeyFile::close);
    open.clear();
  }
}
