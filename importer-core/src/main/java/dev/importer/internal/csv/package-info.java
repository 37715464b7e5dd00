/**
 * The CSV format: text to records by one exact tokenizer, and rows to text by {@link
 * dev.importer.internal.csv.CsvLines}.
 */
@NullMarked
package dev.importer.internal.csv;

import org.jspecify.annotations.NullMarked;
