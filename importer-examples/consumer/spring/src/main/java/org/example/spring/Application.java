package org.example.spring;

import dev.importer.Importer;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application that imports once and ends; Spring Boot makes the data source and closes all. */
@SpringBootApplication
public class Application {

  /** Takes nothing: the database is that of application.properties. */
  public static void main(String[] args) {
    try (var context = SpringApplication.run(Application.class, args)) {
      Importer importer = context.getBean(Importer.class);
      var result =
          importer.load(Source.ofText("sku,price\nBK-1,9.90\nBK-2,free\n", Format.CSV));
      JdbcTemplate database = context.getBean(JdbcTemplate.class);
      System.out.println(
          "Spring Boot "
              + SpringBootVersion.getVersion()
              + ": "
              + result.counts()
              + ", busy timeout "
              + database.queryForObject("PRAGMA busy_timeout", Integer.class)
              + ", SQLite "
              + database.queryForObject("SELECT sqlite_version()", String.class)
              + ", Jackson "
              + com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION);
    }
    try (Importer own = Importer.open(Path.of("own.db"))) {
      var result = own.load(Source.ofText("name,email,age\nAnn,ann@example.com,31\n", Format.CSV));
      System.out.println("in a database of the importer's own: " + result.valid() + " stored");
    }
  }
}
