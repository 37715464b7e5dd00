/**
 * What can be asked of stored imports, and the shapes of the answers. Values only; the store does
 * the work.
 */
@NullMarked
package dev.importer.query;

import org.jspecify.annotations.NullMarked;
