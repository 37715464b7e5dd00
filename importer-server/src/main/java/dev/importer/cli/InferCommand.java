package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.Inference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds a schema. */
@Command(
    description = {
      "Prints a schema (Table Schema, JSON) to which every row of a file conforms.",
      "Why each column has its type is printed on the standard error."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server infer good.csv > schemas/people.json",
      "  importer-server check new.csv --schemas schemas/ --schema people"
    })
final class InferCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file; - is the standard input.")
  private String file = "";

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = Importer.inMemory()) {
      Inference found = importer.infer(ReadingOptions.of(spec, Set.of()).applyTo(Sources.of(file)));
      PrintWriter err = spec.commandLine().getErr();
      for (Inference.Column column : found.columns()) {
        err.println(
            Text.visible(column.label() + ": " + column.type().text() + ", " + column.reason()));
      }
      err.flush();
      out.json(found.schema().toJson().strip().getBytes(StandardCharsets.UTF_8));
      return ExitCodes.CLEAN;
    }
  }
}
