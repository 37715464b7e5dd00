/**
 * A row as it was parsed, {@link dev.importer.row.Row}, as it was checked, {@link
 * dev.importer.row.ValidRow}, and as a record of the application, {@link
 * dev.importer.row.TypedRow}.
 */
@NullMarked
package dev.importer.row;

import org.jspecify.annotations.NullMarked;
