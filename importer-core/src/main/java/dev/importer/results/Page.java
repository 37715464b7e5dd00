package dev.importer.results;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some of the answers to a question, and how to go on.
 *
 * @param items the answers, in order
 * @param cursor where the next page begins; null after the last answer
 * @param <T> what was asked for
 */
public record Page<T>(List<T> items, @Nullable String cursor) {

  /** How many items a page has unless the caller says otherwise. */
  public static final int DEFAULT_LIMIT = 100;

  /** The most items of a page; a larger limit counts as this one. */
  public static final int MAX_LIMIT = 1_000;

  /** The most items that an offset may pass over; a cursor goes as deep as one likes. */
  public static final int MAX_OFFSET = 100_000;

  /** The page is immutable. */
  public Page {
    items = List.copyOf(items);
  }

  /** Where the next page begins, if there is one. */
  public Optional<String> nextCursor() {
    return Optional.ofNullable(cursor);
  }
}
