/** The schemas: those that a folder holds, and the calls that show them. */
@NullMarked
package dev.importer.server.internal.schemas;

import org.jspecify.annotations.NullMarked;
