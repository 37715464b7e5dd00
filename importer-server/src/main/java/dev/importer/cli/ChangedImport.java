package dev.importer.cli;

import dev.importer.Importer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The database of an import whose rows are changed, and the schema that they are checked by. */
final class ChangedImport extends DatabaseOptions {

  @Option(
      names = SchemaArgument.OPTION,
      paramLabel = "FILE",
      description = "The file of the schema, if the import named one that is not known here.")
  private @Nullable String schema;

  /** Opens the database, which has to be there, and makes sure that it has the import. */
  Importer open(long id) {
    Importer importer = openExisting(Optional.ofNullable(schema).map(SchemaArgument::new));
    try {
      requireSchema(id, find(importer, id).schema());
      return importer;
    } catch (RuntimeException e) {
      importer.close();
      throw e;
    }
  }

  /** Changes rows, and shows how far that has got. */
  static <T> T watched(Importer importer, long id, CommandSpec spec, Supplier<T> change) {
    try (ChangeWatch watch = new ChangeWatch(importer, id, spec.commandLine().getErr())) {
      watch.begin();
      return change.get();
    }
  }

  private void requireSchema(long id, String expected) {
    if (schema != null && !new SchemaArgument(schema).name().equals(expected)) {
      throw new UnusableException(
          "Import "
              + id
              + " was checked against the schema '"
              + expected
              + "', which is not that of --schema '"
              + schema
              + "'.");
    }
  }
}
