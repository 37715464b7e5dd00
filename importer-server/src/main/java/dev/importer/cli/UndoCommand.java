package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.ChangeResult;
import dev.importer.results.UndoResult;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a change of stored rows back, or all rows of an import out of a table. */
@Command(
    description = {
      "Takes a change of rows back: they are again what they were before it. Without the number of a"
          + " change, takes the rows of the whole import out of the table that they went into.",
      "Rows that were changed since are left alone, and named.",
      "The exit code is 1 if rows were left alone."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server changes 1",
      "  importer-server undo 1 2",
      "  importer-server undo 1 --db app.db"
    })
final class UndoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ChangedImport changed;
  @Mixin private JsonOption json;

  @Parameters(index = "0", paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CHANGE",
      description = "The number of the change; all of the import if it is not given.")
  private @Nullable Long number;

  @Override
  public Integer call() throws IOException {
    Long change = number;
    try (Output out = Output.of(spec);
        Importer importer = changed.open(id)) {
      if (change == null) {
        return undo(importer, out);
      }
      ChangeResult result =
          ChangedImport.watched(importer, id, spec, () -> importer.changes(id).undo(change));
      if (json.isGiven()) {
        out.json(AnswerJson.change(result));
      } else {
        ChangeText.print(result, out);
      }
      return ExitCodes.of(result.leftAloneRows());
    }
  }

  private int undo(Importer importer, Output out) throws IOException {
    UndoResult result = ChangedImport.watched(importer, id, spec, () -> importer.undo(id));
    if (json.isGiven()) {
      out.json(AnswerJson.undone(result, DatabaseOptions.find(importer, id)));
    } else {
      TargetText.print(result, out);
    }
    return ExitCodes.of(result.leftAlone());
  }
}
