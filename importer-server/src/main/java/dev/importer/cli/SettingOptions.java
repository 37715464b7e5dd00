package dev.importer.cli;

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
        options.settings.forEach(setting -> command.addOption(option(setting)));
      }
    }
  }

  private static OptionSpec option(ServerSetting setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.option())
            .paramLabel(setting.label())
            .description(setting.description() + ". Default: " + setting.defaultText())
            .type(String.class)
            .arity("1");
    return switch (setting) {
      // Without a fallback the option would turn off what the environment turns on.
      case NO_AUTH -> option.arity("0..1").fallbackValue("true").build();
      case ALLOWED_HOSTS -> option.type(List.class).auxiliaryTypes(String.class).build();
      default -> option.build();
    };
  }

  /**
   * What is given, on the command line or in the environment.
   *
   * @throws ParameterException if a value cannot be used
   */
  ServerOptions options() {
    ServerOptions.Builder builder = ServerOptions.on(Path.of(ServerSetting.DB.defaultText()));
    try {
      for (ServerSetting setting : settings) {
        Object value = command.findOption(setting.option()).getValue();
        if (value instanceof Collection<?> several) {
          setting.set(builder, String.join(",", several.stream().map(String::valueOf).toList()));
        } else if (value != null) {
          setting.set(builder, value.toString());
        }
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage() + ".", e);
    }
  }
}
