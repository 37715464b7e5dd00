package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.Page;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds rows of an import. */
@Command(
    description = {
      "Finds rows of an import by a text in any of their cells, by values, or by errors; all of"
          + " them without these.",
      "The exit code is 0 whether there are any or not."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server search 1 example.com",
      "  importer-server search 1 --where department=Sales --status valid",
      "  importer-server search 1 --code type-error --limit 10 --json"
    })
final class SearchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private RowOptions rows;
  @Mixin private PageOptions page;
  @Mixin private JsonOption json;

  @Parameters(index = "0", paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "What the data of a row contains, whatever the case of letters of ASCII.")
  private @Nullable String text;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = database.openExisting()) {
      StoredImport stored = DatabaseOptions.find(importer, id);
      RecordQuery all = rows.of(id, RowOptions.Status.all);
      RecordQuery query = text == null || text.isEmpty() ? all : all.containing(text);
      Page<StoredRecord> found =
          page.ask(request -> importer.results().records(query.withPage(request)));
      if (json.isGiven()) {
        out.json(AnswerJson.recordPage(found));
      } else {
        for (String line : RowTable.lines(found.items(), importer.results().mapping(stored))) {
          out.line(line);
        }
        if (found.items().isEmpty() && found.cursor() == null) {
          out.line("no rows");
        }
        PageOptions.printNext(found, out);
      }
      return ExitCodes.CLEAN;
    }
  }
}
