package org.example.postgresql;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.source.Format;
import dev.importer.source.Source;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application that imports twice and ends; Spring Boot makes the data source and closes all. */
@SpringBootApplication
public class Application {

  private static final ImportOptions TO_PRODUCTS = ImportOptions.DEFAULT.withHandler("products");

  /** Takes nothing: the database is that of the property spring.datasource.url. */
  public static void main(String[] args) {
    if ("none".equals(System.getProperty("spring.datasource.url"))) {
      System.out.println("not run: no PostgreSQL is named");
      return;
    }
    try (var context = SpringApplication.run(Application.class, args)) {
      Importer importer = context.getBean(Importer.class);
      JdbcTemplate database = context.getBean(JdbcTemplate.class);
      var result = importer.load(csv("sku,price\nBK-1,9.90\nBK-2,free\nBK-3,3\n"), TO_PRODUCTS);
      System.out.println(
          "Spring Boot "
              + SpringBootVersion.getVersion()
              + " on "
              + importer.operations().databaseProduct().name()
              + ": "
              + result.counts()
              + ", "
              + count(database, "SELECT count(*) FROM products")
              + " in the application's own table");
      try {
        // The primary key of the application's table refuses the second row, and so all of them.
        importer.load(csv("sku,price\nBK-4,5\nBK-1,6\n"), TO_PRODUCTS);
      } catch (SourceException e) {
        System.out.println(
            "refused by the table: "
                + e.code().text()
                + ", "
                + count(database, "SELECT count(*) FROM products WHERE sku = 'BK-4'")
                + " of its rows there, and "
                + count(database, "SELECT count(*) FROM importer_records WHERE import_id <> 1")
                + " among the importer's");
      }
    }
  }

  private static Source csv(String text) {
    return Source.ofText(text, Format.CSV);
  }

  private static Long count(JdbcTemplate database, String query) {
    return database.queryForObject(query, Long.class);
  }
}
