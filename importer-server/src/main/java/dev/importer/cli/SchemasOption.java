package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.server.ServerOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The schemas, for commands that need no database. */
final class SchemasOption {

  @Option(
      names = "--schemas",
      paramLabel = "FOLDER",
      description =
          "Folder with schemas (Table Schema): NAME.json is the schema NAME. Default: none")
  private @Nullable Path schemas;

  /** An importer that keeps nothing, and knows the schemas of the folder. */
  Importer open() {
    return open(Optional.empty());
  }

  /** An importer that keeps nothing, and knows the schemas of the folder and that of a file. */
  Importer open(Optional<SchemaArgument> schema) {
    Importer.Builder builder = Importer.builder().workers(0).inMemory();
    if (schemas != null) {
      ServerOptions.readSchemas(schemas).forEach(builder::addSchema);
    }
    schema.flatMap(SchemaArgument::read).ifPresent(builder::addSchema);
    return builder.build();
  }
}
