/** Listing, showing, cancelling, retrying and deleting imports, and what their columns hold. */
@NullMarked
package dev.importer.server.internal.imports;

import org.jspecify.annotations.NullMarked;
