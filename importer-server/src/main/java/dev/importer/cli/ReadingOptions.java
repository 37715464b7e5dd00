package dev.importer.cli;

import dev.importer.server.internal.upload.UploadOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of an upload as those of a command: {@code skip_rows} is {@code --skip-rows}, with
 * the same values. What is not given is detected.
 */
final class ReadingOptions {

  /**
   * An option.
   *
   * @param label what stands for the value in the help; empty for a switch
   * @param description one sentence
   */
  private record Help(String label, String description) {}

  private static final Map<String, Help> HELP = new LinkedHashMap<>();

  /** The commands that read files, each with the options that mean something to it. */
  private static final Map<String, List<String>> OF_COMMANDS;

  static {
    help(
        "schema",
        "NAME|FILE",
        "What rows are checked against: the name of a schema, or the file that holds it (NAME.json,"
            + " or with a slash); none for nothing. Default: users");
    help("format", "FORMAT", "csv, json or ndjson.");
    help("encoding", "NAME", "The character encoding, such as utf-8.");
    help("delimiter", "TEXT", "What separates cells, 1 to 8 characters; tab for a tab.");
    help("quote", "CHARACTER", "What encloses cells; empty for nothing.");
    help("escape", "CHARACTER", "What makes a quote part of a cell; empty for nothing.");
    help("header", "true|false", "Whether there are labels.");
    help("skip_rows", "N", "How many lines stand before the labels.");
    help("header_rows", "N", "Over how many rows the labels are spread.");
    help("header_join", "TEXT", "What is put between the parts of a label.");
    help("repair", "", "Repair rows whose quotes do not add up.");
    help("max_errors", "N|N%", "How many rows may be refused, or which share of them.");
    help("strict", "", "Let no row be refused.");
    help("severity", "FAULT:LEVEL", "Only warn of a fault, such as extra-cell:warning.");
    help(
        "on_duplicate",
        "return|refuse|allow",
        "What to do if the file was imported before in the same way. Default: return that import");
    help("filename", "NAME", "What the file is called. Default: its name, or stdin");
    List<String> manner =
        List.of(
            "schema",
            "format",
            "encoding",
            "delimiter",
            "quote",
            "escape",
            "header",
            "skip_rows",
            "header_rows",
            "header_join",
            "filename");
    OF_COMMANDS =
        Map.of(
            "import", UploadOptions.NAMES,
            "check", UploadOptions.NAMES,
            "detect", manner,
            "infer", manner.subList(1, manner.size()),
            "correct", UploadOptions.OF_CORRECTIONS);
  }

  private ReadingOptions() {}

  private static void help(String name, String label, String description) {
    HELP.put(name, new Help(label, description));
  }

  /** Gives a command the options that mean something to it, if there are any. */
  static void addTo(CommandSpec command) {
    List<String> names = OF_COMMANDS.get(command.name());
    if (names == null) {
      return;
    }
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder()
            .heading("%nHow the file is read; what is not given is detected:%n")
            .exclusive(false)
            .validate(false);
    HELP.forEach(
        (name, help) -> {
          if (names.contains(name)) {
            group.addArg(option(name, help));
          }
        });
    command.addArgGroup(group.build());
  }

  private static OptionSpec option(String name, Help help) {
    OptionSpec.Builder option = OptionSpec.builder(optionOf(name)).description(help.description());
    return help.label().isEmpty()
        ? option.type(boolean.class).arity("0").build()
        : option.type(String.class).arity("1").paramLabel(help.label()).build();
  }

  static String optionOf(String name) {
    return "--" + name.replace('_', '-');
  }

  /**
   * What was given.
   *
   * @param schemas the names of the schemas there are
   */
  static UploadOptions of(CommandSpec command, Set<String> schemas) {
    List<String> names = OF_COMMANDS.getOrDefault(command.name(), List.of());
    UploadOptions options = UploadOptions.of(names, schemas);
    ParseResult arguments = command.commandLine().getParseResult();
    for (String name : names) {
      OptionSpec given = arguments.matchedOption(optionOf(name));
      if (given != null) {
        given.stringValues().stream()
            .map(value -> name.equals("schema") ? new SchemaArgument(value).name() : value)
            .forEach(value -> options.put(name, value));
      }
    }
    options.requireConsistent();
    return options;
  }
}
