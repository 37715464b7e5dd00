/**
 * What refused values were probably meant to be: {@link dev.importer.internal.suggest.Suggester}
 * asks one {@link dev.importer.internal.suggest.Slip} after the other.
 */
@NullMarked
package dev.importer.internal.suggest;

import org.jspecify.annotations.NullMarked;
