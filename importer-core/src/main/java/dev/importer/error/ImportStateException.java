package dev.importer.error;

/**
 * The import is not in a state that allows the call, or it was cancelled or deleted while it ran.
 */
public final class ImportStateException extends ImporterException {

  private static final long serialVersionUID = 1L;

  private final long importId;

  /** Says in a sentence which state is in the way. */
  public ImportStateException(long importId, String message) {
    super(message, null);
    this.importId = importId;
  }

  /** The import that is in the wrong state. */
  public long importId() {
    return importId;
  }
}
