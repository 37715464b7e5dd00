package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.StoredImport;
import dev.importer.results.TargetResult;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings the rows of an import that was undone into its table again. */
@Command(
    description = {
      "Brings the rows of an import that was undone into its table again.",
      "The exit code is 1 if the table refuses some of them."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  importer-server redo 1 --db app.db"})
final class RedoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ChangedImport changed;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = changed.open(id)) {
      long refused = DatabaseOptions.find(importer, id).failedRecords();
      TargetResult result = ChangedImport.watched(importer, id, spec, () -> importer.redo(id));
      StoredImport now = DatabaseOptions.find(importer, id);
      if (json.isGiven()) {
        out.json(AnswerJson.redone(now));
      } else {
        for (String line : TargetText.lines(result)) {
          out.line(line);
        }
        out.line(now.counts().toString());
      }
      return ExitCodes.of(now.failedRecords() - refused);
    }
  }
}
