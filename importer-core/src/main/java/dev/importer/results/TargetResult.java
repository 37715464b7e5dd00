package dev.importer.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the valid rows of a completed import have become in a table of the application.
 *
 * @param target the name of the target
 * @param table the name of the table
 * @param inserted how many rows were added
 * @param updated how many rows of the table were changed
 * @param unchanged how many rows of the table held all of it already
 * @param skipped how many rows of the table were left as they are
 * @param undoneAt when the import was undone in the table; null if it was not
 */
public record TargetResult(
    String target,
    String table,
    long inserted,
    long updated,
    long unchanged,
    long skipped,
    @Nullable Instant undoneAt) {}
