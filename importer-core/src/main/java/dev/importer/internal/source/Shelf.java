package dev.importer.internal.source;

/**
 * Where the bytes of accepted sources lie until their imports have ended, so that whoever works on
 * an import has them, also another instance after the one that accepted it has died. Thread-safe.
 */
public interface Shelf {

  /**
   * Keeps the bytes of a source that is about to be accepted; when the call returns, they survive
   * the end of this instance.
   */
  void keep(Content content);

  /** The bytes of an accepted source in a file that can be read here. */
  Content fetch(Content content);

  /** Whether the bytes of a source are still there. */
  boolean has(Content content);

  /** Removes the bytes of a source that nobody needs any more, unless they are somebody else's. */
  void drop(Content content);
}
