package dev.importer.internal.check;

import dev.importer.error.ErrorCode;

/** What is wrong with one value, before it is known where the value stands. */
record Finding(ErrorCode code, String rule, String message) {

  static Finding type(String rule, String message) {
    return new Finding(ErrorCode.TYPE_ERROR, rule, message);
  }

  static Finding constraint(String rule, String message) {
    return new Finding(ErrorCode.CONSTRAINT_ERROR, rule, message);
  }

  /** This finding with something more to say. */
  Finding with(String hint) {
    return new Finding(code, rule, message + (message.endsWith("?") ? " " : "; ") + hint);
  }
}
