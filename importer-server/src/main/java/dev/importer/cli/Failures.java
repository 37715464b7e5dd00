package dev.importer.cli;

import dev.importer.error.ImporterException;
import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.job.OptionException;
import dev.importer.server.ServerStartException;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.server.internal.problem.Problems;
import dev.importer.server.internal.schemas.SchemaFolderException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
    String help =
        command.getParent() == null
            ? "--help shows the commands and options"
            : command.getCommandSpec().qualifiedName() + " --help shows the options";
    report(command.getErr(), sentence(failure) + " (" + help + ")");
    return ExitCodes.UNUSABLE;
  }

  /** With what was probably meant; picocli's own suggestions name what is not near at all, too. */
  private static String sentence(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, failure.getCommandLine().getCommandSpec());
    }
    ArgSpec argument = failure.getArgSpec();
    String value = failure.getValue();
    return argument == null || value == null
        ? String.valueOf(failure.getMessage())
        : unusable(argument, value);
  }

  private static String unmatched(UnmatchedArgumentException failure, CommandSpec command) {
    String first = failure.getUnmatched().get(0);
    if (first.startsWith("-")) {
      String option = first.replaceFirst("=.*", "");
      return "There is no option '"
          + option
          + "'"
          + Text.end(option, command.optionsMap().keySet());
    }
    if (command.parent() == null) {
      return "There is no command '"
          + first
          + "'"
          + Text.end(first, command.subcommands().keySet());
    }
    return "There is no use for the argument '" + first + "'.";
  }

  private static String unusable(ArgSpec argument, String value) {
    String name =
        argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    Class<?> type = argument.typeInfo().getType();
    List<String> allowed = List.of();
    String rule;
    if (type.isEnum()) {
      allowed =
          argument.typeInfo().getEnumConstantNames().stream()
              .map(each -> each.toLowerCase(Locale.ROOT))
              .toList();
      rule = "one of " + allowed;
    } else if (type == Charset.class) {
      allowed = List.copyOf(Charset.availableCharsets().keySet());
      rule = "the name of a character encoding, such as utf-8";
    } else if (type == boolean.class) {
      rule = "true or false";
    } else {
      rule = "a whole number";
    }
    return name + " must be " + rule + ", but is '" + value + "'" + Text.end(value, allowed);
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
    boolean problem = failure instanceof ImporterException || failure instanceof ProblemException;
    boolean json = problem && JsonOption.isIn(command);
    if (json) {
      try (Output out = Output.of(command.getCommandSpec())) {
        out.json(Problems.of(failure).json(instance(command)));
      } catch (IOException e) {
        report(command.getErr(), String.valueOf(e.getMessage()));
      }
    }
    // Of a database, a problem says no more than strangers may know.
    if (!json || failure instanceof StorageException) {
      report(command.getErr(), message);
    }
    return ExitCodes.UNUSABLE;
  }

  /** Tells what was wrong with one of several files; the others go on. */
  static int ofFile(String name, ImporterException failure, CommandLine command, Output out)
      throws IOException {
    if (JsonOption.isIn(command)) {
      out.json(Problems.of(failure).json(instance(command)));
    } else {
      report(command.getErr(), name + ": " + sentence(failure).orElse("") + importOf(failure));
    }
    return ExitCodes.UNUSABLE;
  }

  private static String importOf(ImporterException failure) {
    return failure instanceof SourceException source && source.importId().isPresent()
        ? " (import " + source.importId().getAsLong() + ")"
        : "";
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
            || failure instanceof OptionException
            || failure instanceof ServerStartException
            || failure instanceof SchemaFolderException
            || failure instanceof OutputException
            || failure instanceof UnusableException;
    return expected ? Optional.of(String.valueOf(failure.getMessage())) : Optional.empty();
  }

  private static String sentence(SourceException failure) {
    String place = failure.line().isPresent() ? " (line " + failure.line().getAsLong() + ")" : "";
    return failure.code().text() + place + ": " + failure.getMessage();
  }

  /** A line for each fault, because they are in the command and not in the program. */
  static void report(PrintWriter err, String message) {
    message.lines().forEach(line -> err.println(PREFIX + Text.visible(line)));
    err.flush();
  }
}
