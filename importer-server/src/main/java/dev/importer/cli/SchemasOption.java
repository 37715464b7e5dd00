package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.server.ServerSetting;
import dev.importer.server.internal.schemas.SchemaFolder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schemas, for commands that need no database. */
final class SchemasOption extends SettingOptions {

  SchemasOption() {
    super(EnumSet.of(ServerSetting.SCHEMAS));
  }

  /** An importer that keeps nothing, and knows the schemas of the folder. */
  Importer open() {
    return open(Optional.empty());
  }

  /** An importer that keeps nothing, and knows the schemas of the folder and that of a file. */
  Importer open(Optional<SchemaArgument> schema) {
    return open(options().schemas(), schema);
  }

  /** An importer that keeps nothing. */
  static Importer open(@Nullable Path folder, Optional<SchemaArgument> schema) {
    Importer.Builder builder = Importer.builder().workers(0).inMemory();
    if (folder != null) {
      SchemaFolder.read(folder).forEach(builder::addSchema);
    }
    schema.flatMap(SchemaArgument::read).ifPresent(builder::addSchema);
    return builder.build();
  }
}
