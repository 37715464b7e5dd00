/**
 * The library behind HTTP. {@link dev.importer.server.ImporterServer} is the server as an object,
 * and {@link dev.importer.server.ImporterRoutes} the routes for a Javalin application of one's own.
 *
 * <p>Nothing here decides about imports: handlers translate requests into calls of {@link
 * dev.importer.Importer} and results into answers; whatever goes wrong becomes a {@code Problem}.
 */
@NullMarked
package dev.importer.server;

import org.jspecify.annotations.NullMarked;
