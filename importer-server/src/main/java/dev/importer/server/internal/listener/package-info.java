/** The port of a server, and what is refused before there is a request. */
@NullMarked
package dev.importer.server.internal.listener;

import org.jspecify.annotations.NullMarked;
