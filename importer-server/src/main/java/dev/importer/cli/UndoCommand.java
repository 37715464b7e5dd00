package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.ChangeResult;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a change of stored rows back. */
@Command(
    description = {
      "Takes a change back: its rows are again what they were before. Rows that were changed since"
          + " are left alone, and named.",
      "The exit code is 1 if rows were left alone."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  importer-server changes 1", "  importer-server undo 1 2"})
final class UndoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ChangedImport changed;
  @Mixin private JsonOption json;

  @Parameters(index = "0", paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Parameters(index = "1", paramLabel = "CHANGE", description = "The number of the change.")
  private long number;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = changed.open(id)) {
      ChangeResult result = importer.changes(id).undo(number);
      if (json.isGiven()) {
        out.json(AnswerJson.change(result));
      } else {
        ChangeText.print(result, out);
      }
      return ExitCodes.of(result.leftAloneRows());
    }
  }
}
