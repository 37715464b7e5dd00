package dev.importer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The choice between text for people and JSON for programs. */
final class JsonOption {

  private static final String NAME = "--json";

  @Option(
      names = NAME,
      description = "Print the JSON that the HTTP call answers with; for a failure, a problem.")
  private boolean json;

  boolean isGiven() {
    return json;
  }

  /** Whether the command that is run is asked for JSON. */
  static boolean isIn(CommandLine command) {
    CommandLine.ParseResult arguments = command.getParseResult();
    return arguments != null && arguments.hasMatchedOption(NAME);
  }
}
