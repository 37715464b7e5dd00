package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.results.ConnectionUse;
import dev.importer.results.RememberedMapping;
import dev.importer.results.StoredImport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementCustomizers;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * All that differs from one database product to the other: its connections, its transactions, the
 * few texts of {@link Sql} and the quickest way to store rows. What an import is and how it changes
 * stands in {@link ImportStore}, once for all products. Thread-safe.
 */
abstract sealed class Database implements AutoCloseable permits SqliteDatabase, PostgresDatabase {

  private final Sql sql;

  Database(Sql sql) {
    this.sql = sql;
  }

  /**
   * A database of our own.
   *
   * @param pathOrUrl an SQLite file, which is created if it is missing, or the JDBC URL of a
   *     PostgreSQL database
   * @param instance the id of this running importer
   */
  static Database open(String pathOrUrl, TableNames tables, String instance) {
    if (QuotedUrl.isPostgresql(pathOrUrl)) {
      if (QuotedUrl.hasUserBeforeHost(pathOrUrl)) {
        // The driver would take it for a part of the host's name, and tell that to everybody.
        throw new StorageException(
            Reason.OTHER_DATABASE,
            "The URL of the database has something before an '@'. Name the user and the password in"
                + " its settings: "
                + QuotedUrl.withoutSecrets(pathOrUrl)
                + "?user=...&password=...",
            null);
      }
      return PostgresDatabase.open(pathOrUrl, tables, instance);
    }
    if (QuotedUrl.isUrl(pathOrUrl)) {
      throw new StorageException(
          Reason.OTHER_DATABASE,
          "'"
              + QuotedUrl.withoutSecrets(pathOrUrl)
              + "' is no database that is supported. Name an SQLite file by its path, or a PostgreSQL"
              + " database by a URL that begins with "
              + QuotedUrl.POSTGRESQL
              + ".",
          null);
    }
    tables.requireNoNames();
    return SqliteDatabase.toFile(Path.of(pathOrUrl));
  }

  /** A database that vanishes when it is closed. */
  static Database inMemory() {
    return SqliteDatabase.inMemory();
  }

  /** The database that a data source of a host leads to. */
  static Database of(DataSource host, TableNames tables, String instance) {
    return HostDatabase.open(host, tables, instance);
  }

  /** The texts of statements for this database. */
  final Sql sql() {
    return sql;
  }

  /** Statements through connections of the source, with names and mappers as ours need them. */
  static Jdbi jdbi(DataSource source, Sql sql) {
    Jdbi jdbi =
        Jdbi.create(source)
            .installPlugin(new SqlObjectPlugin())
            .registerRowMapper(StoredImport.class, new ImportMapper())
            .registerRowMapper(ImportStore.ImportTask.class, new TaskMapper())
            .registerRowMapper(RememberedMapping.class, new MappingMapper())
            .registerRowMapper(StagedSource.class, new StagedSource.Mapper());
    jdbi.getConfig(SqlStatements.class)
        .setTemplateEngine(sql)
        // Databases differ in what they need to know.
        .setUnusedBindingAllowed(true)
        // Answers come in portions, so that memory does not grow with them.
        .addCustomizer(StatementCustomizers.fetchSize(Portions.ROWS));
    return jdbi;
  }

  /** Brings the tables up to date; refuses a database that cannot be used. */
  abstract void migrate();

  /**
   * Work that only reads. It waits for nobody who writes and keeps nobody waiting; its answers come
   * in portions. Each statement sees one moment; several may see several.
   */
  abstract <T> T read(HandleCallback<T, SQLException> work);

  /**
   * Work of somebody else through the connection of a handle, with which nothing can be written
   * meanwhile, be it in a transaction that writes or not. Statements that fail in it do no harm to
   * what comes after it.
   */
  abstract <T> T lend(Handle handle, HandleCallback<T, SQLException> work) throws SQLException;

  /**
   * Work in one transaction; it is rolled back if the work throws.
   *
   * @throws dev.importer.error.StorageException {@code LOCKED} if somebody else writes for too
   *     long, {@code UNREACHABLE} if the connection is lost
   */
  abstract <T> T write(Durability durability, HandleCallback<T, SQLException> work);

  /** The same for one transaction of many that follow each other, between which others come in. */
  abstract <T> T writeNext(Durability durability, HandleCallback<T, SQLException> work);

  /**
   * Stores rows in the fastest way that there is.
   *
   * @param transaction a connection in a transaction
   * @param importId the import the rows belong to
   * @param rows the rows, with consecutive numbers
   * @param createdAt when they are stored
   */
  abstract void store(
      Connection transaction, long importId, List<Batch.Entry> rows, String createdAt)
      throws SQLException;

  /** To be told of rows after their commit: about how much text they hold. */
  abstract void committed(long characters);

  /** What a failed access becomes: an exception that says what to do. */
  abstract RuntimeException failure(Exception failure);

  /** Whether the failure is that of a unique index. */
  abstract boolean isUnique(Throwable failure);

  /** Keeps others from changing imports, uploads and mappings until the transaction ends. */
  abstract void lockImports(Handle transaction);

  /** The largest id that was ever given in a table; 0 if none was. */
  abstract long lastId(Handle handle, String table);

  /** From now on the ids that are given in a table are larger than this one. */
  abstract void setLastId(Handle transaction, String table, long id);

  /** The file of the database, if it is one file on this machine. */
  abstract Optional<Path> file();

  /** The name of this machine, if others work on the database, too; otherwise empty. */
  abstract String host();

  /** Who works on the database, where that is told by the database itself. */
  abstract Optional<Instances> instances();

  /**
   * Checks that the database is the one that was opened.
   *
   * @throws dev.importer.error.StorageException {@code MOVED} if it is not
   */
  abstract void requireInPlace();

  /**
   * Gives some room that deleted rows have left back to the disk, if that is nearly full.
   *
   * @param maxPages how many pages of the database at most
   * @return whether there may be more to do
   */
  abstract boolean giveBack(int maxPages);

  /**
   * Copies the database, as it is at one moment, into a file that does not exist yet.
   *
   * @throws IllegalArgumentException if it exists
   */
  abstract void backup(Path copy);

  /** How the connections are used at the moment. */
  abstract ConnectionUse use();

  /** Closes the connections, except those of a data source that the host owns. */
  @Override
  public abstract void close();
}
