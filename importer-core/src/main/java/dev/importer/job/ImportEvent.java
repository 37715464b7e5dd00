package dev.importer.job;

import dev.importer.results.StoredImport;
import java.time.Instant;
import java.util.Locale;

/**
 * Something that has become of an import, and that is committed.
 *
 * @param id the number of the event: the same for every listener and each time that it is called.
 *     Numbers grow; a later event of an import has a larger one
 * @param kind what has become of the import
 * @param at when
 * @param summary the import as it is now that the listener is called, which may be later
 */
public record ImportEvent(long id, Kind kind, Instant at, StoredImport summary) {

  /** What becomes of an import. */
  public enum Kind {
    /** It waits to be worked on, and will come to an end. */
    ACCEPTED,
    /** All its rows are stored. */
    COMPLETED,
    /** It ended without rows; {@link StoredImport#failure} says why. */
    FAILED,
    /** Somebody has stopped it; it has no rows. */
    CANCELLED,
    /** Its rows were taken out of the {@linkplain Target table of the application}. */
    UNDONE,
    /** Its rows were brought into that table again. */
    REDONE;

    /** The kind as it is written in texts, such as {@code completed}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The import. */
  public long importId() {
    return summary.id();
  }
}
