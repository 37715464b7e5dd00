/**
 * The database: all SQL of the project. {@link dev.importer.internal.store.ImportStore} holds the
 * transitions of an import, each guarded by its status and its owner.
 */
@NullMarked
package dev.importer.internal.store;

import org.jspecify.annotations.NullMarked;
