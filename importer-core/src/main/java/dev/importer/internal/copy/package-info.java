/** The COPY of PostgreSQL. */
@NullMarked
package dev.importer.internal.copy;

import org.jspecify.annotations.NullMarked;
