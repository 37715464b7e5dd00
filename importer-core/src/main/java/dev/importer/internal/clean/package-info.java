/**
 * What is done to cells before they are checked, where it was asked for: {@link
 * dev.importer.internal.clean.RowCleaner}.
 */
@NullMarked
package dev.importer.internal.clean;

import org.jspecify.annotations.NullMarked;
