/**
 * The types of Table Schema, {@link dev.importer.type.FieldType}, and the values that Java has no
 * class of its own for.
 */
@NullMarked
package dev.importer.type;

import org.jspecify.annotations.NullMarked;
