package dev.importer.results;

import org.jspecify.annotations.Nullable;

/**
 * Which imports are wanted. Start with {@link #all} and narrow it; each method gives a new query.
 * Immutable.
 *
 * @param status only imports of this status, or null for all
 * @param text only imports whose file name contains this text, without regard to ASCII case; null
 *     for all
 * @param page which part of the answers
 */
public record ImportQuery(@Nullable ImportStatus status, @Nullable String text, PageRequest page) {

  /** Every import. */
  public static ImportQuery all() {
    return new ImportQuery(null, null, PageRequest.FIRST);
  }

  /** Only imports of this status. */
  public ImportQuery withStatus(ImportStatus status) {
    return new ImportQuery(status, text, page);
  }

  /** Only imports whose file name contains this text. */
  public ImportQuery named(String text) {
    return new ImportQuery(status, text, page);
  }

  /** Another part of the answers. */
  public ImportQuery withPage(PageRequest page) {
    return new ImportQuery(status, text, page);
  }
}
