package dev.importer.internal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.importer.error.ImporterClosedException;
import dev.importer.results.ConnectionUse;
import dev.importer.results.StoredImport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
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
import org.sqlite.SQLiteOpenMode;

/**
 * The connections to one database: one writer, because SQLite has one, and several readers that
 * never wait for it.
 */
final class Connections implements AutoCloseable {

  private static final int READERS = 4;
  private static final int CACHE_KIBIBYTES = 16 * 1024;

  /**
   * At about 128 MiB of write-ahead log, with the pages of the databases that are made here, the
   * writer copies it into the database itself and begins it anew; most of it has been copied by
   * then.
   */
  private static final int LOG_PAGES = 8_000;

  private final Jdbi writer;
  private final Jdbi readers;
  private final @Nullable HikariDataSource ownWriter;
  private final @Nullable HikariDataSource ownReaders;
  private final @Nullable WalCheckpointer checkpointer;
  private final ReentrantLock writing = new ReentrantLock(true);
  private volatile boolean closed;

  /** Guarded by {@link #writing}. */
  private final Turns turns = new Turns();

  /** Empty until the database is known to be there, and if it is in memory. */
  private volatile Optional<DatabaseFile> file = Optional.empty();

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
    try {
      DatabaseFile.prepare(file, source(url, waiting()));
    } catch (SQLException e) {
      throw Failures.of(e);
    }
    SQLiteConfig settings = settings();
    // From now on no connection makes a file, even if somebody has taken away the one there was.
    settings.resetOpenMode(SQLiteOpenMode.CREATE);
    HikariDataSource writer = pool("importer-writer", writingSource(url, settings), 1);
    try {
      HikariDataSource readers = pool("importer-reader", source(url, settings), READERS);
      return new Connections(writer, readers, writer, readers);
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** One connection of our own to a database that vanishes with it. */
  static Connections inMemory() {
    SQLiteConfig settings = settings();
    settings.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
    // For its backups, which are files.
    settings.setPageSize(DatabaseFile.PAGE_BYTES);
    HikariDataSource only = pool("importer-memory", source("jdbc:sqlite::memory:", settings), 1);
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

  /**
   * Work in one transaction, alone; it is rolled back if the work throws.
   *
   * @throws dev.importer.error.StorageException {@code LOCKED} if somebody else writes for longer
   *     than {@link WriteTransaction#PATIENCE}; nothing has been done then
   */
  <T> T write(Durability durability, HandleCallback<T, SQLException> work) {
    requireOpen();
    writing.lock();
    try {
      return transact(durability, work);
    } finally {
      writing.unlock();
    }
  }

  /** The same for one transaction of many that follow each other, between which others come in. */
  <T> T writeNext(Durability durability, HandleCallback<T, SQLException> work) {
    writing.lock();
    try {
      if (file.isPresent()) {
        turns.await();
      }
      return transact(durability, work);
    } finally {
      writing.unlock();
    }
  }

  private <T> T transact(Durability durability, HandleCallback<T, SQLException> work) {
    try (Handle handle = writer.open()) {
      return WriteTransaction.run(
          handle,
          durability,
          inTransaction -> {
            file.ifPresent(DatabaseFile::requireInPlace);
            return work.withHandle(inTransaction);
          });
    } catch (JdbiException | SQLException e) {
      throw failure(e);
    } finally {
      turns.ended();
    }
  }

  /** Remembers which file the database is in; from then on nothing is stored in any other. */
  void rememberFile() {
    file = read(DatabaseFile::of);
  }

  /** The file of the database; empty if it is in memory. */
  Optional<DatabaseFile> file() {
    return file;
  }

  /**
   * Copies the write-ahead log into the database and empties its file, unless somebody reads from
   * it just now.
   */
  void shrinkLog() {
    writing.lock();
    try (Handle handle = writer.open()) {
      handle.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (JdbiException e) {
      throw Failures.of(e);
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

  /** How connections wait for each other, and nothing else. */
  private static SQLiteConfig waiting() {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setBusyTimeout((int) WriteTransaction.PATIENCE.toMillis());
    return sqlite;
  }

  private static SQLiteConfig settings() {
    SQLiteConfig sqlite = waiting();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    sqlite.enforceForeignKeys(true);
    sqlite.setCacheSize(-CACHE_KIBIBYTES);
    return sqlite;
  }

  private static SQLiteDataSource source(String url, SQLiteConfig settings) {
    SQLiteDataSource source = new SQLiteDataSource(settings);
    source.setUrl(url);
    return source;
  }

  private static SQLiteDataSource writingSource(String url, SQLiteConfig settings) {
    WritingSource source = new WritingSource(settings);
    source.setUrl(url);
    return source;
  }

  /**
   * Its connections have what is wanted of the one that writes. That is said in statements, because
   * the drivers of some applications do not know all of it as settings.
   */
  private static final class WritingSource extends SQLiteDataSource {

    WritingSource(SQLiteConfig settings) {
      super(settings);
    }

    @Override
    public SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
        throws SQLException {
      SQLiteConnection connection = super.getConnection(user, password);
      try (Statement statement = connection.createStatement()) {
        // Whoever begins to write waits by itself and looks more often than SQLite would.
        statement.execute("PRAGMA busy_timeout = 0");
        statement.execute("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    }
  }

  private static HikariDataSource pool(String name, SQLiteDataSource source, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    config.setConnectionTimeout(WriteTransaction.PATIENCE.toMillis());
    config.setInitializationFailTimeout(1);
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }
}
