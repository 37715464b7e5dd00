package dev.importer.server.reliability;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.ImportStatus;
import dev.importer.source.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Scanner;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * An application that writes to the database all the time, through plain JDBC, until it is told to
 * stop; if it is given a file, it imports that again and again through the same data source, at
 * least once.
 */
final class HostApplication {

  private final DataSource dataSource;
  private volatile boolean stopping;
  private long written;
  private long imported;

  private HostApplication(Path database) {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setBusyTimeout(10_000);
    SQLiteDataSource sqlite = new SQLiteDataSource(config);
    sqlite.setUrl("jdbc:sqlite:" + database);
    dataSource = sqlite;
  }

  public static void main(String[] arguments) throws Exception {
    HostApplication host = new HostApplication(Path.of(arguments[0]));
    host.run(arguments.length > 1 ? Path.of(arguments[1]) : null);
  }

  private void run(Path file) throws Exception {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS visits (id INTEGER PRIMARY KEY, page TEXT)");
    }
    Thread writing = started(this::write);
    Thread importing = started(file == null ? () -> {} : () -> importAgainAndAgain(file));
    System.out.println("ready");
    new Scanner(System.in, StandardCharsets.UTF_8).nextLine();
    stopping = true;
    writing.join();
    importing.join();
    System.out.println("wrote " + written + " imported " + imported);
  }

  private static Thread started(Runnable work) {
    Thread thread = new Thread(work);
    thread.setUncaughtExceptionHandler(
        (failed, failure) -> {
          failure.printStackTrace();
          Runtime.getRuntime().halt(3);
        });
    thread.start();
    return thread;
  }

  private void write() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      while (!stopping) {
        statement.executeUpdate("INSERT INTO visits (page) VALUES ('/')");
        written++;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("refused after " + written + " rows", e);
    }
  }

  private void importAgainAndAgain(Path file) {
    try (Importer importer =
        Importer.builder()
            .dataSource(dataSource)
            .tablePrefix("")
            .spoolFolder(file.resolveSibling("spool"))
            .build()) {
      do {
        ImportResult result =
            importer
                .submit(
                    Source.of(file),
                    ImportOptions.DEFAULT.withOnDuplicate(ImportOptions.OnDuplicate.ALLOW))
                .await();
        if (result.summary().status() != ImportStatus.COMPLETED) {
          throw new IllegalStateException(result.summary().toString());
        }
        imported++;
      } while (!stopping);
    }
  }
}
