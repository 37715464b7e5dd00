package dev.importer.error;

/** The same bytes were imported before in the same way, and the caller asked to refuse that. */
public final class DuplicateImportException extends ImporterException {

  private static final long serialVersionUID = 1L;

  private final long importId;

  /**
   * Names the earlier import and how it was read.
   *
   * @param schema the name of its schema
   * @param reading its format, encoding and so on, in one line for people
   */
  public DuplicateImportException(long importId, String schema, String reading) {
    super(
        "The same file was imported before in the same way, as import "
            + importId
            + " ("
            + reading
            + "; schema "
            + schema
            + "). Change how it is read, allow duplicates (on_duplicate allow), or delete that"
            + " import first.",
        null);
    this.importId = importId;
  }

  /** The id of the earlier import. */
  public long importId() {
    return importId;
  }
}
