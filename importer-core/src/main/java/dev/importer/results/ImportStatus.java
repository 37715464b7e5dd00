package dev.importer.results;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How far an import has got.
 *
 * <pre>
 *            accepted
 *               |
 *               v      a worker takes it
 *            PENDING ---------------------&gt; PROCESSING ---&gt; COMPLETED
 *             ^ ^ |  &lt;---------------------  |   |
 *             | | |   its process stops      |   v
 *             | | |                          |  FAILED
 *             | | +----&gt; CANCELLED &lt;---------+   |
 *             | |            |                   |
 *             | +------------+ tried again       |
 *             +----------------------------------+
 * </pre>
 *
 * <p>An import can be deleted in every state; after that it is in no answer.
 */
public enum ImportStatus {
  /** Accepted and waiting for a worker. */
  PENDING,
  /** Being read and stored. */
  PROCESSING,
  /** Every row of the source is stored. */
  COMPLETED,
  /** The source cannot be used; none of its rows stay. */
  FAILED,
  /** Stopped on request; none of its rows stay. */
  CANCELLED;

  /** The name in answers and in the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of this name. */
  public static ImportStatus of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing more will happen to the import unless somebody asks for it. */
  public boolean hasEnded() {
    return this != PENDING && this != PROCESSING;
  }

  /** Whether none of its rows stay: they are in no answer, and leave the disk. */
  public boolean leavesNoRows() {
    return this == FAILED || this == CANCELLED;
  }

  /** What an import in this state may become next. */
  public Set<ImportStatus> next() {
    return switch (this) {
      case PENDING -> EnumSet.of(PROCESSING, CANCELLED);
      case PROCESSING -> EnumSet.of(PENDING, COMPLETED, FAILED, CANCELLED);
      case COMPLETED -> EnumSet.noneOf(ImportStatus.class);
      case FAILED, CANCELLED -> EnumSet.of(PENDING);
    };
  }
}
