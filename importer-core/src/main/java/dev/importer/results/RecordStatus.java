package dev.importer.results;

import java.util.Locale;

/** Whether a stored row keeps to the schema. */
public enum RecordStatus {
  /** Typed values are stored. */
  VALID,
  /** The raw row is stored beside its errors. */
  FAILED;

  /** The name in answers and in the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RecordStatus of(String text) {
    for (RecordStatus status : values()) {
      if (status.text().equals(text)) {
        return status;
      }
    }
    throw new IllegalArgumentException("status must be 'valid' or 'failed', but is '" + text + "'");
  }
}
