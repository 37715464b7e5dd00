package dev.importer.internal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.importer.error.ImporterClosedException;
import dev.importer.error.StorageException;
import dev.importer.results.ConnectionUse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * A database of SQLite: one connection that writes, because SQLite has one writer, and several that
 * read and never wait for it.
 */
final class SqliteDatabase extends Database {

  private static final Map<String, String> DIFFERENCES =
      Map.of(
          // Left to itself, SQLite reads the table, of which it knows no better.
          "by_failed", "INDEXED BY <p>records_failed",
          "position", "instr",
          "letters", "",
          // Whoever writes is alone.
          "for_update", "",
          "skip_locked", "",
          "for_this_instance", "owner = :owner",
          "size", "(SELECT page_count * page_size FROM pragma_page_count, pragma_page_size)");

  private static final int READERS = 4;
  private static final int CACHE_KIBIBYTES = 16 * 1024;

  /**
   * At about 128 MiB of write-ahead log, with the pages of the databases that are made here, the
   * writer copies it into the database itself and begins it anew; most of it has been copied by
   * then.
   */
  private static final int LOG_PAGES = 8_000;

  private final RecordWriter records;
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

  private SqliteDatabase(
      String prefix,
      DataSource writer,
      DataSource readers,
      @Nullable HikariDataSource ownWriter,
      @Nullable HikariDataSource ownReaders) {
    super(new Sql(null, prefix, DIFFERENCES));
    this.records = new RecordWriter(sql(), ownWriter != null);
    this.writer = jdbi(writer, sql());
    this.readers = writer.equals(readers) ? this.writer : jdbi(readers, sql());
    this.ownWriter = ownWriter;
    this.ownReaders = ownReaders;
    this.checkpointer = ownReaders == null ? null : new WalCheckpointer(this.readers);
  }

  /** Pools of our own on a database file, which is created if it is missing. */
  static SqliteDatabase toFile(Path file) {
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
      return new SqliteDatabase("", writer, readers, writer, readers);
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** One connection of our own to a database that vanishes with it. */
  static SqliteDatabase inMemory() {
    SQLiteConfig settings = settings();
    settings.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
    // For its backups, which are files.
    settings.setPageSize(DatabaseFile.PAGE_BYTES);
    HikariDataSource only = pool("importer-memory", source("jdbc:sqlite::memory:", settings), 1);
    return new SqliteDatabase("", only, only, only, null);
  }

  /** A data source of the host, which stays its own and is not closed here. */
  static SqliteDatabase to(DataSource dataSource, String prefix) {
    return new SqliteDatabase(prefix, dataSource, dataSource, null, null);
  }

  @Override
  void migrate() {
    // Only what has to write waits for whoever writes.
    if (!read(SqliteDatabase::isReady)) {
      write(Durability.FULL, this::migrate);
    }
    file = read(DatabaseFile::of);
  }

  private static boolean isReady(Handle handle) throws SQLException {
    WriteTransaction.requireOutsideTransaction(handle.getConnection());
    requireForeignKeys(handle);
    requireUtf8(handle);
    return Migrations.areDone(handle);
  }

  private boolean migrate(Handle handle) {
    requireForeignKeys(handle);
    Migrations.run(handle, sql());
    return true;
  }

  private static void requireForeignKeys(Handle handle) {
    if (!handle.createQuery("PRAGMA foreign_keys").mapTo(boolean.class).one()) {
      throw new StorageException(
          StorageException.Reason.OTHER,
          "Foreign keys are off in the data source. Switch them on for every connection"
              + " (SQLiteConfig.enforceForeignKeys(true)).",
          null);
    }
  }

  /**
   * Rows are handed over as UTF-8 bytes, which another database would take for its own encoding.
   */
  private static void requireUtf8(Handle handle) {
    String encoding = handle.createQuery("PRAGMA encoding").mapTo(String.class).one();
    if (!encoding.equals("UTF-8")) {
      throw new StorageException(
          StorageException.Reason.OTHER,
          "The database is encoded in " + encoding + ". Use one in UTF-8, SQLite's default.",
          null);
    }
  }

  /**
   * Outside a transaction: one that lasts as long as all statements of the work would keep the
   * write-ahead log from being begun anew for as long.
   */
  @Override
  <T> T read(HandleCallback<T, SQLException> work) {
    requireOpen();
    try {
      return readers.withHandle(work);
    } catch (JdbiException | SQLException e) {
      throw failure(e);
    }
  }

  @Override
  <T> T lend(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
    handle.execute("PRAGMA query_only = ON");
    try {
      return work.withHandle(handle);
    } finally {
      if (!handle.getConnection().isClosed()) {
        handle.execute("PRAGMA query_only = OFF");
      }
    }
  }

  /** Alone; whoever writes elsewhere is waited for, for {@link WriteTransaction#PATIENCE}. */
  @Override
  <T> T write(Durability durability, HandleCallback<T, SQLException> work) {
    requireOpen();
    writing.lock();
    try {
      return transact(durability, work);
    } finally {
      writing.unlock();
    }
  }

  @Override
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
      return transact(
          handle,
          durability,
          inTransaction -> {
            requireInPlace();
            return work.withHandle(inTransaction);
          });
    } catch (JdbiException | SQLException e) {
      throw failure(e);
    } finally {
      turns.ended();
    }
  }

  /** Whatever fails on a connection that has been taken away fails because of that. */
  private static <T> T transact(
      Handle handle, Durability durability, HandleCallback<T, SQLException> work)
      throws SQLException {
    try {
      return WriteTransaction.run(handle, durability, work);
    } catch (SQLException | RuntimeException e) {
      if (handle.getConnection().isClosed()) {
        throw new ConnectionException(e);
      }
      throw e;
    }
  }

  @Override
  void store(Connection transaction, long importId, List<Batch.Entry> rows, String createdAt)
      throws SQLException {
    records.write(transaction, importId, rows, createdAt);
  }

  /** Who writes is alone anyway. */
  @Override
  void lockImports(Handle transaction) {}

  @Override
  long lastId(Handle handle, String table) {
    return handle
        .select("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '<p>" + table + "'")
        .mapTo(long.class)
        .one();
  }

  @Override
  void setLastId(Handle transaction, String table, long id) {
    transaction.execute("DELETE FROM sqlite_sequence WHERE name = '<p>" + table + "'");
    transaction.execute(
        "INSERT INTO sqlite_sequence (name, seq) VALUES ('<p>" + table + "', ?)", id);
  }

  /** Empty if it is in memory. */
  @Override
  Optional<Path> file() {
    return file.map(DatabaseFile::path);
  }

  /** All processes that share it are on one machine. */
  @Override
  String host() {
    return "";
  }

  /** Those are told apart by locks on files. */
  @Override
  Optional<Instances> instances() {
    return Optional.empty();
  }

  @Override
  void requireInPlace() {
    file.ifPresent(DatabaseFile::requireInPlace);
  }

  /** The room in the database of a host is the host's. */
  @Override
  boolean giveBack(int maxPages) {
    return ownWriter != null && FreeRoom.giveBack(this, maxPages);
  }

  @Override
  void backup(Path copy) {
    Backup.run(this, copy);
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
  @Override
  RuntimeException failure(Exception failure) {
    return closed ? new ImporterClosedException(failure) : Failures.of(failure);
  }

  @Override
  boolean isUnique(Throwable failure) {
    return Failures.isUnique(failure);
  }

  @Override
  void committed(long characters) {
    if (checkpointer != null) {
      checkpointer.committed(characters);
    }
  }

  @Override
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
