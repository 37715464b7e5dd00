package dev.importer.server;

import java.util.Locale;
import java.util.Map;
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

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String value = environment.get(variableOf(option.longestName()));
    return value == null || value.isEmpty() ? null : value;
  }

  static String variableOf(String option) {
    return "IMPORTER_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
