package dev.importer.row;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cells of one stored row that are to hold something else.
 *
 * <pre>{@code RowEdit.of(7).set("email", "bob@example.com").set("age", null)}</pre>
 *
 * @param rowNumber the number of the row in its import, 1-based
 * @param cells the new values by the name of a field or the label of a column; null empties a cell.
 *     Texts are read as those of a file are; in rows that came from JSON, numbers ({@link Long},
 *     {@link java.math.BigInteger}, {@link java.math.BigDecimal}) and {@link Boolean} may be given
 *     as well
 */
public record RowEdit(long rowNumber, Map<String, @Nullable Object> cells) {

  /** Copies the map. */
  public RowEdit {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /** An edit of no cell yet. */
  public static RowEdit of(long rowNumber) {
    return new RowEdit(rowNumber, Map.of());
  }

  /** This edit with another cell; for many cells there is {@link #builder}. */
  public RowEdit set(String name, @Nullable Object value) {
    Builder more = builder(rowNumber);
    cells.forEach(more::set);
    return more.set(name, value).build();
  }

  /** Begins an edit of many cells. */
  public static Builder builder(long rowNumber) {
    return new Builder(rowNumber);
  }

  /** Gathers cells. Not thread-safe. */
  public static final class Builder {

    private final long rowNumber;
    private final Map<String, @Nullable Object> cells = new LinkedHashMap<>();

    private Builder(long rowNumber) {
      this.rowNumber = rowNumber;
    }

    /** Adds a cell; of two of one name the later counts. */
    public Builder set(String name, @Nullable Object value) {
      cells.put(name, value);
      return this;
    }

    /** The edit. */
    public RowEdit build() {
      return new RowEdit(rowNumber, cells);
    }
  }
}
