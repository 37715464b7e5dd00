package dev.importer.cli;

/** What is asked for cannot be done; the message says what to change. */
final class UnusableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableException(String message) {
    super(message, null, false, false);
  }
}
