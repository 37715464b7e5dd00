package dev.importer.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code importer-server}; without a command of its own it starts a server. */
@Command(
    name = "importer-server",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    description = {
      "Takes CSV and JSON files over HTTP, checks every row, and stores every row.",
      "Each option can also be set in the environment: --max-upload-bytes is"
          + " IMPORTER_MAX_UPLOAD_BYTES, and so on. The option wins. Other commands than serve"
          + " take the options of the database, --schemas and --spool from there, too."
    },
    footer = "The documentation of the HTTP calls is at /docs of the running server.",
    exitCodeOnExecutionException = ExitCodes.UNUSABLE,
    exitCodeOnInvalidInput = ExitCodes.UNUSABLE,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Main implements Callable<Integer> {

  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("serve", ServeCommand.class);
    COMMANDS.put("import", ImportCommand.class);
    COMMANDS.put("check", CheckCommand.class);
    COMMANDS.put("detect", DetectCommand.class);
    COMMANDS.put("infer", InferCommand.class);
    COMMANDS.put("imports", ImportsCommand.class);
    COMMANDS.put("show", ShowCommand.class);
    COMMANDS.put("search", SearchCommand.class);
    COMMANDS.put("export", ExportCommand.class);
    COMMANDS.put("errors", ErrorsCommand.class);
    COMMANDS.put("correct", CorrectCommand.class);
    COMMANDS.put("edit", EditCommand.class);
    COMMANDS.put("replace", ReplaceCommand.class);
    COMMANDS.put("changes", ChangesCommand.class);
    COMMANDS.put("undo", UndoCommand.class);
    COMMANDS.put("redo", RedoCommand.class);
    COMMANDS.put("cancel", CancelCommand.class);
    COMMANDS.put("delete", DeleteCommand.class);
    COMMANDS.put("mappings", MappingsCommand.class);
    COMMANDS.put("copy", CopyCommand.class);
    COMMANDS.put("schemas", SchemasCommand.class);
    COMMANDS.put("template", TemplateCommand.class);
  }

  @Spec private CommandSpec spec;
  @Mixin private ServeOptions serve;

  private final OutputStream standardOutput;

  private Main(OutputStream standardOutput) {
    this.standardOutput = standardOutput;
  }

  OutputStream standardOutput() {
    return standardOutput;
  }

  /** Does what the arguments say; a server goes on in threads of its own. */
  public static void main(String[] arguments) {
    // Not System.out, which keeps to itself that nobody reads it any more.
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    int code = commandLine(out, System.getenv(), arguments).execute(arguments);
    if (code != ExitCodes.CLEAN) {
      System.exit(code);
    }
  }

  /**
   * The program.
   *
   * @param out takes the results of commands
   * @param environment the variables that give defaults
   * @param arguments what it will be given; if a command comes first, only that one is set up,
   *     because each takes a while
   */
  static CommandLine commandLine(
      OutputStream out, Map<String, String> environment, String... arguments) {
    CommandLine command = new CommandLine(new Main(out));
    Class<?> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (named == null) {
      COMMANDS.forEach(command::addSubcommand);
      command.addSubcommand(AutoComplete.GenerateCompletion.class);
    } else {
      command.addSubcommand(arguments[0], named);
    }
    command
        .getSubcommands()
        .forEach(
            (name, subcommand) -> {
              SettingOptions.addTo(subcommand.getCommandSpec());
              ReadingOptions.addTo(subcommand.getCommandSpec());
            });
    SettingOptions.addTo(command.getCommandSpec());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    Set<String> withVariables = new HashSet<>(command.getCommandSpec().optionsMap().keySet());
    withVariables.addAll(SecondDatabaseOptions.names());
    command.setDefaultValueProvider(new EnvironmentDefaults(environment, withVariables));
    command.setParameterExceptionHandler(Failures::unusableArguments);
    command.setExecutionExceptionHandler(Failures::failed);
    command.setExecutionStrategy(Main::execute);
    return command;
  }

  private static int execute(ParseResult arguments) {
    if (arguments.hasSubcommand()) {
      if (!arguments.isUsageHelpRequested() && !arguments.matchedOptions().isEmpty()) {
        throw new ParameterException(
            arguments.commandSpec().commandLine(),
            "Options come after the command, but "
                + arguments.matchedOptions().get(0).longestName()
                + " stands before it");
      }
    }
    return new CommandLine.RunLast().execute(arguments);
  }

  @Override
  public Integer call() {
    return serve.serve(spec.commandLine().getOut());
  }

  /** Tells the version from the manifest of the jar. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"importer-server " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
