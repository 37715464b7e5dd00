package dev.importer.server.internal.metrics;

import io.javalin.http.Context;
import io.javalin.http.RequestLogger;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times requests by method, route and status. No label comes from the request itself, so
 * that nobody can make their number grow.
 */
final class RequestMetrics implements RequestLogger {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** For what has no route: files of the page, unknown paths, and whoever is refused before. */
  private static final String NO_ROUTE = "none";

  private final MeterRegistry registry;

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void handle(Context ctx, Float millis) {
    String method = ctx.req().getMethod();
    @Nullable Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
    Timer.builder("http.server.requests")
        .description("Requests, and how long it took to answer them")
        .tag("method", METHODS.contains(method) ? method : "other")
        .tag("route", matched == null ? NO_ROUTE : matched.path)
        .tag("status", Integer.toString(ctx.statusCode()))
        .register(registry)
        .record(Duration.ofNanos((long) (millis * 1_000_000.0)));
  }
}
