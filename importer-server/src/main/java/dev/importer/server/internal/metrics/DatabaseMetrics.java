package dev.importer.server.internal.metrics;

import dev.importer.Importer;
import dev.importer.error.StorageException;
import dev.importer.results.ConnectionUse;
import dev.importer.results.DatabaseProduct;
import dev.importer.results.Statistics;
import dev.importer.server.internal.status.Age;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the database holds and how it is used. It is asked once for each time that the metrics are
 * read; where it does not answer, only that is told.
 */
final class DatabaseMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseMetrics.class);

  /** What was seen at one moment; null is what the database did not tell. */
  private record Look(
      @Nullable Statistics statistics,
      @Nullable Duration oldestWait,
      double instances,
      ConnectionUse connections) {

    static final Look NONE = new Look(null, null, Double.NaN, new ConnectionUse(0, 0, 0, 0));

    double of(ToDoubleFunction<Statistics> number) {
      return statistics == null ? Double.NaN : number.applyAsDouble(statistics);
    }
  }

  private final MeterRegistry registry;
  private volatile @Nullable Importer importer;
  private volatile Look last = Look.NONE;

  DatabaseMetrics(MeterRegistry registry) {
    this.registry = registry;
    imports(registry, "pending", Statistics::pendingImports);
    imports(registry, "processing", Statistics::processingImports);
    imports(registry, "completed", Statistics::completedImports);
    imports(registry, "failed", Statistics::failedImports);
    imports(registry, "cancelled", Statistics::cancelledImports);
    gauge(
        registry,
        "importer.database.up",
        "1 if the database answers, otherwise 0",
        look -> look.statistics() == null ? 0 : 1);
    gauge(
        registry,
        "importer.database.bytes",
        "The size of the database",
        look -> look.of(Statistics::databaseSizeBytes));
    gauge(
        registry,
        "importer.instances",
        "Servers and other programs that have the database open",
        Look::instances);
    gauge(
        registry,
        "importer.queue.depth",
        "Imports that wait for a worker",
        look -> look.of(Statistics::pendingImports));
    gauge(
        registry,
        "importer.queue.oldest.seconds",
        "How long the oldest of them has waited; 0 if none waits",
        look -> look.oldestWait() == null ? 0 : look.oldestWait().toMillis() / 1e3);
    connections(registry, "open", ConnectionUse::readers);
    connections(registry, "used", ConnectionUse::readersInUse);
    waiting(registry, "read", ConnectionUse::waitingToRead);
    waiting(registry, "write", ConnectionUse::waitingToWrite);
  }

  void watch(Importer watched) {
    DatabaseProduct product = watched.operations().databaseProduct();
    Gauge.builder("importer.database.product", () -> 1)
        .description("Always 1; the labels say which product answers")
        .tag("name", product.name())
        .tag("version", product.version())
        .register(registry);
    importer = watched;
  }

  /** Looks now; what was seen stays until the next look. */
  void look() {
    Importer watched = importer;
    if (watched == null) {
      return;
    }
    ConnectionUse connections = watched.operations().connectionUse();
    try {
      Duration oldestWait =
          watched
              .operations()
              .oldestPending()
              .map(since -> Age.of(since, Instant.now()))
              .orElse(Duration.ZERO);
      last =
          new Look(
              watched.results().statistics(),
              oldestWait,
              watched.operations().runningInstances(),
              connections);
    } catch (StorageException e) {
      LOG.warn("The database does not answer", e);
      last = new Look(null, null, Double.NaN, connections);
    }
  }

  private void imports(MeterRegistry registry, String status, ToDoubleFunction<Statistics> number) {
    Gauge.builder("importer.imports", () -> last.of(number))
        .description("Imports in the database")
        .tag("status", status)
        .register(registry);
  }

  private void connections(
      MeterRegistry registry, String state, ToDoubleFunction<ConnectionUse> number) {
    Gauge.builder("importer.pool.connections", () -> number.applyAsDouble(last.connections()))
        .description("Connections to the database; with SQLite, those for reading")
        .tag("state", state)
        .register(registry);
  }

  private void waiting(
      MeterRegistry registry, String purpose, ToDoubleFunction<ConnectionUse> number) {
    Gauge.builder("importer.pool.waiting", () -> number.applyAsDouble(last.connections()))
        .description("Threads that wait until they may read or write")
        .tag("purpose", purpose)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, String description, ToDoubleFunction<Look> number) {
    Gauge.builder(name, () -> number.applyAsDouble(last))
        .description(description)
        .register(registry);
  }
}
