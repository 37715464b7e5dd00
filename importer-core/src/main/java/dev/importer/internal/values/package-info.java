/**
 * The different values that were refused: counted ({@link
 * dev.importer.internal.values.ErrorValueTally}), put together where they are spellings of one
 * another, and shown page by page with what they were probably meant to be.
 */
@NullMarked
package dev.importer.internal.values;

import org.jspecify.annotations.NullMarked;
