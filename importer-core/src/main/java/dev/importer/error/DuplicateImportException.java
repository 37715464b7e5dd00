package dev.importer.error;

/**
 * The same bytes were imported before under the same schema, and the caller asked to refuse that.
 */
public final class DuplicateImportException extends ImporterException {

  private static final long serialVersionUID = 1L;

  private final long importId;

  /** Names the earlier import. */
  public DuplicateImportException(long importId) {
    super(
        "The same file was imported before as import "
            + importId
            + ". Delete that import first, or allow duplicates.",
        null);
    this.importId = importId;
  }

  /** The id of the earlier import. */
  public long importId() {
    return importId;
  }
}
