package dev.importer.query;

import java.util.Locale;

/** How far an import has got. */
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

  /** Whether nothing more will happen to the import. */
  public boolean hasEnded() {
    return this != PENDING && this != PROCESSING;
  }
}
