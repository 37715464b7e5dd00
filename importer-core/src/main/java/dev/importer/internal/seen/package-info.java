/** Which rows of a source completed imports hold already. */
@NullMarked
package dev.importer.internal.seen;

import org.jspecify.annotations.NullMarked;
