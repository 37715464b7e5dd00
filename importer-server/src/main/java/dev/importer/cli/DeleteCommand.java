package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes an import. */
@Command(
    description = "Deletes an import with all its rows, without asking for confirmation.",
    footerHeading = "%nExample:%n",
    footer = "  importer-server delete 1")
final class DeleteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = database.openExisting()) {
      importer.operations().delete(id);
      if (json.isGiven()) {
        out.json(AnswerJson.deleted());
      } else {
        out.line("import " + id + " is deleted");
      }
      return ExitCodes.CLEAN;
    }
  }
}
