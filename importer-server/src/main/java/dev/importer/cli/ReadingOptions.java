package dev.importer.cli;

import dev.importer.job.ImportOption;
import dev.importer.schema.Schema;
import dev.importer.server.internal.upload.UploadOptions;
import java.util.Map;
import java.util.Optional;
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

  /** What the commands that read files do with them. */
  private static final Map<String, ImportOption.Use> USES =
      Map.of(
          "import", ImportOption.Use.IMPORT,
          "check", ImportOption.Use.IMPORT,
          "detect", ImportOption.Use.DETECTION,
          "infer", ImportOption.Use.INFERENCE,
          "correct", ImportOption.Use.CORRECTION);

  private ReadingOptions() {}

  /** Gives a command the options that mean something to it, if there are any. */
  static void addTo(CommandSpec command) {
    ImportOption.Use use = USES.get(command.name());
    if (use == null) {
      return;
    }
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder()
            .heading("%nHow the file is read; what is not given is detected:%n")
            .exclusive(false)
            .validate(false);
    ImportOption.of(use).forEach(option -> group.addArg(specification(option)));
    command.addArgGroup(group.build());
  }

  private static OptionSpec specification(ImportOption option) {
    OptionSpec.Builder given =
        OptionSpec.builder(nameOf(option)).description(option.help().replace("%", "%%"));
    if (isSwitch(option)) {
      return given.type(boolean.class).arity("0").build();
    }
    Class<?> type = option.isRepeatable() ? String[].class : String.class;
    return given.type(type).arity("1").paramLabel(labelOf(option)).build();
  }

  /** What is off unless it is asked for needs no value. */
  private static boolean isSwitch(ImportOption option) {
    return option == ImportOption.REPAIR
        || option == ImportOption.STRICT
        || option == ImportOption.UNWRAP
        || option == ImportOption.SHOWN;
  }

  /** What stands for the value; a command can read the file of a schema. */
  static String labelOf(ImportOption option) {
    return option == ImportOption.SCHEMA ? option.label() + "|FILE" : option.label();
  }

  static String nameOf(ImportOption option) {
    return "--" + option.text().replace('_', '-');
  }

  /**
   * What was given.
   *
   * @param schemas the names of the schemas there are
   */
  static UploadOptions of(CommandSpec command, Set<String> schemas) {
    ImportOption.Use use = USES.get(command.name());
    if (use == null) {
      throw new IllegalArgumentException(command.name() + " reads no file");
    }
    UploadOptions options = UploadOptions.of(use, schemas);
    ParseResult arguments = command.commandLine().getParseResult();
    for (ImportOption option : ImportOption.of(use)) {
      OptionSpec given = arguments.matchedOption(nameOf(option));
      if (given != null) {
        given.stringValues().forEach(value -> put(options, option, value));
      }
    }
    options.requireConsistent();
    return options;
  }

  private static void put(UploadOptions options, ImportOption option, String value) {
    Optional<Schema> file =
        option == ImportOption.SCHEMA ? new SchemaArgument(value).read() : Optional.empty();
    file.ifPresentOrElse(options::putSchema, () -> options.put(option.text(), value));
  }
}
