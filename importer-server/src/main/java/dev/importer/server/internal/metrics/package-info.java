/** What is measured in a running server, for Prometheus. Nothing else uses Micrometer. */
@NullMarked
package dev.importer.server.internal.metrics;

import org.jspecify.annotations.NullMarked;
