package dev.importer.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.importer.error.ImporterClosedException;
import dev.importer.query.ConnectionUse;
import dev.importer.query.StoredImport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * The connections to one database: one writer, because SQLite has one, and several readers that
 * never wait for it.
 */
final class Connections implements AutoCloseable {

  private static final int READERS = 4;
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);
  private static final int PAGE_BYTES = 16 * 1024;
  private static final int CACHE_KIBIBYTES = 16 * 1024;

  /**
   * At about 128 MiB of write-ahead log the writer copies it into the database itself and begins it
   * anew; most of it has been copied by then.
   */
  private static final int LOG_PAGES = 8_000;

  private final Jdbi writer;
  private final Jdbi readers;
  private final @Nullable HikariDataSource ownWriter;
  private final @Nullable HikariDataSource ownReaders;
  private final @Nullable WalCheckpointer checkpointer;
  private final ReentrantLock writing = new ReentrantLock(true);
  private volatile boolean closed;

  private Connections(
      DataSource writer,
      DataSource readers,
      @Nullable HikariDataSource ownWriter,
      @Nullable HikariDataSource ownReaders) {
    this.writer = jdbi(writer);
    this.readers = writer.equals(readers) ? this.writer : jdbi(readers);
    this.ownWriter = ownWriter;
    this.ownReaders = ownReaders;
    this.checkpointer = ownReaders == null ? null : new WalCheckpointer(this.readers);
  }

  /** Pools of our own on a database file, which is created if it is missing. */
  static Connections toFile(Path file) {
    // As a URI, because the driver takes what follows a question mark in a path for settings.
    String url = "jdbc:sqlite:" + file.toUri();
    HikariDataSource writer = pool("importer-writer", url, 1);
    try {
      HikariDataSource readers = pool("importer-reader", url, READERS);
      return new Connections(writer, readers, writer, readers);
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** One connection of our own to a database that vanishes with it. */
  static Connections inMemory() {
    HikariDataSource only = pool("importer-memory", "jdbc:sqlite::memory:", 1);
    return new Connections(only, only, only, null);
  }

  /** A data source of the host, which stays its own and is not closed here. */
  static Connections to(DataSource dataSource) {
    return new Connections(dataSource, dataSource, null, null);
  }

  /** Whether nobody else uses the connections. */
  boolean areOwn() {
    return ownWriter != null;
  }

  /** Work that reads; outside a transaction, so that it never waits for the writer. */
  <T> T read(HandleCallback<T, SQLException> work) {
    requireOpen();
    try {
      return readers.withHandle(work);
    } catch (JdbiException | SQLException e) {
      throw failure(e);
    }
  }

  /** Work in one transaction, alone; it is rolled back if the work throws. */
  <T> T write(Durability durability, HandleCallback<T, SQLException> work) {
    requireOpen();
    writing.lock();
    try (Handle handle = writer.open()) {
      Connection connection = handle.getConnection();
      // The setting cannot change inside a transaction, so it is made before each one.
      handle.execute("PRAGMA synchronous = " + durability.pragma());
      connection
          .unwrap(SQLiteConnection.class)
          .setCurrentTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
      return handle.inTransaction(work);
    } catch (JdbiException | SQLException e) {
      throw failure(e);
    } finally {
      writing.unlock();
    }
  }

  /** The data source of a host would still answer. */
  private void requireOpen() {
    if (closed) {
      throw new ImporterClosedException();
    }
  }

  /** Connections fail under the hands of those who use them while they are closed. */
  private RuntimeException failure(Exception failure) {
    return closed ? new ImporterClosedException(failure) : Failures.of(failure);
  }

  /** To be told of rows after their commit: about how much text they hold. */
  void committed(long characters) {
    if (checkpointer != null) {
      checkpointer.committed(characters);
    }
  }

  /** How they are used at the moment. */
  ConnectionUse use() {
    requireOpen();
    int waitingToWrite = writing.getQueueLength();
    if (ownWriter == null) {
      return new ConnectionUse(0, 0, 0, waitingToWrite);
    }
    HikariPoolMXBean pool = (ownReaders == null ? ownWriter : ownReaders).getHikariPoolMXBean();
    return new ConnectionUse(
        pool.getTotalConnections(),
        pool.getActiveConnections(),
        pool.getThreadsAwaitingConnection(),
        waitingToWrite);
  }

  @Override
  public void close() {
    closed = true;
    if (checkpointer != null) {
      checkpointer.close();
    }
    if (ownReaders != null) {
      ownReaders.close();
    }
    if (ownWriter != null) {
      ownWriter.close();
    }
  }

  private static Jdbi jdbi(DataSource source) {
    return Jdbi.create(source)
        .installPlugin(new SqlObjectPlugin())
        .registerRowMapper(StoredImport.class, new ImportMapper())
        .registerRowMapper(ImportStore.ImportTask.class, new TaskMapper());
  }

  private static HikariDataSource pool(String name, String url, int size) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setPageSize(PAGE_BYTES);
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    sqlite.enforceForeignKeys(true);
    sqlite.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
    sqlite.setCacheSize(-CACHE_KIBIBYTES);
    SQLiteDataSource source = new SQLiteDataSource(sqlite);
    source.setUrl(url);
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    // Not a setting of the driver: that of Spring Boot 3 does not know it yet.
    config.setConnectionInitSql("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    config.setConnectionTimeout(BUSY_TIMEOUT.toMillis());
    config.setInitializationFailTimeout(1);
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }
}
