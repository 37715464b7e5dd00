package org.example.spring;

import dev.importer.Importer;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
public class ImporterConfiguration {

  @Bean
  public Importer importer(DataSource dataSource) {
    return Importer.builder().dataSource(dataSource).schema(PRODUCTS).build();
  }

  private static final Schema PRODUCTS =
      Schema.builder("products")
          .field(Field.string("sku").required())
          .field(Field.number("price").required().minimum(0))
          .build();
}
