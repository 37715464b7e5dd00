package dev.importer.internal.job;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.internal.source.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which instances are running: each holds a lock on a file of its own, which the operating
 * system takes away from it however it ends.
 */
final class InstanceLock implements Liveness {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceLock.class);
  private static final String SUFFIX = ".lock";

  /**
   * The files that are locked by this very process. They must not be opened to look whether they
   * are locked: on POSIX systems, closing any channel of a file frees the locks of the process on
   * it.
   */
  private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final String instance;
  private @Nullable FileChannel held;

  /** Who makes the folder removes it, too, if nothing is left in it. */
  private boolean madeFolder;

  InstanceLock(Path folder, String instance) {
    this.folder = folder;
    this.instance = instance;
  }

  /** Takes the lock of this instance. */
  @Override
  public void acquire() {
    // Before the file is there: nobody in this process may open it to look.
    LOCKED_HERE.add(file(instance));
    try {
      held = lockedFile();
    } catch (IOException e) {
      LOCKED_HERE.remove(file(instance));
      throw new StorageException(
          Reason.NOT_WRITABLE,
          "The spool folder '" + folder + "' cannot be written. Check its path and permissions.",
          e);
    }
  }

  /**
   * Makes the file and locks it. Whoever looks between the two takes it for that of a dead instance
   * and deletes it, and a lock on a file that nobody finds is none: then it is made again.
   */
  private FileChannel lockedFile() throws IOException {
    while (true) {
      FileChannel channel = create();
      boolean kept = false;
      try {
        kept = channel.tryLock() != null && Files.exists(file(instance));
        if (kept) {
          return channel;
        }
      } finally {
        if (!kept) {
          channel.close();
        }
      }
    }
  }

  private FileChannel create() throws IOException {
    madeFolder = madeFolder || !Files.isDirectory(folder);
    while (true) {
      Files.createDirectories(folder, OwnerOnly.folder(folder));
      try {
        return FileChannel.open(
            file(instance),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            OwnerOnly.file(folder));
      } catch (NoSuchFileException e) {
        if (Files.isDirectory(folder)) {
          throw e;
        }
        // Another instance that closed has just removed the empty folder.
      }
    }
  }

  /** A process that is gone has nothing under way. */
  @Override
  public void endSessionsOf(String deadInstance) {}

  /** Removes the locks of instances that died; the next one that starts sweeps what they left. */
  @Override
  public boolean removeDead() {
    LOG.debug("{} other instances run", countOthers());
    return false;
  }

  /** The files of those that died are removed. */
  @Override
  public int countOthers() {
    int count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        String other = name.substring(0, name.length() - SUFFIX.length());
        if (!isRunning(other)) {
          LOG.debug("removed the lock of an instance that no longer runs: {}", name);
        } else if (!other.equals(instance)) {
          count++;
        }
      }
      return count;
    } catch (IOException | DirectoryIteratorException e) {
      throw new StorageException(Reason.OTHER, "The locks in the spool cannot be read.", e);
    }
  }

  /**
   * Whether the instance with this id is running, in this process or another. The file of one that
   * is not is removed.
   */
  @Override
  public boolean isRunning(String other) {
    if (other.equals(instance) || LOCKED_HERE.contains(file(other))) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file(other), StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return true;
      }
      Files.deleteIfExists(file(other));
      return false;
    } catch (OverlappingFileLockException e) {
      // This process has it, by way of another class loader or another name of the folder.
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new StorageException(Reason.OTHER, "The locks in the spool cannot be read.", e);
    }
  }

  @Override
  public void close() {
    try {
      if (held != null) {
        held.close();
        LOCKED_HERE.remove(file(instance));
        Files.deleteIfExists(file(instance));
        if (madeFolder) {
          Files.delete(folder);
        }
      }
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      LOG.debug("The spool folder is in use or gone already");
    } catch (IOException e) {
      throw new StorageException(Reason.OTHER, "The lock of this instance cannot be freed.", e);
    }
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }
}
