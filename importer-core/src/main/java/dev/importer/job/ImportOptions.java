package dev.importer.job;

import dev.importer.source.QuoteRepair;
import org.jspecify.annotations.Nullable;

/**
 * How one import differs from the usual. Immutable.
 *
 * @param schema the name of the schema, or null for that of the importer
 * @param onDuplicate what to do if the same bytes were imported before
 * @param maxErrors how many rows may be refused before the import fails with {@code
 *     too-many-errors}; 0 or more, {@link Long#MAX_VALUE} for any number
 * @param repair what becomes of CSV records whose quotes do not add up
 */
public record ImportOptions(
    @Nullable String schema, OnDuplicate onDuplicate, long maxErrors, QuoteRepair repair) {

  /** What happens to a source whose bytes were imported before under the same schema. */
  public enum OnDuplicate {
    /** The earlier import is the answer. */
    RETURN_EXISTING,
    /** The call throws {@link dev.importer.error.DuplicateImportException}. */
    REFUSE,
    /** It is imported once more. */
    ALLOW
  }

  /**
   * The schema of the importer, an earlier import for a duplicate, any number of refused rows,
   * nothing repaired.
   */
  public static final ImportOptions DEFAULT =
      new ImportOptions(null, OnDuplicate.RETURN_EXISTING, Long.MAX_VALUE, QuoteRepair.OFF);

  /** Checks that the number is not negative. */
  public ImportOptions {
    if (maxErrors < 0) {
      throw new IllegalArgumentException("maxErrors must not be negative, but is " + maxErrors);
    }
  }

  /** These options with a schema of the importer, by name. */
  public ImportOptions withSchema(String name) {
    return new ImportOptions(name, onDuplicate, maxErrors, repair);
  }

  /** These options with another answer to duplicates. */
  public ImportOptions withOnDuplicate(OnDuplicate choice) {
    return new ImportOptions(schema, choice, maxErrors, repair);
  }

  /** These options with a bound on refused rows. */
  public ImportOptions withMaxErrors(long rows) {
    return new ImportOptions(schema, onDuplicate, rows, repair);
  }

  /** These options with another way to treat quotes that do not add up. */
  public ImportOptions withRepair(QuoteRepair choice) {
    return new ImportOptions(schema, onDuplicate, maxErrors, choice);
  }
}
