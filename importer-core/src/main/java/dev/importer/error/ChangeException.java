package dev.importer.error;

import org.jspecify.annotations.Nullable;

/** Rows of an import cannot be changed in the way that was asked for. Nothing was changed. */
public final class ChangeException extends ImporterException {

  private static final long serialVersionUID = 1L;

  /** What is in the way. */
  public enum Reason {
    /** The import has no such row. */
    UNKNOWN_ROW,
    /** The rows have no such field or column. */
    UNKNOWN_FIELD,
    /** The import has no such change. */
    UNKNOWN_CHANGE,
    /** Somebody else has changed rows of the import meanwhile. */
    CHANGED_MEANWHILE,
    /** The change is undone already, or every row of it was changed since. */
    NOTHING_TO_UNDO,
    /** A row that is to be valid again has a key that another row has now. */
    KEY_TAKEN,
    /** A row that is to be valid again is refused by a row check or a table of the host. */
    WOULD_BE_REFUSED,
    /** A valid row was given to a handler of the host, whose tables would not learn of it. */
    HANDED_OVER;

    /** The name in answers: lower-case words joined by hyphens. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;
  private final long importId;
  private final @Nullable Long rowNumber;

  /**
   * Says in a sentence what to do.
   *
   * @param rowNumber the first row that is in the way, 1-based; null if it is none of one row
   */
  public ChangeException(Reason reason, long importId, @Nullable Long rowNumber, String message) {
    super(message, null);
    this.reason = reason;
    this.importId = importId;
    this.rowNumber = rowNumber;
  }

  /** What is in the way. */
  public Reason reason() {
    return reason;
  }

  /** The import. */
  public long importId() {
    return importId;
  }

  /** The first row that is in the way, 1-based; null if it is none of one row. */
  public @Nullable Long rowNumber() {
    return rowNumber;
  }
}
