package dev.importer.internal.rule;

/** A check of a value by a JSON Schema would take too long. */
final class EffortExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EffortExceededException() {
    super("it takes more than a million steps", null, false, false);
  }
}
