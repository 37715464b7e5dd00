/**
 * The answers: imports, rows, counts and reports, as {@link dev.importer.results.StoredImport} and
 * {@link dev.importer.results.StoredRecord}, in pages.
 *
 * <p>Only the importer makes them. They may get further components, so use the accessors and not
 * the constructors.
 */
@NullMarked
package dev.importer.results;

import org.jspecify.annotations.NullMarked;
