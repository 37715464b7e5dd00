package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.Page;
import dev.importer.results.RememberedMapping;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists and forgets what is remembered of how columns were mapped. */
@Command(
    description = {
      "Lists which columns imports were told to feed which fields, newest first. Later files with"
          + " the same labels under the same schema are understood in the same way.",
      "With --forget, forgets one of them instead."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server mappings --schema people",
      "  importer-server mappings --forget 3"
    })
final class MappingsCommand implements Callable<Integer> {

  private static final int NUMBERS = 1;

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private PageOptions page;
  @Mixin private JsonOption json;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "Only those for files under the schema of this name.")
  private @Nullable String schema;

  @Option(names = "--forget", paramLabel = "ID", description = "Forgets the one of this number.")
  private @Nullable Long forgotten;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = database.openExisting()) {
      if (forgotten != null) {
        forget(importer, forgotten, out);
        return ExitCodes.CLEAN;
      }
      Page<RememberedMapping> mappings =
          page.ask(request -> importer.operations().mappings(schema, request));
      if (json.isGiven()) {
        out.json(AnswerJson.mappings(mappings));
      } else {
        print(mappings, out);
      }
      return ExitCodes.CLEAN;
    }
  }

  private void forget(Importer importer, long id, Output out) throws IOException {
    if (!importer.operations().forgetMapping(id)) {
      throw new UnusableException(
          "There is no mapping " + id + ". Without --forget, this command lists those there are.");
    }
    if (json.isGiven()) {
      out.json(AnswerJson.forgottenMapping());
    } else {
      out.line("mapping " + id + " is forgotten");
    }
  }

  private static void print(Page<RememberedMapping> mappings, Output out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("id", "schema", "uses", "created", "import", "map"));
    for (RememberedMapping mapping : mappings.items()) {
      rows.add(
          List.of(
              Long.toString(mapping.id()),
              mapping.schema(),
              Long.toString(mapping.uses()),
              mapping.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
              Long.toString(mapping.importId()),
              mapping.columns().entrySet().stream()
                  .map(each -> each.getKey() + "=" + each.getValue())
                  .collect(Collectors.joining(", "))));
    }
    for (String line : Text.table(rows, NUMBERS)) {
      out.line(line);
    }
    PageOptions.printNext(mappings, out);
  }
}
