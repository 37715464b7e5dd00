package dev.importer.cli;

import dev.importer.error.ImporterException;
import dev.importer.error.SourceException;
import dev.importer.server.AnswerJson;
import dev.importer.server.ProblemException;
import dev.importer.server.ServerStartException;
import dev.importer.type.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells why something is not done: in a line for people, as a problem for programs. */
final class Failures {

  private static final String PREFIX = "importer-server: ";

  private Failures() {}

  /** Arguments that cannot be understood. */
  static int unusableArguments(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String options =
        command.getParent() == null
            ? "--help"
            : command.getCommandSpec().qualifiedName() + " --help";
    tell(command.getErr(), sentence(failure) + " (" + options + " shows the options)");
    return ExitCodes.UNUSABLE;
  }

  /** With what was probably meant; picocli's own suggestions name what is not near at all, too. */
  private static String sentence(ParameterException failure) {
    CommandSpec command = failure.getCommandLine().getCommandSpec();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      if (first.startsWith("-")) {
        String option = first.replaceFirst("=.*", "");
        return failure.getMessage() + Suggestion.hint(option, command.optionsMap().keySet());
      }
      if (command.parent() == null) {
        Set<String> commands = command.subcommands().keySet();
        return "There is no command '" + first + "'" + Text.end(first, commands);
      }
    }
    ArgSpec argument = failure.getArgSpec();
    return argument != null && argument.typeInfo().isEnum() && failure.getValue() != null
        ? failure.getMessage()
            + Suggestion.hint(failure.getValue(), argument.typeInfo().getEnumConstantNames())
        : failure.getMessage();
  }

  /** What a command throws. */
  static int failed(Exception failure, CommandLine command, ParseResult arguments)
      throws Exception {
    if (failure instanceof OutputException broken && broken.isBrokenPipe()) {
      return ExitCodes.BROKEN_PIPE;
    }
    String message = sentence(failure).orElse(null);
    if (message == null) {
      throw failure;
    }
    if (JsonOption.isIn(command) && !(failure instanceof OutputException)) {
      try (Output out = Output.of(command.getCommandSpec())) {
        out.json(AnswerJson.problem(failure, instance(command)));
      } catch (IOException e) {
        tell(command.getErr(), String.valueOf(e.getMessage()));
      }
    } else {
      tell(command.getErr(), message);
    }
    return ExitCodes.UNUSABLE;
  }

  /** The command as a URI, which is what a problem says of where it occurred. */
  static String instance(CommandLine command) {
    return "command:" + command.getCommandName();
  }

  /** A sentence about a failure that can be expected; empty for a fault of the program. */
  static Optional<String> sentence(Exception failure) {
    if (failure instanceof SourceException source) {
      return Optional.of(sentence(source));
    }
    if (failure instanceof ProblemException problem) {
      return Optional.of(problem.detail());
    }
    boolean expected =
        failure instanceof ImporterException
            || failure instanceof ServerStartException
            || failure instanceof OutputException
            || failure instanceof UnusableException;
    return expected ? Optional.of(String.valueOf(failure.getMessage())) : Optional.empty();
  }

  private static String sentence(SourceException failure) {
    String place = failure.line().isPresent() ? " (line " + failure.line().getAsLong() + ")" : "";
    return failure.code().text() + place + ": " + failure.getMessage();
  }

  /** A line for each fault, because they are in the command and not in the program. */
  static void tell(PrintWriter err, String message) {
    message.lines().forEach(line -> err.println(PREFIX + Text.visible(line)));
    err.flush();
  }
}
