package org.example.starter;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The numbers of the importer among the metrics of the application, if it has any. */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure"
            + ".CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public class ImporterMetricsAutoConfiguration {

  /** An observer, which the importer takes as it takes those of the application. */
  @Bean
  @ConditionalOnMissingBean
  public ImporterMetrics importerMetrics(MeterRegistry registry) {
    return new ImporterMetrics(registry);
  }
}
