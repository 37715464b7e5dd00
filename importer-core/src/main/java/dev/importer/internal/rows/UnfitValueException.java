package dev.importer.internal.rows;

/** A value of the schema that does not fit its part of the application's object. */
final class UnfitValueException extends Exception {

  private static final long serialVersionUID = 1L;

  UnfitValueException(String message) {
    super(message, null, false, false);
  }

  /** The same, with the part of a value in which it happened. */
  UnfitValueException in(String part) {
    return new UnfitValueException(part + ": " + getMessage());
  }
}
