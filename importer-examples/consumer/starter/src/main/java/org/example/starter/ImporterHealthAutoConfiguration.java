package org.example.starter;

import dev.importer.Importer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The importer under {@code /actuator/health}; {@code management.health.importer} switches it. */
@AutoConfiguration(after = ImporterAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Importer.class)
@ConditionalOnEnabledHealthIndicator("importer")
public class ImporterHealthAutoConfiguration {

  /** Is found by its name: it is the component {@code importer}. */
  @Bean
  @ConditionalOnMissingBean(name = "importerHealthIndicator")
  public HealthIndicator importerHealthIndicator(Importer importer) {
    return new ImporterHealthIndicator(importer);
  }
}
