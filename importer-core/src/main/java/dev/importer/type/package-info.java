/**
 * What the cells of a field may be: the types of Table Schema, how text becomes a value of each,
 * and how such values compare. {@link dev.importer.type.Cast} is the way in.
 */
@NullMarked
package dev.importer.type;

import org.jspecify.annotations.NullMarked;
