package dev.importer.results;

import org.jspecify.annotations.Nullable;

/**
 * A cell that a change has changed. Values are as in {@link StoredRecord#cells}.
 *
 * @param field the field of the schema, or the label of the column where it feeds none
 * @param label the label of the column
 * @param from what it was; null if it was empty or not there
 * @param to what it became; null if it was made empty
 */
public record ChangedCell(String field, String label, @Nullable Object from, @Nullable Object to) {}
