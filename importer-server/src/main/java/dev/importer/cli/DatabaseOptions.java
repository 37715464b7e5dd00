package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.StorageException;
import dev.importer.results.StoredImport;
import dev.importer.server.ServerOptions;
import dev.importer.server.ServerSetting;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The database, for commands that work on it beside a server or without one. What is opened here
 * works on nothing that other processes have left.
 */
class DatabaseOptions extends SettingOptions {

  DatabaseOptions() {
    this(
        EnumSet.of(
            ServerSetting.DB,
            ServerSetting.DB_SCHEMA,
            ServerSetting.DB_USER,
            ServerSetting.DB_PASSWORD,
            ServerSetting.SCHEMAS,
            ServerSetting.TARGETS,
            ServerSetting.SPOOL));
  }

  DatabaseOptions(Set<ServerSetting> settings) {
    super(settings);
  }

  /** For commands that look at no row. */
  static DatabaseOptions withoutSchemas() {
    return new DatabaseOptions(
        EnumSet.of(
            ServerSetting.DB,
            ServerSetting.DB_SCHEMA,
            ServerSetting.DB_USER,
            ServerSetting.DB_PASSWORD,
            ServerSetting.SPOOL));
  }

  /** Opens the database, which is created if it is missing. */
  Importer open() {
    return open(options(), Optional.empty());
  }

  /** Opens the database, which has to be there. */
  Importer openExisting() {
    return openExisting(Optional.empty());
  }

  /** Opens the database, which has to be there, and knows the schema of a file, too. */
  Importer openExisting(Optional<SchemaArgument> schema) {
    ServerOptions options = options();
    if (options.databaseFile().filter(Files::notExists).isPresent()) {
      throw new UnusableException(
          "There is no database '"
              + options.databaseShown()
              + "'. Name it with --db, or set IMPORTER_DB.");
    }
    return open(options, schema);
  }

  private Importer open(ServerOptions options, Optional<SchemaArgument> schema) {
    Importer.Builder builder = options.applyTo(Importer.builder()).workers(0);
    schema.flatMap(SchemaArgument::read).ifPresent(builder::addSchema);
    try {
      return builder.build();
    } catch (StorageException e) {
      throw new StorageException(
          e.reason(), "'" + options.databaseShown() + "' cannot be used. " + e.getMessage(), e);
    }
  }

  /** The import of this number. */
  static StoredImport find(Importer importer, long id) {
    return importer.results().find(id).orElseThrow(() -> new ImportNotFoundException(id));
  }
}
