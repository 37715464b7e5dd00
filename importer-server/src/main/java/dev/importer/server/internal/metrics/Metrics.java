package dev.importer.server.internal.metrics;

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
import org.jspecify.annotations.Nullable;

/** What is measured in a running server, in the form that Prometheus reads. Thread-safe. */
public final class Metrics implements Handler, AutoCloseable {

  private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ImportMetrics imports = new ImportMetrics(registry);
  private final RequestMetrics requests = new RequestMetrics(registry);
  private final DatabaseMetrics database = new DatabaseMetrics(registry);

  private @Nullable JvmGcMetrics collections;

  /** To be told of running imports. */
  public ImportObserver imports() {
    return imports;
  }

  /** To be told of requests. */
  public RequestLogger requests() {
    return requests;
  }

  /** The importer whose state is told. Call it before the first request. */
  public void watch(Importer importer) {
    database.watch(importer);
  }

  @Override
  public void handle(Context ctx) {
    watchProcess();
    database.look();
    ctx.contentType(MEDIA_TYPE).result(registry.scrape());
  }

  /** Begins with the first question, so that the start of the server does not wait for it. */
  private synchronized void watchProcess() {
    if (collections == null) {
      collections = new JvmGcMetrics();
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
  }

  @Override
  public synchronized void close() {
    if (collections != null) {
      collections.close();
    }
    registry.close();
  }
}
