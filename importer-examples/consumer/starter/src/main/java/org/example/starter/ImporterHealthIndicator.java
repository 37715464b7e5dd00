package org.example.starter;

import dev.importer.Importer;
import dev.importer.results.DatabaseProduct;
import dev.importer.results.Statistics;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up as long as the database answers. A failed import does not make it go down: it says something
 * about its file.
 */
final class ImporterHealthIndicator extends AbstractHealthIndicator {

  private final Importer importer;

  ImporterHealthIndicator(Importer importer) {
    super("The database of the importer does not answer.");
    this.importer = importer;
  }

  /** Whatever this throws is reported as down, with its message. */
  @Override
  protected void doHealthCheck(Health.Builder health) {
    importer.operations().requireDatabaseInPlace();
    DatabaseProduct product = importer.operations().databaseProduct();
    Statistics statistics = importer.results().statistics();
    health
        .up()
        .withDetail("product", product.name() + " " + product.version())
        .withDetail("running", statistics.processingImports())
        .withDetail("waiting", statistics.pendingImports());
  }
}
