package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.Page;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one import. */
@Command(
    description = {
      "Shows an import: how it was read, what was refused, and its rows.",
      "The exit code is 0 whatever became of its rows."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  importer-server show 1", "  importer-server show 1 --limit 1000 --json"})
final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private PageOptions page;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = database.openExisting()) {
      StoredImport stored = DatabaseOptions.find(importer, id);
      Page<StoredRecord> records =
          page.ask(
              request -> importer.results().records(RecordQuery.ofImport(id).withPage(request)));
      if (json.isGiven()) {
        out.json(AnswerJson.importAndRecords(importer, stored, records));
      } else {
        print(importer, stored, records, out);
      }
      return ExitCodes.CLEAN;
    }
  }

  private static void print(
      Importer importer, StoredImport stored, Page<StoredRecord> records, Output out)
      throws IOException {
    out.line("import " + stored.id() + ", " + stored.status().text() + ": " + stored.filename());
    out.line(
        stored.detection().summary()
            + ", schema "
            + stored.schema()
            + ", "
            + Text.count(stored.fileSize(), "byte"));
    out.line(stored.counts().toString());
    for (String line : TargetText.lines(stored.target())) {
      out.line(line);
    }
    StoredImport.Failure failure = stored.failure();
    if (failure != null) {
      out.line(failure.code() + ": " + failure.message());
    }
    for (String line : Text.groups(importer.results().errorSummary(stored.id()))) {
      out.line("  " + line);
    }
    for (String line : Remarks.of(stored, importer.results()).lines()) {
      out.line("  " + line);
    }
    for (String line : RowTable.lines(records.items(), importer.results().mapping(stored))) {
      out.line(line);
    }
    PageOptions.printNext(records, out);
  }
}
