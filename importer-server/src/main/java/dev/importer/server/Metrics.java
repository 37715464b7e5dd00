package dev.importer.server;

import dev.importer.Importer;
import dev.importer.job.ImportObserver;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.RequestLogger;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/** What is measured in a running server, in the form that Prometheus reads. Thread-safe. */
final class Metrics implements Handler, AutoCloseable {

  private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final ImportMetrics imports = new ImportMetrics(registry);
  private final RequestMetrics requests = new RequestMetrics(registry);
  private final DatabaseMetrics database = new DatabaseMetrics(registry);

  Metrics() {
    collections.bindTo(registry);
    List.of(
            new ClassLoaderMetrics(),
            new FileDescriptorMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
  }

  /** To be told of running imports. */
  ImportObserver imports() {
    return imports;
  }

  /** To be told of requests. */
  RequestLogger requests() {
    return requests;
  }

  /** The importer whose state is told. Call it before the first request. */
  void watch(Importer importer) {
    database.watch(importer);
  }

  @Override
  public void handle(Context ctx) {
    database.look();
    ctx.contentType(MEDIA_TYPE).result(registry.scrape());
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
