package dev.importer.server.internal.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes and deletes the files of schemas, whole or not at all. Thread-safe, also among processes.
 *
 * @param folder where they are
 */
record SchemaFiles(Path folder) {

  /** Neither ends as the files of schemas do. */
  private static final String LOCK = ".schemas.lock";

  private static final String PART = ".schemas.part";

  /** A lock of a file is one of the whole process, which has to agree within itself first. */
  private static final ReentrantLock OWN = new ReentrantLock();

  /** Something that is done while nobody else changes the folder. */
  @FunctionalInterface
  interface Change<T> {
    T make() throws IOException;
  }

  /** Keeps everybody else who changes the folder away meanwhile. */
  <T> T alone(Change<T> change) throws IOException {
    OWN.lock();
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // Given up when the channel is closed.
      FileLock unused = channel.lock();
      return change.make();
    } finally {
      OWN.unlock();
    }
  }

  /** Puts a file there, or in the place of the one that is there. Only to be called alone. */
  void write(String name, String json) throws IOException {
    Path file = SchemaFolder.fileOf(folder, name);
    Path part = folder.resolve(PART);
    // That of somebody who died over it.
    Files.deleteIfExists(part);
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(json);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      letSameRead(part, file);
      channel.force(true);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    keepNames();
  }

  /** Removes a file, if it is there. Only to be called alone. */
  void delete(String name) throws IOException {
    Files.deleteIfExists(SchemaFolder.fileOf(folder, name));
    keepNames();
  }

  /** The permissions are those of the file before, or else those of any other schema. */
  private void letSameRead(Path part, Path file) throws IOException {
    PosixFileAttributeView own = Files.getFileAttributeView(part, PosixFileAttributeView.class);
    List<Path> others = Files.exists(file) ? List.of(file) : SchemaFolder.files(folder);
    if (own != null && !others.isEmpty()) {
      own.setPermissions(Files.getPosixFilePermissions(others.get(0)));
    }
  }

  /** A crash must not bring back what the folder listed before. */
  private void keepNames() {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // Not every system can do that with a folder, and the change is made.
    }
  }
}
