package dev.importer.cli;

import dev.importer.server.ServerSetting;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** A second database, with options that are called like those of the first. */
final class SecondDatabaseOptions extends DatabaseOptions {

  private static final Set<ServerSetting> SETTINGS =
      EnumSet.of(
          ServerSetting.DB,
          ServerSetting.DB_SCHEMA,
          ServerSetting.DB_USER,
          ServerSetting.DB_PASSWORD,
          ServerSetting.SPOOL);

  SecondDatabaseOptions() {
    super(SETTINGS);
  }

  /** The names of the options, each of which has a variable, too. */
  static Set<String> names() {
    return SETTINGS.stream().map(SecondDatabaseOptions::name).collect(Collectors.toSet());
  }

  private static String name(ServerSetting setting) {
    return setting == ServerSetting.SPOOL
        ? "--to-spool"
        : setting.option().replaceFirst("--db", "--to");
  }

  @Override
  String nameOf(ServerSetting setting) {
    return name(setting);
  }

  @Override
  OptionSpec describe(ServerSetting setting, OptionSpec.Builder option) {
    if (setting == ServerSetting.DB) {
      return option
          .description(
              "Where it is copied to: an SQLite file, which is created if it is missing, or the JDBC"
                  + " URL of a PostgreSQL database")
          .required(true)
          .build();
    }
    return option
        .description("As " + setting.option() + ", of the database that is copied to")
        .build();
  }

  @Override
  String inOwnWords(String message) {
    return message.replace("--db", "--to");
  }
}
