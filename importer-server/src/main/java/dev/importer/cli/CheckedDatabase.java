package dev.importer.cli;

import dev.importer.Importer;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What files are checked against: the schemas and, if rows go into a table, the database of that.
 */
final class CheckedDatabase extends DatabaseOptions {

  /** Opens what is needed; without a target that is no database. */
  Importer open(CommandSpec command) {
    boolean hasTarget = command.commandLine().getParseResult().hasMatchedOption("--target");
    return hasTarget ? openExisting() : SchemasOption.open(options().schemas(), Optional.empty());
  }
}
