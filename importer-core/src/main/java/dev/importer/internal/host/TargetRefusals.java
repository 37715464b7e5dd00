package dev.importer.internal.host;

import dev.importer.error.ImportError;

/** Is told of rows that do not go into the table, and why. */
public interface TargetRefusals {

  /**
   * Refuses a row.
   *
   * @param error the reason, with the number and the line of the row
   */
  void refuse(ImportError error);
}
