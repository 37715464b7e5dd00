/**
 * The bytes of a source: received into the {@link dev.importer.internal.source.Spool} or read where
 * they lie, unpacked, hashed, and decoded without a silent replacement.
 */
@NullMarked
package dev.importer.internal.source;

import org.jspecify.annotations.NullMarked;
