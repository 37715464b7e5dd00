/**
 * The answers as JSON, for the HTTP interface and the command line alike; {@link
 * dev.importer.server.internal.json.AnswerJson} lists them.
 */
@NullMarked
package dev.importer.server.internal.json;

import org.jspecify.annotations.NullMarked;
