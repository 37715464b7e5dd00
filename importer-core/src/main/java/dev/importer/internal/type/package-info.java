/**
 * Text to typed values: {@link dev.importer.internal.type.Cast} for each type of Table Schema, and
 * how the values compare and are shown.
 */
@NullMarked
package dev.importer.internal.type;

import org.jspecify.annotations.NullMarked;
