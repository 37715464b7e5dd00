package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.StorageException;
import dev.importer.query.StoredImport;
import dev.importer.server.ServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The database, for commands that work on it beside a server or without one. What is opened here
 * works on nothing that other processes have left.
 */
final class DatabaseOptions {

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "SQLite database, that of a running server or not. Default: data_imports.db")
  private Path database = Path.of("data_imports.db");

  @Option(
      names = "--schemas",
      paramLabel = "FOLDER",
      description =
          "Folder with schemas (Table Schema): NAME.json is the schema NAME. Default: none")
  private @Nullable Path schemas;

  @Option(
      names = "--spool",
      paramLabel = "FOLDER",
      description = "The --spool of the server, if it has one. Default: the --db with '-spool'")
  private @Nullable Path spool;

  /** Opens the database, which is created if it is missing. */
  Importer open() {
    return open(Optional.empty());
  }

  private Importer open(Optional<SchemaArgument> schema) {
    Importer.Builder builder =
        ServerOptions.on(database)
            .schemas(schemas)
            .spool(spool)
            .build()
            .applyTo(Importer.builder())
            .workers(0);
    schema.flatMap(SchemaArgument::read).ifPresent(builder::addSchema);
    try {
      return builder.build();
    } catch (StorageException e) {
      throw new StorageException(
          e.reason(), "'" + database + "' cannot be used. " + e.getMessage(), e);
    }
  }

  /** Opens the database, which has to be there. */
  Importer openExisting() {
    return openExisting(Optional.empty());
  }

  /** Opens the database, which has to be there, and knows the schema of a file, too. */
  Importer openExisting(Optional<SchemaArgument> schema) {
    if (!Files.exists(database)) {
      throw new UnusableException(
          "There is no database '" + database + "'. Name it with --db, or set IMPORTER_DB.");
    }
    return open(schema);
  }

  /** The import of this number. */
  static StoredImport find(Importer importer, long id) {
    return importer.find(id).orElseThrow(() -> new ImportNotFoundException(id));
  }
}
