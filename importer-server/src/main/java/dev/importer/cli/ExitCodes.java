package dev.importer.cli;

/** What the process says at its end. */
final class ExitCodes {

  /** Everything was done; no row was refused. */
  static final int CLEAN = 0;

  /** Everything was done; rows were refused. */
  static final int REFUSED = 1;

  /** A file or a database cannot be used, or the command cannot be understood. */
  static final int UNUSABLE = 2;

  /** Whoever read the output went away; what shells report of programs that SIGPIPE ended. */
  static final int BROKEN_PIPE = 128 + 13;

  private ExitCodes() {}

  /** The code after work that may have refused rows. */
  static int of(long refused) {
    return refused > 0 ? REFUSED : CLEAN;
  }
}
