package dev.importer.error;

import org.jspecify.annotations.Nullable;

/**
 * Something cannot go on. Each child asks the caller for another reaction:
 *
 * <ul>
 *   <li>{@link SourceException}: the file cannot be used; show the place to the person who made it.
 *   <li>{@link SchemaException}: a schema is wrong; show its faults to its author.
 *   <li>{@link DuplicateImportException}: the file is known, and the caller asked to refuse it.
 *   <li>{@link ImportNotFoundException}: there is no such import.
 *   <li>{@link ImportStateException}: the import has ended or was cancelled.
 *   <li>{@link ChangeException}: rows cannot be changed so; look at them again.
 *   <li>{@link QueueFullException}: too much is waiting; try again later.
 *   <li>{@link StorageException}: the database or the disk does not do its part.
 * </ul>
 *
 * Wrong arguments are {@link IllegalArgumentException}s, and calls after the importer was closed
 * are {@link ImporterClosedException}s.
 */
public abstract sealed class ImporterException extends RuntimeException
    permits SourceException,
        SchemaException,
        DuplicateImportException,
        ImportNotFoundException,
        ImportStateException,
        ChangeException,
        QueueFullException,
        StorageException,
        UploadNotFoundException {

  private static final long serialVersionUID = 1L;

  ImporterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
