package dev.importer.error;

import org.jspecify.annotations.Nullable;

/** The database or the disk does not do its part. */
public final class StorageException extends ImporterException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the storage. */
  public enum Reason {
    /** No space is left on the disk. */
    NO_SPACE,
    /** The database is locked by another process. */
    LOCKED,
    /** The database or its folder cannot be written or opened. */
    NOT_WRITABLE,
    /** The connection to the database is lost, or none is to be had. */
    UNREACHABLE,
    /** The user, the password or the rights of the role do not suffice. */
    ACCESS_DENIED,
    /** The database takes no changes: it is a replica, or was set so. */
    READ_ONLY,
    /** The file of the database was removed, renamed or replaced while it was open. */
    MOVED,
    /** The database was made by a newer version of the importer. */
    NEWER_VERSION,
    /** The database is damaged, or the file is none. */
    CORRUPT,
    /** The database is neither one of SQLite nor one of PostgreSQL, or its driver is missing. */
    OTHER_DATABASE,
    /** A query took longer than its time limit. */
    TIMEOUT,
    /** Anything else; the cause says more. */
    OTHER
  }

  private final Reason reason;

  /** Says in a sentence what to do. */
  public StorageException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
