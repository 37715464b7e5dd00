package dev.importer.results;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a change of rows.
 *
 * @param stored the change; null if every row was already as it should be, so that nothing was
 *     changed
 * @param leftAlone the numbers of the first {@value #MOST_LEFT_ALONE} rows that could not be
 *     undone, because they were changed since
 * @param leftAloneRows how many such rows there are
 * @param summary the import as it is now
 */
public record ChangeResult(
    @Nullable StoredChange stored, List<Long> leftAlone, long leftAloneRows, StoredImport summary) {

  /** So many rows that were left alone are named. */
  public static final int MOST_LEFT_ALONE = 100;

  /** Copies the list. */
  public ChangeResult {
    leftAlone = List.copyOf(leftAlone);
  }

  /** The change; empty if nothing was changed. */
  public Optional<StoredChange> change() {
    return Optional.ofNullable(stored);
  }
}
