package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.schema.Schema;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the schemas. */
@Command(
    description = "Lists the schemas there are.",
    footerHeading = "%nExample:%n",
    footer = "  importer-server schemas --schemas schemas/")
final class SchemasCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SchemasOption schemas;
  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = schemas.open()) {
      if (json.isGiven()) {
        out.json(AnswerJson.schemas(importer));
        return ExitCodes.CLEAN;
      }
      List<List<String>> rows = new ArrayList<>();
      importer.operations().schemas().values().stream()
          .sorted(Comparator.comparing(Schema::name))
          .forEach(
              schema ->
                  rows.add(
                      List.of(
                          schema.name(),
                          Text.count(schema.fields().size(), "field"),
                          schema.title().orElse(""))));
      for (String line : Text.table(rows, 0)) {
        out.line(line);
      }
      return ExitCodes.CLEAN;
    }
  }
}
