/** Changes of stored rows: edits, replacements, what was changed, and its undoing. */
@NullMarked
package dev.importer.server.internal.changes;

import org.jspecify.annotations.NullMarked;
