package org.example.starter;

import dev.importer.job.ImportObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Counts and times what imports do: {@code importer.rows} by status, {@code importer.read.bytes},
 * {@code importer.batch.commit}, and {@code importer.import} by how they ended.
 */
public final class ImporterMetrics implements ImportObserver {

  private final MeterRegistry registry;
  private final Counter valid;
  private final Counter refused;
  private final Counter bytes;
  private final Timer commit;

  ImporterMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.valid = registry.counter("importer.rows", "status", "valid");
    this.refused = registry.counter("importer.rows", "status", "failed");
    this.bytes = registry.counter("importer.read.bytes");
    this.commit = registry.timer("importer.batch.commit");
  }

  @Override
  public void batchStored(BatchStored batch) {
    valid.increment(batch.rows() - batch.failed());
    refused.increment(batch.failed());
    bytes.increment(batch.bytes());
    commit.record(batch.storing());
  }

  @Override
  public void importEnded(ImportEnded ended) {
    registry.timer("importer.import", "status", ended.status().text()).record(ended.working());
  }
}
