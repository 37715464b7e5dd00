/**
 * Imports and records in SQLite: {@link dev.importer.store.ImportStore} is the only way in. Every
 * SQL text of the importer is in this package, and values are always bound.
 */
@NullMarked
package dev.importer.store;

import org.jspecify.annotations.NullMarked;
