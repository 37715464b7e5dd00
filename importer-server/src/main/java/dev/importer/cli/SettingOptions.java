package dev.importer.cli;

import dev.importer.internal.store.QuotedUrl;
import dev.importer.server.ServerOptions;
import dev.importer.server.ServerSetting;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Settings of a server as options of the commands that have this mixin. */
@Command
abstract class SettingOptions {

  private final Set<ServerSetting> settings;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  SettingOptions(Set<ServerSetting> settings) {
    this.settings = settings;
  }

  /** Gives a command the options of its mixins. */
  static void addTo(CommandSpec command) {
    for (CommandSpec mixin : List.copyOf(command.mixins().values())) {
      if (mixin.userObject() instanceof SettingOptions options) {
        options.settings.forEach(
            setting -> command.addOption(options.describe(setting, options.option(setting))));
      }
    }
  }

  private OptionSpec.Builder option(ServerSetting setting) {
    return OptionSpec.builder(nameOf(setting))
        .paramLabel(setting.label())
        .type(String.class)
        .arity("1");
  }

  /** What a setting is called here. */
  String nameOf(ServerSetting setting) {
    return setting.option();
  }

  /** What a setting means here. */
  OptionSpec describe(ServerSetting setting, OptionSpec.Builder option) {
    option.description(setting.description() + ". Default: " + setting.defaultText());
    return switch (setting) {
      // Without a fallback the option would turn off what the environment turns on.
      case NO_AUTH, SCHEMAS_WRITABLE -> option.arity("0..1").fallbackValue("true").build();
      case ALLOWED_HOSTS -> option.type(List.class).auxiliaryTypes(String.class).build();
      default -> option.build();
    };
  }

  /** What is said of a setting that cannot be used, with the names that it has here. */
  String inOwnWords(String message) {
    return message;
  }

  /**
   * What is given, on the command line or in the environment.
   *
   * @throws ParameterException if a value cannot be used
   */
  ServerOptions options() {
    ServerOptions.Builder builder = ServerOptions.on(Path.of(ServerSetting.DB.defaultText()));
    requireNoSecret();
    try {
      for (ServerSetting setting : settings) {
        Object value = command.findOption(nameOf(setting)).getValue();
        if (value instanceof Collection<?> several) {
          setting.set(builder, String.join(",", several.stream().map(String::valueOf).toList()));
        } else if (value != null && isMeant(setting)) {
          setting.set(builder, value.toString());
        }
      }
      ServerOptions options = builder.build();
      if (options.databaseFile().isEmpty()) {
        Logging.quietDriver();
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), inOwnWords(e.getMessage() + "."), e);
    }
  }

  /** It is an option only so that its variable is found and named like those of the others. */
  private void requireNoSecret() {
    if (settings.contains(ServerSetting.WEBHOOK_SECRET)
        && isOnCommandLine(ServerSetting.WEBHOOK_SECRET)) {
      throw new ParameterException(
          command.commandLine(),
          ServerSetting.WEBHOOK_SECRET.option()
              + " is not taken from the command line, where other users of the machine can see it."
              + " Set "
              + EnvironmentDefaults.variableOf(ServerSetting.WEBHOOK_SECRET.option())
              + ", or name a file with "
              + ServerSetting.WEBHOOK_SECRET_FILE.option()
              + ".");
    }
  }

  private boolean isOnCommandLine(ServerSetting setting) {
    return command.commandLine().getParseResult().hasMatchedOption(nameOf(setting));
  }

  /** The environment may be that of a PostgreSQL database, beside which a file is named. */
  private boolean isMeant(ServerSetting setting) {
    return switch (setting) {
      case DB_SCHEMA, DB_USER, DB_PASSWORD -> {
        Object database = command.findOption(nameOf(ServerSetting.DB)).getValue();
        yield (database != null && QuotedUrl.isUrl(database.toString()))
            || isOnCommandLine(setting);
      }
      default -> true;
    };
  }
}
