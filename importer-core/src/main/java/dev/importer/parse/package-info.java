/**
 * From bytes to rows: {@link dev.importer.parse.RowReader} reads CSV, JSON and NDJSON one record at
 * a time and never holds more than one record and a buffer.
 *
 * <p>CSV goes through a fast engine whose every record is compared with its raw text; from the
 * first record that does not add up an exact tokenizer goes on.
 */
@NullMarked
package dev.importer.parse;

import org.jspecify.annotations.NullMarked;
