package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.ImportPage;
import dev.importer.results.StoredImport;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists imports. */
@Command(
    description = "Lists the imports of a database, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server imports --db people.db",
      "  importer-server imports --limit 1000 --json"
    })
final class ImportsCommand implements Callable<Integer> {

  private static final int NUMBERS = 1;

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private PageOptions page;
  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = database.openExisting()) {
      ImportPage imports = page.ask(importer.results()::imports);
      if (json.isGiven()) {
        out.json(AnswerJson.imports(imports));
      } else {
        print(imports, out);
      }
      return ExitCodes.CLEAN;
    }
  }

  private static void print(ImportPage imports, Output out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("id", "status", "valid", "refused", "created", "file"));
    for (StoredImport stored : imports.page().items()) {
      rows.add(
          List.of(
              Long.toString(stored.id()),
              stored.status().text(),
              Long.toString(stored.processedRecords()),
              Long.toString(stored.failedRecords()),
              stored.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
              stored.filename()));
    }
    for (String line : Text.table(rows, NUMBERS)) {
      out.line(line);
    }
    PageOptions.printNext(imports.page(), out);
  }
}
