package dev.importer.parse;

import org.jspecify.annotations.Nullable;

/** Which line ends were met between records. */
final class LineEnds {

  private @Nullable LineEnd first;
  private boolean mixed;

  void add(LineEnd lineEnd) {
    if (first == null) {
      first = lineEnd;
    }
    mixed |= lineEnd != first;
  }

  /** Whether lines end in different ways. */
  boolean areMixed() {
    return mixed;
  }
}
