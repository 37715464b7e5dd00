package dev.importer.results;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. Immutable.
 *
 * @param limit the most items wanted, 1 or more; above {@value Page#MAX_LIMIT} counts as that
 * @param cursor where to begin, from {@link Page#nextCursor}; null for the beginning. Its cost does
 *     not grow with the depth
 * @param offset how many items to pass over, 0 to {@value Page#MAX_OFFSET}; each costs time
 */
public record PageRequest(int limit, @Nullable String cursor, int offset) {

  /** The first page of the usual size. */
  public static final PageRequest FIRST = new PageRequest(Page.DEFAULT_LIMIT, null, 0);

  /** Checks the numbers and names the one that is out of range. */
  public PageRequest {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, but is " + limit);
    }
    if (offset < 0 || offset > Page.MAX_OFFSET) {
      throw new IllegalArgumentException(
          "offset must be 0 to " + Page.MAX_OFFSET + ", but is " + offset + "; use a cursor");
    }
    limit = Math.min(limit, Page.MAX_LIMIT);
  }

  /** A first page of this many items. */
  public static PageRequest ofLimit(int limit) {
    return new PageRequest(limit, null, 0);
  }

  /** The page that begins at a cursor, of the same size. */
  public PageRequest at(String cursor) {
    return new PageRequest(limit, cursor, 0);
  }
}
