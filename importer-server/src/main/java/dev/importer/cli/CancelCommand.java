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

/** Cancels an import. */
@Command(
    description =
        "Stops an import that has not ended, whichever process runs it. None of its rows are kept.",
    footerHeading = "%nExample:%n",
    footer = "  importer-server cancel 1")
final class CancelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = database.openExisting()) {
      importer.operations().cancel(id);
      if (json.isGiven()) {
        out.json(AnswerJson.oneImport(DatabaseOptions.find(importer, id)));
      } else {
        out.line("import " + id + " is cancelled");
      }
      return ExitCodes.CLEAN;
    }
  }
}
