package dev.importer.internal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.importer.error.ImporterClosedException;
import dev.importer.results.ConnectionUse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A database of PostgreSQL: any number of servers read and write it at once, and each transaction
 * has a connection of its own for as long as it lasts and no longer. Nothing is set for longer than
 * a transaction, so that poolers may stand in between.
 */
final class PostgresDatabase extends Database {

  static final Map<String, String> DIFFERENCES =
      Map.ofEntries(
          // It knows by itself which index to take.
          Map.entry("by_failed", ""),
          Map.entry("position", "strpos"),
          // As in SQLite: A to Z become a to z, whatever the language of the database.
          Map.entry("letters", "COLLATE \"C\""),
          Map.entry("for_update", "FOR UPDATE"),
          Map.entry("skip_locked", "FOR UPDATE SKIP LOCKED"),
          // What is read in place is there for the servers of one machine only.
          Map.entry("for_this_instance", "(spooled OR host = :host)"),
          Map.entry("lateral", "LATERAL"),
          // None of it is read to tell how long it is.
          Map.entry(
              "row_bytes",
              "octet_length(r.data) + coalesce(octet_length(r.error_message), 0)"
                  + " + coalesce(octet_length(r.errors), 0) + coalesce(octet_length(r.changes), 0)"),
          Map.entry(
              "size",
              "(pg_total_relation_size('<p>imports') + pg_total_relation_size('<p>records')"
                  + " + pg_total_relation_size('<p>error_groups')"
                  + " + pg_total_relation_size('<p>spool_chunks'))"));

  private static final String HOST = HostName.find();
  private static final int CONNECTIONS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Jdbi jdbi;
  private final String instance;
  private final @Nullable HikariDataSource pool;
  private volatile boolean closed;

  private PostgresDatabase(
      Sql sql, DataSource source, @Nullable HikariDataSource pool, String instance) {
    super(sql);
    this.jdbi = jdbi(source, sql).registerArgument(new StorableText());
    this.pool = pool;
    this.instance = instance;
  }

  /** A pool of our own on the database of a JDBC URL. */
  static PostgresDatabase open(String url, TableNames tables, String instance) {
    HikariDataSource pool = pool(url);
    try (Connection connection = pool.getConnection()) {
      return new PostgresDatabase(
          PostgresTables.find(connection, tables, ""), pool, pool, instance);
    } catch (SQLException e) {
      pool.close();
      throw PostgresFailures.of(e);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * A data source of the host, which stays its own and is not closed here.
   *
   * @param connection one of it
   */
  static PostgresDatabase to(
      DataSource source, Connection connection, TableNames tables, String instance)
      throws SQLException {
    Sql sql = PostgresTables.find(connection, tables, Sql.PREFIX_AMONG_OTHERS);
    return new PostgresDatabase(sql, source, null, instance);
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("importer");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setInitializationFailTimeout(1);
    try {
      config.setJdbcUrl(url);
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw PostgresFailures.whileOpening(e);
    }
  }

  @Override
  void migrate() {
    if (!read(PostgresTables::areReady)) {
      write(
          Durability.FULL,
          handle -> {
            PostgresTables.migrate(handle, sql());
            return true;
          });
    }
  }

  @Override
  <T> T read(HandleCallback<T, SQLException> work) {
    return transact(handle -> PostgresTransaction.read(handle, work));
  }

  @Override
  <T> T lend(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
    return PostgresTransaction.lend(handle, work);
  }

  @Override
  <T> T write(Durability durability, HandleCallback<T, SQLException> work) {
    return transact(
        handle -> PostgresTransaction.write(handle, durability, PATIENCE, instance, work));
  }

  /** Others come in at any time. */
  @Override
  <T> T writeNext(Durability durability, HandleCallback<T, SQLException> work) {
    return write(durability, work);
  }

  private <T> T transact(HandleCallback<T, SQLException> transaction) {
    requireOpen();
    try (Handle handle = jdbi.open()) {
      return transaction.withHandle(handle);
    } catch (JdbiException | SQLException e) {
      throw failure(e);
    }
  }

  /** The data source of a host would still answer. */
  private void requireOpen() {
    if (closed) {
      throw new ImporterClosedException();
    }
  }

  @Override
  void store(Connection transaction, long importId, List<Batch.Entry> rows, String createdAt)
      throws SQLException {
    CopyRows.into(transaction, sql().of("<p>records"), importId, rows, createdAt);
  }

  @Override
  void committed(long characters) {
    // The server sees to its log.
  }

  /** Connections fail under the hands of those who use them while they are closed. */
  @Override
  RuntimeException failure(Exception failure) {
    return closed ? new ImporterClosedException(failure) : PostgresFailures.of(failure);
  }

  @Override
  boolean isUnique(Throwable failure) {
    return PostgresFailures.isUnique(failure);
  }

  @Override
  void lockImports(Handle transaction) {
    transaction.execute("LOCK TABLE <p>imports, <p>uploads, <p>mappings IN EXCLUSIVE MODE");
  }

  @Override
  long lastId(Handle handle, String table) {
    return handle
        .select("SELECT coalesce(pg_sequence_last_value(" + sequenceOf(table) + "), 0)")
        .mapTo(long.class)
        .one();
  }

  @Override
  void setLastId(Handle transaction, String table, long id) {
    transaction
        .select("SELECT setval(" + sequenceOf(table) + ", ?, ?)", Math.max(1, id), id > 0)
        .mapTo(long.class)
        .one();
  }

  private static String sequenceOf(String table) {
    return "CAST(pg_get_serial_sequence('<p>" + table + "', 'id') AS regclass)";
  }

  @Override
  Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  String host() {
    return HOST;
  }

  @Override
  Optional<Instances> instances() {
    return Optional.of(new Instances(this, instance));
  }

  @Override
  void requireInPlace() {
    // The server that answers is the one there is.
  }

  @Override
  boolean giveBack(int maxPages) {
    // Vacuuming is the server's.
    return false;
  }

  @Override
  void backup(Path copy) {
    requireOpen();
    throw new UnsupportedOperationException(
        "A PostgreSQL database is backed up by its own means: pg_dump, or pg_basebackup with the"
            + " archive of its log.");
  }

  @Override
  ConnectionUse use() {
    requireOpen();
    if (pool == null) {
      return new ConnectionUse(0, 0, 0, 0);
    }
    HikariPoolMXBean use = pool.getHikariPoolMXBean();
    return new ConnectionUse(
        use.getTotalConnections(),
        use.getActiveConnections(),
        use.getThreadsAwaitingConnection(),
        0);
  }

  @Override
  public void close() {
    closed = true;
    if (pool != null) {
      pool.close();
    }
  }
}
