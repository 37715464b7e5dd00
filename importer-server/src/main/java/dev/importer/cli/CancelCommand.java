package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.server.AnswerJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cancels an import. */
@Command(
    name = "cancel",
    description = "Stops an import that has not ended, whichever process runs it. No row stays.",
    footerHeading = "%nExample:%n",
    footer = "  importer-server cancel 1")
final class CancelCommand implements Callable<Integer> {

  @Mixin private DatabaseOptions database;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.standard();
        Importer importer = database.openExisting()) {
      importer.cancel(id);
      if (json.isGiven()) {
        out.json(AnswerJson.oneImport(DatabaseOptions.find(importer, id)));
      } else {
        out.line("import " + id + " is cancelled");
      }
      return ExitCodes.CLEAN;
    }
  }
}
