package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ImportStateException;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportObserver;
import dev.importer.job.ImportOptions;
import dev.importer.job.RowHandler;
import dev.importer.results.ImportStatus;
import dev.importer.results.PageRequest;
import dev.importer.row.ValidRow;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The data source of the host hands out no connections for a while, or takes them away. */
class LostConnectionTest {

  private static final int ROWS = 2_000;
  private static final int BATCH = 100;

  @TempDir Path folder;
  private Path database;
  private Breakable source;
  private Disk disk;

  /** A data source that breaks when it is told to. */
  private static final class Breakable {

    private final SQLiteDataSource sqlite;
    private final List<Connection> open = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    Breakable(Path database) {
      SQLiteConfig config = new SQLiteConfig();
      config.enforceForeignKeys(true);
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setBusyTimeout(10_000);
      sqlite = new SQLiteDataSource(config);
      sqlite.setUrl("jdbc:sqlite:" + database);
    }

    DataSource dataSource() {
      return (DataSource)
          Proxy.newProxyInstance(
              DataSource.class.getClassLoader(),
              new Class<?>[] {DataSource.class},
              (proxy, method, arguments) -> {
                if (broken && method.getName().equals("getConnection")) {
                  throw new SQLException("the pool is closed");
                }
                try {
                  Object result = method.invoke(sqlite, arguments);
                  if (result instanceof Connection made) {
                    open.add(made);
                  }
                  return result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    void takeConnectionsAway() {
      for (Connection each : open) {
        try {
          each.close();
        } catch (SQLException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  @BeforeEach
  void nameDatabase() {
    database = folder.resolve("application.db");
    source = new Breakable(database);
    disk = Disk.of(database);
  }

  private Importer.Builder builder() {
    return Importer.builder()
        .dataSource(source.dataSource())
        .spoolFolder(folder.resolve("spool"))
        .batchSize(BATCH);
  }

  /** Breaks the data source after some batches of the first run. */
  private ImportObserver breakingAfter(int batches) {
    AtomicInteger left = new AtomicInteger(batches);
    return new ImportObserver() {
      @Override
      public void batchStored(BatchStored stored) {
        if (left.decrementAndGet() == 0) {
          source.broken = true;
        }
      }
    };
  }

  private Source stream() {
    try (InputStream in = Files.newInputStream(file())) {
      return Source.of(new java.io.ByteArrayInputStream(in.readAllBytes()), "users.csv");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path file() {
    return UserFiles.valid(folder.resolve("users.csv"), ROWS);
  }

  private void assertThatEachRowIsThereOnce() {
    assertThat(disk.number("SELECT count(*) FROM importer_records")).isEqualTo(ROWS);
    assertThat(disk.number("SELECT count(DISTINCT row_number) FROM importer_records"))
        .isEqualTo(ROWS);
    assertThat(disk.texts("SELECT error_code FROM importer_imports")).containsOnlyNulls();
  }

  @Test
  void aRunningImportIsLetGoAndGoesOnFromItsCheckpoint() {
    try (Importer importer = builder().observer(breakingAfter(3)).build()) {
      ImportJob job = importer.submit(stream());

      assertThatExceptionOfType(ImportStateException.class)
          .isThrownBy(() -> Waiting.get(job.result()))
          .withMessageContaining("goes on later from its checkpoint");
      assertThat(disk.number("SELECT checkpoint FROM importer_imports")).isEqualTo(3 * BATCH);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> importer.results().find(job.id()))
          .satisfies(lost -> assertThat(lost.reason()).isEqualTo(Reason.UNREACHABLE))
          .withMessageContaining("the pool is closed");

      source.broken = false;
      Waiting.until(
          "the import goes on",
          () -> importer.results().find(job.id()).orElseThrow().status() == ImportStatus.COMPLETED);
    }
    assertThatEachRowIsThereOnce();
    assertThat(disk.number("SELECT attempt FROM importer_imports")).isEqualTo(2);
  }

  @Test
  void anImporterThatIsOpenedLaterTakesItUp() {
    Importer importer = builder().observer(breakingAfter(3)).build();
    ImportJob job = importer.submit(stream());
    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(() -> Waiting.get(job.result()));
    importer.close();
    assertThat(disk.text("SELECT status FROM importer_imports")).isEqualTo("processing");

    source.broken = false;
    try (Importer later = builder().build()) {
      assertThatImport(Waiting.get(later.operations().job(job.id()).orElseThrow().result()))
          .isCompletedWith(ROWS, 0);
    }
    assertThatEachRowIsThereOnce();
  }

  @Test
  void whoeverLoadsItAgainWithoutWorkersGoesOnWithIt() {
    try (Importer importer = builder().workers(0).observer(breakingAfter(3)).build()) {
      Path file = file();
      assertThatExceptionOfType(ImportStateException.class)
          .isThrownBy(() -> importer.load(file))
          .withMessageContaining("goes on later");

      source.broken = false;
      assertThatImport(importer.load(file)).isCompletedWith(ROWS, 0);
      assertThat(importer.results().imports(PageRequest.FIRST).total()).isEqualTo(1);
    }
    assertThatEachRowIsThereOnce();
  }

  /** In the middle of a transaction that has stored rows of the host, too. */
  @Test
  void aBatchWhoseConnectionIsTakenAwayIsStoredOnce() throws SQLException {
    AtomicInteger calls = new AtomicInteger();
    try (Connection connection = source.sqlite.getConnection();
        PreparedStatement table =
            connection.prepareStatement("CREATE TABLE people (name TEXT, email TEXT)")) {
      table.execute();
    }
    RowHandler handler =
        batch -> {
          try (PreparedStatement insert =
              batch.connection().prepareStatement("INSERT INTO people VALUES (?, ?)")) {
            for (ValidRow row : batch.rows()) {
              insert.setString(1, row.value("name").toString());
              insert.setString(2, row.value("email").toString());
              insert.executeUpdate();
            }
          }
          if (calls.incrementAndGet() == 4) {
            source.takeConnectionsAway();
          }
        };
    try (Importer importer = builder().rowHandler("people", handler).build()) {
      ImportJob job = importer.submit(stream(), ImportOptions.DEFAULT.withHandler("people"));

      assertThatExceptionOfType(ImportStateException.class)
          .isThrownBy(() -> Waiting.get(job.result()));
      Waiting.until(
          "the import goes on",
          () -> importer.results().find(job.id()).orElseThrow().status() == ImportStatus.COMPLETED);
    }
    assertThatEachRowIsThereOnce();
    assertThat(disk.number("SELECT count(*) FROM people")).isEqualTo(ROWS);
  }
}
