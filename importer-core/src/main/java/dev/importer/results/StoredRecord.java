package dev.importer.results;

import dev.importer.error.ImportError;
import dev.importer.row.CellChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stored row.
 *
 * @param id its number: the id of the import, followed by nine digits of row number
 * @param importId the import it belongs to
 * @param rowNumber its number among the data rows of the source, 1-based
 * @param lineNumber the physical line on which it starts, 1-based
 * @param dataJson a JSON object: typed values by field if the row is valid, the raw cells by label
 *     if it is failed
 * @param status whether it keeps to the schema
 * @param errorMessage every reason in one line for people; null if it is valid
 * @param errorsJson a JSON array of every reason for programs; {@code []} if it is valid
 * @param changesJson a JSON array of every cell that was changed, by cleaning before the check or
 *     by somebody after the import, with what the source said; {@code []} if none was
 * @param createdAt when it was stored
 */
public record StoredRecord(
    long id,
    long importId,
    long rowNumber,
    long lineNumber,
    String dataJson,
    RecordStatus status,
    @Nullable String errorMessage,
    String errorsJson,
    String changesJson,
    Instant createdAt) {

  /**
   * The most errors of a row that are stored one by one. Behind them stands one with the code
   * {@code more-errors}, which says how many there are besides and, in {@link #errorsJson} under
   * {@code more}, of which kinds.
   */
  public static final int MAX_ERRORS = 100;

  /**
   * A row as it would be stored.
   *
   * @param rowNumber its number among the data rows of the source, 1-based
   * @param lineNumber the physical line on which it starts, 1-based
   * @param dataJson as {@link StoredRecord#dataJson}
   * @param status whether it keeps to the schema
   * @param errorMessage every reason in one line for people; null if it is valid
   * @param errorsJson as {@link StoredRecord#errorsJson}
   * @param changesJson as {@link StoredRecord#changesJson}
   */
  public record Draft(
      long rowNumber,
      long lineNumber,
      String dataJson,
      RecordStatus status,
      @Nullable String errorMessage,
      String errorsJson,
      String changesJson) {

    /** As {@link StoredRecord#data}. */
    public Map<String, @Nullable Object> data() {
      return StoredJson.data(dataJson);
    }

    /** As {@link StoredRecord#cells}. */
    public Map<String, @Nullable Object> cells() {
      return StoredJson.cells(dataJson);
    }

    /** As {@link StoredRecord#errors}. */
    public List<ImportError> errors() {
      return StoredJson.errors(errorsJson);
    }

    /** As {@link StoredRecord#changes}. */
    public List<CellChange> changes() {
      return StoredJson.changes(changesJson);
    }
  }

  /**
   * The data as Java values: {@link String}, {@link Integer}, {@link Long}, {@link
   * java.math.BigInteger}, {@link java.math.BigDecimal}, {@link Boolean}, {@link java.util.List},
   * {@link Map} or null, by name.
   */
  public Map<String, @Nullable Object> data() {
    return StoredJson.data(dataJson);
  }

  /**
   * The data as cells by name: {@link String}, {@link Long}, {@link java.math.BigInteger}, {@link
   * java.math.BigDecimal}, {@link Boolean}, {@link dev.importer.row.JsonText} for what is nested,
   * or null.
   */
  public Map<String, @Nullable Object> cells() {
    return cellsOf(dataJson);
  }

  /**
   * The members of a JSON object as cells by name, see {@link #cells}.
   *
   * @param json a well-formed JSON object
   * @throws IllegalArgumentException if a member stands twice
   */
  public static Map<String, @Nullable Object> cellsOf(String json) {
    return StoredJson.cells(json);
  }

  /** Every reason for programs; empty if the row is valid. */
  public List<ImportError> errors() {
    return StoredJson.errors(errorsJson);
  }

  /** Every cell that was changed, before the check or later, with what the source said. */
  public List<CellChange> changes() {
    return StoredJson.changes(changesJson);
  }

  /** Every reason in one line, if the row is failed. */
  public Optional<String> error() {
    return Optional.ofNullable(errorMessage);
  }
}
