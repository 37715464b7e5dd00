package org.example.starter;

import dev.importer.Importer;
import dev.importer.job.ImportListener;
import dev.importer.job.ImportObserver;
import dev.importer.job.RowCheck;
import dev.importer.job.RowHandler;
import dev.importer.job.Target;
import dev.importer.schema.Schema;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;

/**
 * An importer on the data source of the application. It has the schemas and targets of the
 * properties, and all beans that are row handlers, row checks, targets or listeners, by the names
 * of the beans.
 *
 * <p>The importer is made after these beans. So a listener that needs the importer asks for an
 * {@code ObjectProvider<Importer>}.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties(ImporterProperties.class)
public class ImporterAutoConfiguration {

  /** Made when the tables of the application are there, and closed before its data source is. */
  @Bean
  @ConditionalOnSingleCandidate(DataSource.class)
  @ConditionalOnMissingBean
  @DependsOnDatabaseInitialization
  public Importer importer(
      DataSource dataSource,
      ImporterProperties properties,
      ListableBeanFactory beans,
      ResourceLoader loader)
      throws IOException {
    Importer.Builder builder = Importer.builder().dataSource(dataSource);
    PropertyMapper map = PropertyMapper.get();
    map.from(properties::batchSize).to(builder::batchSize);
    map.from(properties::workers).to(builder::workers);
    map.from(properties::keepForRetry).to(builder::keepForRetry);
    map.from(properties::tablePrefix).to(builder::tablePrefix);
    JsonFiles files = new JsonFiles(loader);
    addSchemas(builder, files.at(properties.schemaLocations()), properties.defaultSchema());
    files.at(properties.targetLocations()).forEach(builder::target);
    beans.getBeansOfType(Target.class).forEach(builder::target);
    beans.getBeansOfType(RowHandler.class).forEach(builder::rowHandler);
    beans.getBeansOfType(RowCheck.class).forEach(builder::rowCheck);
    beans.getBeansOfType(ImportListener.class).forEach(builder::listener);
    beans.getBeanProvider(ImportObserver.class).orderedStream().forEach(builder::observer);
    beans
        .getBeanProvider(ImporterCustomizer.class)
        .orderedStream()
        .forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }

  private static void addSchemas(
      Importer.Builder builder, Map<String, String> texts, @Nullable String defaultSchema) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(Schema.USERS.name(), Schema.USERS);
    schemas.put(Schema.NONE.name(), Schema.NONE);
    texts.forEach((name, json) -> schemas.put(name, Schema.parse(name, json)));
    schemas.values().forEach(builder::addSchema);
    if (defaultSchema != null) {
      Schema named = schemas.get(defaultSchema);
      if (named == null) {
        throw new IllegalStateException(
            "importer.default-schema is '"
                + defaultSchema
                + "', but the schemas are "
                + schemas.keySet()
                + ".");
      }
      builder.schema(named);
    }
  }
}
