package dev.importer.error;

/** As many imports are waiting as the configuration allows; nothing was accepted. */
public final class QueueFullException extends ImporterException {

  private static final long serialVersionUID = 1L;

  /** Names the limit that was reached. */
  public QueueFullException(int limit) {
    super(limit + " imports are waiting already. Try again when some have ended.", null);
  }
}
