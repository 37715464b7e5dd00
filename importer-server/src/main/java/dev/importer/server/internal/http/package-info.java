/**
 * What every request passes: its address, headers and body within bounds of size and time, and the
 * problem that answers it if it fails.
 */
@NullMarked
package dev.importer.server.internal.http;

import org.jspecify.annotations.NullMarked;
