package dev.importer.job;

import dev.importer.source.QuoteRepair;
import org.jspecify.annotations.Nullable;

/**
 * How one import differs from the usual. Immutable.
 *
 * @param schema the name of the schema, or null for that of the importer
 * @param onDuplicate what to do if the same bytes were imported before
 * @param maxErrors how many rows may be refused before the import fails with {@code
 *     too-many-errors}, or with {@code refused-row} if it is {@link ErrorLimit#STRICT}
 * @param repair what becomes of CSV records whose quotes do not add up
 * @param severities which faults of rows are only warned of
 * @param handler the name of the handler of the importer that takes the valid rows, or null
 */
public record ImportOptions(
    @Nullable String schema,
    OnDuplicate onDuplicate,
    ErrorLimit maxErrors,
    QuoteRepair repair,
    Severities severities,
    @Nullable String handler) {

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
   * nothing repaired, every fault an error, no handler.
   */
  public static final ImportOptions DEFAULT =
      new ImportOptions(
          null,
          OnDuplicate.RETURN_EXISTING,
          ErrorLimit.ANY,
          QuoteRepair.OFF,
          Severities.DEFAULT,
          null);

  /** These options with a schema of the importer, by name. */
  public ImportOptions withSchema(String name) {
    return new ImportOptions(name, onDuplicate, maxErrors, repair, severities, handler);
  }

  /** These options with another answer to duplicates. */
  public ImportOptions withOnDuplicate(OnDuplicate choice) {
    return new ImportOptions(schema, choice, maxErrors, repair, severities, handler);
  }

  /**
   * These options with a bound on refused rows.
   *
   * @param rows 0 or more
   */
  public ImportOptions withMaxErrors(long rows) {
    return withMaxErrors(ErrorLimit.rows(rows));
  }

  /** These options with a bound on refused rows: a number, a share, or none at all. */
  public ImportOptions withMaxErrors(ErrorLimit limit) {
    return new ImportOptions(schema, onDuplicate, limit, repair, severities, handler);
  }

  /**
   * These options with another severity for a fault.
   *
   * @param fault {@code extra-cell}, {@code missing-cell}, {@code constraint-error} or, for one
   *     rule of the last, for example {@code constraint-error.maxLength}
   * @throws IllegalArgumentException if no severity can be chosen for it; the message says why
   */
  public ImportOptions withSeverity(String fault, Severities.Level level) {
    return withSeverities(severities.with(fault, level));
  }

  /** These options with other severities. */
  public ImportOptions withSeverities(Severities choice) {
    return new ImportOptions(schema, onDuplicate, maxErrors, repair, choice, handler);
  }

  /** These options with a handler of the importer, by name, that takes the valid rows. */
  public ImportOptions withHandler(String name) {
    return new ImportOptions(schema, onDuplicate, maxErrors, repair, severities, name);
  }

  /** These options with another way to treat quotes that do not add up. */
  public ImportOptions withRepair(QuoteRepair choice) {
    return new ImportOptions(schema, onDuplicate, maxErrors, choice, severities, handler);
  }
}
