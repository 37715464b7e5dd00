/**
 * From bytes to rows: {@link dev.importer.internal.parse.RowReader} reads CSV, JSON and NDJSON one
 * record at a time, never holds more than one record and a buffer, and accounts for every byte.
 */
@NullMarked
package dev.importer.internal.parse;

import org.jspecify.annotations.NullMarked;
