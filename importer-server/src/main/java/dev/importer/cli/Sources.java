package dev.importer.cli;

import dev.importer.source.Source;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command takes bytes from. */
final class Sources {

  /** The argument that means the standard input. */
  static final String STANDARD_INPUT = "-";

  private Sources() {}

  /**
   * Makes sure that several files can be told apart.
   *
   * @param done what is done with each of them
   */
  static void requireSensible(List<String> files, CommandSpec command, String done) {
    if (files.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw new UnusableException("The standard input can be " + done + " only once.");
    }
    if (files.size() > 1 && command.commandLine().getParseResult().hasMatchedOption("--filename")) {
      throw new UnusableException(
          "--filename is for one file, but there are " + files.size() + ".");
    }
  }

  /** The source that an argument names: a file, or {@code -} for the standard input. */
  static Source of(String argument) {
    return argument.equals(STANDARD_INPUT)
        ? Source.of(System.in, "stdin")
        : Source.of(Path.of(argument));
  }
}
