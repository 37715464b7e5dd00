/** Rows on their way into tables of the application: by SQL, many at once. */
@NullMarked
package dev.importer.internal.host;

import org.jspecify.annotations.NullMarked;
