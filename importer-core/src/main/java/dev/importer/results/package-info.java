/**
 * The answers: imports, rows, counts and reports, as {@link dev.importer.results.StoredImport} and
 * {@link dev.importer.results.StoredRecord}, in pages; and what can be asked, as {@link
 * dev.importer.results.RecordQuery}.
 *
 * <p>Only the importer makes answers. They may get further components, so use the accessors and not
 * the constructors; begin a query with its factory.
 */
@NullMarked
package dev.importer.results;

import org.jspecify.annotations.NullMarked;
