package dev.importer.server.internal.schemas;

import org.jspecify.annotations.Nullable;

/** Schemas cannot be read; the message has a line for each fault. */
public final class SchemaFolderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
