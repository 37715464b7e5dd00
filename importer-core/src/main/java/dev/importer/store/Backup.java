package dev.importer.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Copies a database that is in use into a file of its own: all of one moment. It reads only, so
 * that whoever writes goes on meanwhile; the write-ahead log grows until the copy is done.
 */
final class Backup {

  private static final String PART = ".part";

  private Backup() {}

  /**
   * Writes the copy under another name first, so that a file of this name is always a whole one.
   */
  static void run(Connections connections, Path file) {
    Path target = file.toAbsolutePath();
    if (Files.exists(target)) {
      throw new IllegalArgumentException(
          "'" + file + "' exists already; choose another name for the backup");
    }
    Path part = target.resolveSibling(target.getFileName() + PART);
    try {
      Files.deleteIfExists(part);
      copy(connections, part);
      force(part, StandardOpenOption.WRITE);
      Files.move(part, target);
      Path folder = target.getParent();
      if (folder != null
          && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        force(folder, StandardOpenOption.READ);
      }
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

  private static void copy(Connections connections, Path part) {
    // Not the page by page copy of SQLite, which begins anew whenever somebody has written.
    int unused = connections.read(handle -> handle.execute("VACUUM INTO ?", part.toString()));
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
