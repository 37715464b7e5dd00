package dev.importer.server;

import org.jspecify.annotations.Nullable;

/** The server cannot start as it is asked to; the message says what to change. */
public final class ServerStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServerStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
