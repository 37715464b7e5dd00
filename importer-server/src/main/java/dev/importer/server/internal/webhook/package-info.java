/** Tells another system over HTTP what becomes of imports. */
@NullMarked
package dev.importer.server.internal.webhook;

import org.jspecify.annotations.NullMarked;
