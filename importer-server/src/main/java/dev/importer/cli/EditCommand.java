package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.ChangeResult;
import dev.importer.row.RowEdit;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes cells of a stored row. */
@Command(
    description = {
      "Changes cells of a row of an import, be it refused or valid, and checks the row again.",
      "The exit code is 1 if rows of the import are refused afterwards."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server edit 1 7 email=bob@example.com age=31",
      "  importer-server edit 1 7 age="
    })
final class EditCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ChangedImport changed;
  @Mixin private JsonOption json;

  @Parameters(index = "0", paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Parameters(index = "1", paramLabel = "ROW", description = "The number of the row, from 1.")
  private long row;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "NAME=VALUE",
      description = "A field or a label, and what its cell shall hold; nothing empties it.")
  private List<String> cells = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    RowEdit edit = RowEdit.of(row);
    for (String cell : cells) {
      int equals = cell.indexOf('=');
      if (equals < 1) {
        throw new UnusableException("'" + cell + "' must be a name, '=' and a value.");
      }
      String value = cell.substring(equals + 1);
      edit = edit.set(cell.substring(0, equals), value.isEmpty() ? null : value);
    }
    try (Output out = Output.of(spec);
        Importer importer = changed.open(id)) {
      ChangeResult result = importer.changes(id).edit(edit);
      if (json.isGiven()) {
        out.json(AnswerJson.change(result));
      } else {
        ChangeText.print(result, out);
      }
      return ExitCodes.of(result.summary().failedRecords());
    }
  }
}
