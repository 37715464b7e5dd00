package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.results.ImportStatus;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Disk;
import dev.importer.testing.UserFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The importer inside an application that has an SQLite database of its own. */
@Tag("sqlite")
class HostDataSourceTest {

  @TempDir Path folder;
  private Path database;
  private Disk disk;

  @BeforeEach
  void makeTheDatabaseOfTheHost() {
    database = folder.resolve("application.db");
    UserFiles.write(database, "");
    disk = Disk.of(database);
    disk.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)");
    disk.execute("INSERT INTO customers (name) VALUES ('Ada')");
    disk.execute("PRAGMA user_version = 42");
  }

  @Test
  void makesItsTablesNextToThoseOfTheHost() {
    CountingDataSource source = new CountingDataSource(database);
    try (Importer importer = Importer.builder().dataSource(source.dataSource()).build()) {
      assertThatImport(importer.load(UserFiles.mixed(folder.resolve("a.csv"), 100, 1)).summary())
          .satisfies(summary -> assertThat(summary.totalRecords()).isEqualTo(100));
      assertThat(importer.operations().spoolFolder()).hasFileName("application.db-spool");
    }

    assertThat(disk.texts("SELECT name FROM sqlite_master WHERE type = 'table'"))
        .contains("customers", "imports", "records");
    assertThat(disk.texts("SELECT name FROM customers")).containsExactly("Ada");
    assertThat(disk.number("PRAGMA user_version")).isEqualTo(42);
    assertThat(disk.countRecords()).isEqualTo(100);
  }

  @Test
  void saysThatTheDiskIsFullAndGoesOnOnceThereIsRoom() {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setMaxPageCount(200);
    SQLiteDataSource full = new SQLiteDataSource(config);
    full.setUrl("jdbc:sqlite:" + database);
    Path file = UserFiles.valid(folder.resolve("large.csv"), 20_000);
    try (Importer importer = Importer.builder().dataSource(full).build()) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.load(file))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SPACE))
          .withMessageContaining("Free some");

      assertThat(importer.results().imports(PageRequest.FIRST).page().items())
          .singleElement()
          .satisfies(failed -> assertThat(failed.status()).isEqualTo(ImportStatus.FAILED));
      assertThat(importer.results().records(RecordQuery.all()).items()).isEmpty();
    }

    config.setMaxPageCount(100_000);
    try (Importer importer = Importer.builder().dataSource(full).build()) {
      assertThatImport(importer.load(file).summary())
          .satisfies(summary -> assertThat(summary.totalRecords()).isEqualTo(20_000));
    }
  }

  @Test
  void leavesThePoolOfTheHostOpenAndEmptyHanded() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setDataSource(new CountingDataSource(database).dataSource());
    config.setMaximumPoolSize(4);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      for (int i = 0; i < 3; i++) {
        try (Importer importer = Importer.builder().dataSource(pool).build()) {
          importer.load(UserFiles.valid(folder.resolve(i + ".csv"), 10 + i));
          assertThat(importer.results().records(RecordQuery.all()).items()).isNotEmpty();
        }
      }

      assertThat(pool.isClosed()).isFalse();
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(statement.executeUpdate("INSERT INTO customers (name) VALUES ('Bob')"))
            .isEqualTo(1);
      }
    }
    assertThat(disk.countRecords()).isEqualTo(33);
  }

  @Test
  void refusesTheDatabaseOfAnotherProductAndLeavesItAlone() throws SQLException {
    JdbcDataSource other = new JdbcDataSource();
    other.setURL("jdbc:h2:mem:application;DB_CLOSE_DELAY=-1");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> Importer.builder().dataSource(other).build())
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.OTHER_DATABASE))
        .withMessage(
            "The data source is one of H2, but only SQLite and PostgreSQL are supported. Give the"
                + " importer a data source of one of them, or a file of its own with"
                + " database(path).");
    try (Connection connection = other.getConnection();
        Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'")) {
      tables.next();
      assertThat(tables.getInt(1)).isZero();
      statement.execute("SHUTDOWN");
    }
  }

  @Test
  void givesEveryConnectionBack() {
    CountingDataSource source = new CountingDataSource(database);
    try (Importer importer = Importer.builder().dataSource(source.dataSource()).build()) {
      long id = importer.load(UserFiles.mixed(folder.resolve("a.csv"), 1_000, 1)).id();
      importer.results().records(RecordQuery.all().containing("x"));
      importer.operations().delete(id);
    }
    assertThat(source.openConnections()).isZero();
  }

  @Test
  void noRecordCanStandWithoutItsImport() throws SQLException {
    CountingDataSource source = new CountingDataSource(database);
    try (Importer importer = Importer.builder().dataSource(source.dataSource()).build()) {
      long id = importer.load(UserFiles.valid(folder.resolve("a.csv"), 10)).id();
      try (Connection connection = source.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> statement.executeUpdate("DELETE FROM imports WHERE id = " + id))
            .withMessageContaining("FOREIGN KEY");
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> statement.executeUpdate("UPDATE records SET import_id = 77"))
            .withMessageContaining("FOREIGN KEY");
      }
      assertThat(disk.countRecords()).isEqualTo(10);
    }
  }

  @Test
  void leavesThePagesOfTheHostAsTheyAre() {
    try (Importer importer =
        Importer.builder().dataSource(new CountingDataSource(database).dataSource()).build()) {
      importer.load(UserFiles.valid(folder.resolve("a.csv"), 10));
    }
    assertThat(disk.number("PRAGMA page_size")).isEqualTo(4_096);
    assertThat(disk.number("PRAGMA auto_vacuum")).isZero();
  }

  @Test
  void refusesConnectionsThatDoNotCommitByThemselves() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(new CountingDataSource(database).dataSource());
    config.setAutoCommit(false);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> Importer.builder().dataSource(pool).build())
          .withMessageContaining("autoCommit=true");
    }
  }

  @Test
  void refusesADatabaseWithoutForeignKeys() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + database);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> Importer.builder().dataSource(source).build())
        .withMessageContaining("Foreign keys are off");
  }

  @Test
  void refusesADatabaseInAnotherEncoding() throws SQLException {
    String url = "jdbc:sqlite:" + database.resolveSibling("utf-16.db");
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA encoding = \"UTF-16le\"");
      statement.execute("CREATE TABLE hosts_own (id INTEGER)");
    }

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> Importer.builder().dataSource(source).build())
        .withMessageContaining("Use one in UTF-8");
  }
}
