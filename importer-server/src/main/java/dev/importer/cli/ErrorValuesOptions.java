package dev.importer.cli;

import dev.importer.results.RecordQuery.ErrorKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the different refused values are wanted. */
final class ErrorValuesOptions extends PageOptions {

  @Option(
      names = "--values",
      required = true,
      description =
          "List the different wrong values instead of the rows, the most frequent first, with what"
              + " they were probably meant to be.")
  private boolean values;

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "With --values: only those of this field or column.")
  private @Nullable String field;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "With --values: only those with errors of this code.")
  private @Nullable String code;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "With --values: only those that break this rule.")
  private @Nullable String rule;

  boolean areAskedFor() {
    return values;
  }

  ErrorKind kind() {
    return new ErrorKind(code, rule, field);
  }
}
