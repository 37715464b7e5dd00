/**
 * A schema out of a source that has none: {@link dev.importer.infer.Inference} looks at every cell
 * and says what its answer rests on.
 */
@NullMarked
package dev.importer.infer;

import org.jspecify.annotations.NullMarked;
