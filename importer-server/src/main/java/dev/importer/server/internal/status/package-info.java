/** How the server is: its health, and counts over all imports. */
@NullMarked
package dev.importer.server.internal.status;

import org.jspecify.annotations.NullMarked;
