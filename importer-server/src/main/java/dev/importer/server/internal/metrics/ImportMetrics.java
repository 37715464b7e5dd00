package dev.importer.server.internal.metrics;

import dev.importer.job.ImportObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times what running imports do. */
final class ImportMetrics implements ImportObserver {

  private static final Duration[] BATCHES = {
    Duration.ofMillis(10),
    Duration.ofMillis(30),
    Duration.ofMillis(100),
    Duration.ofMillis(300),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Counter validRows;
  private final Counter failedRows;
  private final Counter bytes;
  private final Timer preparing;
  private final Timer storing;

  ImportMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.validRows = rows(registry, "valid");
    this.failedRows = rows(registry, "failed");
    this.bytes =
        Counter.builder("importer.read.bytes")
            .description("Bytes of sources that were read by imports")
            .register(registry);
    this.preparing =
        Timer.builder("importer.batch.prepare")
            .description("Time to read, check and encode the rows of a batch")
            .serviceLevelObjectives(BATCHES)
            .register(registry);
    this.storing =
        Timer.builder("importer.batch.commit")
            .description("Time to store and commit a batch, with the wait for other writers")
            .serviceLevelObjectives(BATCHES)
            .register(registry);
  }

  private static Counter rows(MeterRegistry registry, String status) {
    return Counter.builder("importer.rows")
        .description("Rows that were stored by imports")
        .tag("status", status)
        .register(registry);
  }

  @Override
  public void batchStored(BatchStored batch) {
    validRows.increment(batch.rows() - batch.failed());
    failedRows.increment(batch.failed());
    bytes.increment((double) batch.bytes());
    preparing.record(batch.preparing());
    storing.record(batch.storing());
  }

  @Override
  public void importEnded(ImportEnded ended) {
    Timer.builder("importer.import")
        .description("Imports that ended here, and how long they were worked on")
        .tag("status", ended.status().text())
        .register(registry)
        .record(ended.working());
  }
}
