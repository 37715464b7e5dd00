/**
 * Rows against a schema: {@link dev.importer.internal.check.RowValidator} gives typed values or
 * every reason why there are none.
 */
@NullMarked
package dev.importer.internal.check;

import org.jspecify.annotations.NullMarked;
