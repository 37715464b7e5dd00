package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.internal.source.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a database that is open. While it is open, somebody may remove it, rename it or put
 * another one in its place; SQLite would go on with the file that nobody finds any more.
 *
 * @param path where it was when it was opened
 * @param key which file that was; null where the file system does not tell files apart
 */
record DatabaseFile(Path path, @Nullable Object key) {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);

  static final int PAGE_BYTES = 16 * 1024;

  /** The file of a connection; empty if the database is in memory. */
  static Optional<DatabaseFile> of(Handle handle) {
    return handle
        .createQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")
        .mapTo(String.class)
        .findOne()
        .filter(file -> !file.isEmpty())
        .map(Path::of)
        .map(path -> new DatabaseFile(path, keyOf(path).orElse(null)));
  }

  /**
   * Makes the file if it is missing, for its owner alone, and gives a new database its page size
   * and its log. This is the order that counts: once there is a log, the page size is settled, and
   * the driver would begin with the log.
   */
  static void prepare(Path path, DataSource plain) throws SQLException {
    try {
      if (!Files.exists(path)) {
        Files.createFile(path, OwnerOnly.file(path));
      }
    } catch (FileAlreadyExistsException e) {
      LOG.debug("somebody else has just made {}", path, e);
    } catch (IOException e) {
      throw new StorageException(Reason.NOT_WRITABLE, Failures.NOT_WRITABLE, e);
    }
    // SQLite does not wait for somebody else who begins the log.
    WriteTransaction.whenUnlocked(() -> fill(path, plain));
  }

  private static void fill(Path path, DataSource plain) throws SQLException {
    if (sizeOf(path) > 0) {
      return;
    }
    try (Connection connection = plain.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = " + PAGE_BYTES);
      // Only so can room that has become free go back to the disk while the database is in use.
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      statement.execute("PRAGMA journal_mode = WAL");
    }
  }

  private static long sizeOf(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new StorageException(Reason.NOT_WRITABLE, Failures.NOT_WRITABLE, e);
    }
  }

  /**
   * Checks that it is still where it was.
   *
   * @throws StorageException {@code MOVED} if it is not
   */
  void requireInPlace() {
    if (!Objects.equals(key, keyOf(path).orElse(null))) {
      throw new StorageException(
          Reason.MOVED,
          "The database file '"
              + path.getFileName()
              + "' was removed, renamed or replaced while it was open. Put it back, or close the"
              + " importer and open it again.",
          null);
    }
  }

  /** Which file is there; empty if there is none, or where files have no keys. */
  private static Optional<Object> keyOf(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.ofNullable(attributes.fileKey());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException(Reason.NOT_WRITABLE, Failures.NOT_WRITABLE, e);
    }
  }
}
