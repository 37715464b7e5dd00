/** Looks up what rows refer to in tables of the host. */
@NullMarked
package dev.importer.internal.reference;

import org.jspecify.annotations.NullMarked;
