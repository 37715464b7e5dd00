package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.results.CorrectionResult;
import dev.importer.server.internal.json.AnswerJson;
import dev.importer.source.Source;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes corrected rows back. */
@Command(
    description = {
      "Applies corrected rows to their import: all of them or, if the file does not fit,"
          + " none.",
      "The exit code is 0 if every row of the file is valid now, 1 if rows are still refused, and 2"
          + " if the file cannot be used."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  importer-server errors 1 > bad.csv", "  importer-server correct 1 bad.csv"})
final class CorrectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ChangedImport changed;
  @Mixin private JsonOption json;

  @Parameters(index = "0", paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description =
          "What errors has written, or the whole file, corrected; - is the standard input.")
  private String file = "";

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = changed.open(id)) {
      Source source = Sources.of(file);
      ImportOptions options = ReadingOptions.of(spec, Set.of()).importOptions();
      CorrectionResult result =
          ChangedImport.watched(importer, id, spec, () -> importer.correct(id, source, options));
      if (json.isGiven()) {
        out.json(AnswerJson.corrections(result));
      } else {
        out.line(
            Text.count(result.corrected(), "row")
                + " corrected, "
                + result.stillFailed()
                + " still refused, "
                + result.unchanged()
                + " unchanged");
      }
      return ExitCodes.of(result.stillFailed());
    }
  }
}
