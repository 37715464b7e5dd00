package dev.importer.error;

import org.jspecify.annotations.Nullable;

/** The importer is closed: it was called, or one of its handles was, after {@code close()}. */
public final class ImporterClosedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** A call that came too late. */
  public ImporterClosedException() {
    this(null);
  }

  /**
   * A call that was under way when the importer was closed.
   *
   * @param cause what it met, or null
   */
  public ImporterClosedException(@Nullable Throwable cause) {
    super("The importer is closed. Open it again.", cause);
  }
}
