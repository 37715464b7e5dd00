/**
 * What can be wrong, in one vocabulary: {@link dev.importer.error.ErrorCode} names it, {@link
 * dev.importer.error.ImportError} places it in a row, and {@link
 * dev.importer.error.ImporterException} says that something cannot go on.
 *
 * <p>A refused row is data and never an exception.
 */
@NullMarked
package dev.importer.error;

import org.jspecify.annotations.NullMarked;
