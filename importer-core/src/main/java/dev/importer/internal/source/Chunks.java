package dev.importer.internal.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files in pieces, at a place that all servers share that work on one database. Each file is
 * written once, from its first piece to its last. Thread-safe.
 */
public interface Chunks {

  /** How large each piece but the last one of a file is. */
  int BYTES = 1 << 20;

  /**
   * Stores a piece.
   *
   * @param number how many pieces come before it
   */
  void put(String file, int number, byte[] bytes);

  /** A piece; null if the file has not so many, or does not exist. */
  byte @Nullable [] get(String file, int number);

  /** Whether there is a file of this name. */
  boolean has(String file);

  /** Removes a file, if it is there. */
  void delete(String file);

  /** The names of all files. */
  List<String> files();
}
