package dev.importer.results;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which column of files with certain labels feeds which field, as an import was told. Later imports
 * of files with these labels under the schema of this name use it if they are not told otherwise.
 * Immutable.
 *
 * @param id its number, 1 or more
 * @param schema the name of the schema
 * @param labels the labels as they stood in the file, in their order
 * @param columns the name of the field by the label of the column, or by {@code #3} for the third
 *     one; an empty name leaves the column out
 * @param importId the import that was told so; it may have been deleted since
 * @param uses how many imports were completed with it since
 * @param createdAt when that import was completed
 * @param usedAt when the last of the others was completed, or null
 */
public record RememberedMapping(
    long id,
    String schema,
    List<String> labels,
    Map<String, String> columns,
    long importId,
    long uses,
    Instant createdAt,
    @Nullable Instant usedAt) {

  /** Copies the collections, and keeps their order. */
  public RememberedMapping {
    labels = List.copyOf(labels);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}
