package dev.importer.error;

/** There is no import with this id, or it was deleted. */
public final class ImportNotFoundException extends ImporterException {

  private static final long serialVersionUID = 1L;

  private final long importId;

  /** Names the id that was asked for. */
  public ImportNotFoundException(long importId) {
    super("There is no import " + importId + ".", null);
    this.importId = importId;
  }

  /** The id that was asked for. */
  public long importId() {
    return importId;
  }
}
