package dev.importer.internal.source;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The attributes of new files and folders that hold what people sent: nobody but their owner may
 * read them, whatever the process lets others do otherwise. Where a file system knows no owners,
 * there are none.
 */
public final class OwnerOnly {

  private static final FileAttribute<?>[] NONE = {};

  private OwnerOnly() {}

  /** The attributes of a file. */
  public static FileAttribute<?>[] file(Path path) {
    return of(path, "rw-------");
  }

  /** The attributes of a folder. */
  public static FileAttribute<?>[] folder(Path path) {
    return of(path, "rwx------");
  }

  private static FileAttribute<?>[] of(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : NONE;
  }
}
