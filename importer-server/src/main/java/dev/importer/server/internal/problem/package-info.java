/**
 * Why a request was refused, as problem details (RFC 9457): {@link
 * dev.importer.server.internal.problem.Problems} finds the one for a failure.
 */
@NullMarked
package dev.importer.server.internal.problem;

import org.jspecify.annotations.NullMarked;
