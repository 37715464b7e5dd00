package dev.importer.cli;

import dev.importer.source.Source;
import java.nio.file.Path;

/** Where a command takes bytes from. */
final class Sources {

  /** The argument that means the standard input. */
  static final String STANDARD_INPUT = "-";

  private Sources() {}

  /** The source that an argument names: a file, or {@code -} for the standard input. */
  static Source of(String argument) {
    return argument.equals(STANDARD_INPUT)
        ? Source.of(System.in, "stdin")
        : Source.of(Path.of(argument));
  }
}
