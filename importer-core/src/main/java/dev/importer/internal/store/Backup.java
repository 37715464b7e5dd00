package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.internal.source.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a database that is in use into a file of its own: all of one moment. It reads only, so
 * that whoever writes goes on meanwhile; the write-ahead log grows until the copy is done.
 */
final class Backup {

  private static final Logger LOG = LoggerFactory.getLogger(Backup.class);
  private static final String PART = ".part";

  private Backup() {}

  /**
   * Writes the copy under another name first, so that a file of this name is always a whole one.
   */
  static void run(SqliteDatabase database, Path file) {
    Path target = file.toAbsolutePath();
    if (Files.exists(target)) {
      throw exists(file, null);
    }
    // A name of its own, so that backups of one name do not write into each other.
    Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + PART);
    try {
      Files.createFile(part, OwnerOnly.file(part));
      copy(database, part);
      force(part, StandardOpenOption.WRITE);
      publish(part, target);
      Path folder = target.getParent();
      if (folder != null
          && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        force(folder, StandardOpenOption.READ);
      }
    } catch (FileAlreadyExistsException e) {
      throw exists(file, e);
    } catch (StorageException e) {
      throw new StorageException(
          e.reason(), "The backup '" + file + "' could not be written. " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StorageException(
          Reason.NOT_WRITABLE, "The backup '" + file + "' could not be written.", e);
    } finally {
      deletePart(part);
    }
  }

  private static void copy(SqliteDatabase database, Path part) {
    // Not the page by page copy of SQLite, which begins anew whenever somebody has written.
    int unused = database.read(handle -> handle.execute("VACUUM INTO ?", part.toString()));
  }

  /** Gives the copy its name, unless somebody else has taken that meanwhile. */
  private static void publish(Path part, Path target) throws IOException {
    try {
      // A move would replace what has just come to be there.
      Files.createLink(target, part);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      LOG.debug("the file system has no second names for a file", e);
      Files.move(part, target);
    }
  }

  private static IllegalArgumentException exists(Path file, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "'" + file + "' exists already; choose another name for the backup", cause);
  }

  private static void force(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  private static void deletePart(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new StorageException(
          Reason.NOT_WRITABLE, "The unfinished backup '" + part + "' cannot be deleted.", e);
    }
  }
}
