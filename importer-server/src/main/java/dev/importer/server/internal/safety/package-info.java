/**
 * What guards a server of its own: key, host names, origins and security headers. Routes that are
 * mounted in an application are guarded by that application.
 */
@NullMarked
package dev.importer.server.internal.safety;

import org.jspecify.annotations.NullMarked;
