/** The server as its clients see it: a real one on a free port, over a real database. */
@NullMarked
package dev.importer.server.internal.events;

import org.jspecify.annotations.NullMarked;
