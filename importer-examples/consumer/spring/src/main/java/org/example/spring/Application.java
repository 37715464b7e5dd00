package org.example.spring;

import dev.importer.Importer;
import dev.importer.source.Format;
import dev.importer.source.Source;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.sqlite.SQLiteDataSource;

/** What Spring Boot does of itself: makes the data source, and closes the beans at the end. */
public final class Application {

  private Application() {}

  /** Takes a file, which is not used, and the database. */
  public static void main(String[] args) {
    try (var context = new AnnotationConfigApplicationContext()) {
      context.registerBean(DataSource.class, () -> dataSource(args[1]));
      context.register(ImporterConfiguration.class);
      context.refresh();
      Importer importer = context.getBean(Importer.class);
      var result =
          importer.load(Source.ofText("sku,price\nBK-1,9.90\nBK-2,free\n", Format.CSV));
      System.out.println("Spring: " + result.counts());
    }
  }

  private static DataSource dataSource(String file) {
    SQLiteDataSource dataSource = new SQLiteDataSource();
    dataSource.setUrl("jdbc:sqlite:" + file + "?foreign_keys=on&journal_mode=wal&busy_timeout=10000");
    return dataSource;
  }
}
