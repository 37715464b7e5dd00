package dev.importer.results;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which stored rows are wanted. Start with {@link #all} or {@link #ofImport} and narrow it; each
 * method gives a new query. Immutable.
 *
 * @param importId the import, or null for all imports
 * @param status only rows of this status, or null for both
 * @param text only rows whose data contains this text, without regard to ASCII case; null for all
 * @param error only failed rows that have an error of this kind; null for all
 * @param where only rows whose data has these values under these names; a truth value is compared
 *     by its text, and a number is found in every way it is written
 * @param page which part of the answers
 */
public record RecordQuery(
    @Nullable Long importId,
    @Nullable RecordStatus status,
    @Nullable String text,
    @Nullable ErrorKind error,
    Map<String, String> where,
    PageRequest page) {

  /** The most conditions that {@code where} may hold. */
  public static final int MAX_CONDITIONS = 20;

  /**
   * A kind of error, as the groups of an {@link ErrorSummary} tell them apart. At the most {@value
   * StoredRecord#MAX_ERRORS} errors of a row are looked at.
   *
   * @param code the code of the error, or null for any
   * @param rule the rule that was broken, or null for any
   * @param field the field, or the label where the schema has none; null for any
   */
  public record ErrorKind(@Nullable String code, @Nullable String rule, @Nullable String field) {

    /** Every kind. */
    public static final ErrorKind ANY = new ErrorKind(null, null, null);

    /** What a group counts. */
    public static ErrorKind of(ErrorSummary.Group group) {
      return new ErrorKind(group.code().text(), group.rule(), group.field());
    }
  }

  /** Checks the number of conditions. */
  public RecordQuery {
    if (where.size() > MAX_CONDITIONS) {
      throw new IllegalArgumentException(
          "where must not hold more than " + MAX_CONDITIONS + " conditions");
    }
    where = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(where));
  }

  /** Every row of every import. */
  public static RecordQuery all() {
    return new RecordQuery(null, null, null, null, Map.of(), PageRequest.FIRST);
  }

  /** Every row of one import, in the order of the source. */
  public static RecordQuery ofImport(long importId) {
    return new RecordQuery(importId, null, null, null, Map.of(), PageRequest.FIRST);
  }

  /** Only rows of this status. */
  public RecordQuery withStatus(RecordStatus status) {
    return new RecordQuery(importId, status, text, error, where, page);
  }

  /** Only rows whose data contains this text. */
  public RecordQuery containing(String text) {
    return new RecordQuery(importId, status, text, error, where, page);
  }

  /** Only failed rows with an error of this kind. */
  public RecordQuery withError(ErrorKind error) {
    return new RecordQuery(importId, status, text, error, where, page);
  }

  /** Only rows with this value under this name, besides the conditions there are. */
  public RecordQuery where(String name, String value) {
    Map<String, String> conditions = new LinkedHashMap<>(where);
    conditions.put(name, value);
    return new RecordQuery(importId, status, text, error, conditions, page);
  }

  /** Another part of the answers. */
  public RecordQuery withPage(PageRequest page) {
    return new RecordQuery(importId, status, text, error, where, page);
  }
}
