/**
 * A schema out of a source that has none: {@link dev.importer.internal.infer.SchemaInference} looks
 * at every cell and says what its answer rests on.
 */
@NullMarked
package dev.importer.internal.infer;

import org.jspecify.annotations.NullMarked;
