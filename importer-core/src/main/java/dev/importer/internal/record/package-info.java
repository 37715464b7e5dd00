/**
 * A row as it is stored: {@link dev.importer.internal.record.RecordEncoder} makes its JSON, and
 * {@link dev.importer.internal.record.ErrorTally} counts what is wrong with all of them.
 */
@NullMarked
package dev.importer.internal.record;

import org.jspecify.annotations.NullMarked;
