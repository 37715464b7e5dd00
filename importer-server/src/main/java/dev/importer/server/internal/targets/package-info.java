/** Tables of the application that rows go into. */
@NullMarked
package dev.importer.server.internal.targets;

import org.jspecify.annotations.NullMarked;
