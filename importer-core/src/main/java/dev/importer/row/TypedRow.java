package dev.importer.row;

import dev.importer.error.ImportError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row as an application's own object, or the reasons why it is none.
 *
 * @param number the row number among the data rows, 1-based
 * @param line the physical line on which the row starts, 1-based
 * @param value the object; null if the row is refused
 * @param errors every reason for refusing the row; empty if there is a value
 * @param <T> the class of the object
 */
public record TypedRow<T>(long number, long line, @Nullable T value, List<ImportError> errors) {

  /** Whether the row keeps to the schema and there is a value. */
  public boolean isValid() {
    return errors.isEmpty();
  }

  /**
   * The object.
   *
   * @throws IllegalStateException if the row is refused; the message says why
   */
  public T require() {
    if (value == null) {
      throw new IllegalStateException(
          "row " + number + " on line " + line + " is refused: " + errors);
    }
    return value;
  }
}
