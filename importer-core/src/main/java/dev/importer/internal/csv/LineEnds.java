package dev.importer.internal.csv;

import org.jspecify.annotations.Nullable;

/** Which line ends were met between records. */
public final class LineEnds {

  private @Nullable LineEnd first;
  private boolean mixed;

  void add(LineEnd lineEnd) {
    if (first == null) {
      first = lineEnd;
    }
    mixed |= lineEnd != first;
  }

  /** Whether lines end in different ways. */
  public boolean areMixed() {
    return mixed;
  }
}
