package dev.importer.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes what the command line does not give from the environment: {@code --max-upload-bytes} from
 * {@code IMPORTER_MAX_UPLOAD_BYTES}. An empty variable is one that is not set.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

  private final Map<String, String> environment;
  private final Set<String> options;

  /**
   * Defaults for some options.
   *
   * @param options the options that have a variable
   */
  EnvironmentDefaults(Map<String, String> environment, Set<String> options) {
    this.environment = environment;
    this.options = Set.copyOf(options);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)
        || option.usageHelp()
        || option.versionHelp()
        || !options.contains(option.longestName())) {
      return null;
    }
    String value = environment.get(variableOf(option.longestName()));
    return value == null || value.isEmpty() ? null : value;
  }

  static String variableOf(String option) {
    return "IMPORTER_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
