package org.example.postgresql;

import dev.importer.Importer;
import dev.importer.job.RowBatch;
import dev.importer.row.ValidRow;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
public class ImporterConfiguration {

  private static final Schema PRODUCTS =
      Schema.builder("products")
          .field(Field.string("sku").required())
          .field(Field.number("price").required().minimum(0))
          .build();

  @Bean
  public Importer importer(DataSource dataSource) {
    return Importer.builder()
        .dataSource(dataSource)
        .schema(PRODUCTS)
        .rowHandler("products", ImporterConfiguration::insert)
        .build();
  }

  /** In the transaction in which the importer stores the same rows. */
  private static void insert(RowBatch batch) throws SQLException {
    try (PreparedStatement insert =
        batch
            .connection()
            .prepareStatement("INSERT INTO products (sku, price, import_id) VALUES (?, ?, ?)")) {
      for (ValidRow row : batch.rows()) {
        insert.setString(1, (String) row.value("sku"));
        insert.setObject(2, row.value("price"));
        insert.setLong(3, batch.importId());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
