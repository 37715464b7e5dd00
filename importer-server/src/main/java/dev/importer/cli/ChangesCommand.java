package dev.importer.cli;

import dev.importer.Changes;
import dev.importer.Importer;
import dev.importer.error.ChangeException;
import dev.importer.results.ChangedCell;
import dev.importer.results.ChangedRow;
import dev.importer.results.Page;
import dev.importer.results.StoredChange;
import dev.importer.results.StoredImport;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists changes of stored rows. */
@Command(
    description =
        "Lists what was changed in the rows of an import, newest first; or the rows of one change,"
            + " with their old and new cells.",
    footerHeading = "%nExamples:%n",
    footer = {"  importer-server changes 1", "  importer-server changes 1 2"})
final class ChangesCommand implements Callable<Integer> {

  private static final int NUMBERS = 1;

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private PageOptions page;
  @Mixin private JsonOption json;

  @Parameters(index = "0", paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CHANGE",
      description = "The number of a change.")
  private @Nullable Long number;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = database.openExisting()) {
      StoredImport stored = DatabaseOptions.find(importer, id);
      Changes changes = importer.changes(id);
      if (number == null) {
        list(stored, changes, out);
      } else {
        show(changes, number, out);
      }
      return ExitCodes.CLEAN;
    }
  }

  private void list(StoredImport stored, Changes changes, Output out) throws IOException {
    Page<StoredChange> answer = page.ask(changes::list);
    if (json.isGiven()) {
      out.json(AnswerJson.changes(answer, stored.lastChange()));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("change", "rows", "now valid", "now refused", "made", "undone", "what"));
    for (StoredChange change : answer.items()) {
      rows.add(
          List.of(
              Long.toString(change.number()),
              Long.toString(change.rows()),
              Long.toString(change.nowValid()),
              Long.toString(change.nowRefused()),
              change.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
              change.undoneBy() == null ? "" : "by " + change.undoneBy(),
              ChangeText.what(change)));
    }
    for (String line : Text.table(rows, NUMBERS)) {
      out.line(line);
    }
    PageOptions.printNext(answer, out);
  }

  private void show(Changes changes, long change, Output out) throws IOException {
    StoredChange found =
        changes
            .find(change)
            .orElseThrow(
                () ->
                    new ChangeException(
                        ChangeException.Reason.UNKNOWN_CHANGE,
                        id,
                        null,
                        "Import " + id + " has no change " + change + "."));
    Page<ChangedRow> answer = page.ask(request -> changes.rows(change, request));
    if (json.isGiven()) {
      out.json(AnswerJson.changedRows(found, answer));
      return;
    }
    out.line("change " + found.number() + ": " + Text.visible(ChangeText.what(found)));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("row", "before", "after", "cells"));
    for (ChangedRow row : answer.items()) {
      rows.add(
          List.of(
              Long.toString(row.rowNumber()),
              row.statusBefore().text(),
              row.statusAfter().text(),
              row.cells().stream().map(ChangesCommand::text).collect(Collectors.joining(", "))));
    }
    for (String line : Text.table(rows, NUMBERS)) {
      out.line(line);
    }
    PageOptions.printNext(answer, out);
  }

  private static String text(ChangedCell cell) {
    return cell.field()
        + ": "
        + ChangeText.value(cell.from())
        + " -> "
        + ChangeText.value(cell.to());
  }
}
