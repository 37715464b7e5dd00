package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.CopiedImport;
import dev.importer.results.CopyResult;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Copies a database, for example from SQLite to PostgreSQL. */
@Command(
    description = {
      "Copies all that a database holds into an empty one, which may be of the other product.",
      "Every row is read again from the copy and compared before any of it is there. Stop all that"
          + " has the database open first. What was interrupted is simply done again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server copy --db imports.db --to jdbc:postgresql://localhost/imports",
      "  IMPORTER_TO_PASSWORD=secret importer-server copy --db imports.db --to"
          + " jdbc:postgresql://db/imports --to-user importer"
    })
final class CopyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions from = DatabaseOptions.withoutSchemas();
  @Mixin private SecondDatabaseOptions to;
  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer source = from.openExisting();
        Importer target = to.open()) {
      List<CopiedImport> copied = new ArrayList<>();
      CopyResult result =
          source
              .operations()
              .copyTo(target, json.isGiven() ? copied::add : each -> print(each, out));
      if (json.isGiven()) {
        out.json(AnswerJson.copied(result, copied));
      } else {
        print(result, out);
      }
      return ExitCodes.CLEAN;
    }
  }

  private static void print(CopiedImport copied, Output out) {
    try {
      out.line(
          "import "
              + copied.id()
              + ": "
              + Text.count(copied.rows(), "row")
              + " in both, sha256 "
              + copied.sha256());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void print(CopyResult result, Output out) throws IOException {
    out.line(
        Text.count(result.imports(), "import")
            + " with "
            + Text.count(result.rows(), "row")
            + ", "
            + Text.count(result.mappings(), "mapping")
            + " and "
            + Text.count(result.uploads(), "staged upload")
            + " copied");
    if (result.waiting() > 0) {
      out.line(
          Text.count(result.waiting(), "import")
              + " had not ended, and will go on when a server has the copy open");
    }
    if (result.withoutBytes() > 0) {
      out.line(
          Text.count(result.withoutBytes(), "cancelled or failed import or staged upload")
              + " had lost the bytes, and cannot be tried again or was not copied");
    }
  }
}
