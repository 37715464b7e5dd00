package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room in the file of a database that deleted rows have left: pages that hold nothing, and a
 * write-ahead log that has been copied. Further rows use it again; uploads and everybody else on
 * the disk cannot, unless it is given back.
 */
final class FreeRoom {

  private static final Logger LOG = LoggerFactory.getLogger(FreeRoom.class);

  /** Below this, room is worth more to the disk than to the database. */
  private static final long LOW_BYTES = 1L << 30;

  private FreeRoom() {}

  /** Gives some pages back if the disk needs them; whether there may be more. */
  static boolean giveBack(SqliteDatabase database, int maxPages) {
    Optional<Path> file = database.file();
    if (file.isEmpty() || !isLow(file.get())) {
      return false;
    }
    shrinkLog(database);
    return database.read(FreeRoom::freePages) > 0
        && database.writeNext(Durability.RELAXED, handle -> vacuum(handle, maxPages));
  }

  private static void shrinkLog(SqliteDatabase database) {
    try {
      database.shrinkLog();
    } catch (StorageException e) {
      if (e.reason() != Reason.NO_SPACE) {
        throw e;
      }
      // The database would have to grow first; with fewer pages it need not.
      LOG.debug("the log was not copied", e);
    }
  }

  private static boolean isLow(Path file) {
    try {
      return Files.getFileStore(file).getUsableSpace() < LOW_BYTES;
    } catch (IOException e) {
      throw new StorageException(
          Reason.OTHER, "The disk of the database cannot be asked for its free space.", e);
    }
  }

  private static boolean vacuum(Handle handle, int maxPages) throws SQLException {
    long before = freePages(handle);
    try (Statement statement = handle.getConnection().createStatement()) {
      // As an update, because only that goes through all the steps of it.
      statement.executeUpdate("PRAGMA incremental_vacuum(" + maxPages + ")");
    }
    // A database that was not made here may be one that cannot give anything back.
    return freePages(handle) < before;
  }

  private static long freePages(Handle handle) {
    return handle.createQuery("PRAGMA freelist_count").mapTo(long.class).one();
  }
}
