package dev.importer.cli;

import java.io.IOException;

/** The standard output does not take what is written to it. */
final class OutputException extends IOException {

  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super("The output cannot be written: " + cause.getMessage(), cause);
  }

  /** Whether its reader has gone away, as {@code head} does when it has seen enough. */
  boolean isBrokenPipe() {
    return String.valueOf(getMessage()).contains("Broken pipe");
  }
}
