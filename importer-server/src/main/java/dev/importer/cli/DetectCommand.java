package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.DialectDetection;
import dev.importer.results.SourceDetection;
import dev.importer.server.internal.json.AnswerJson;
import dev.importer.server.internal.upload.UploadOptions;
import dev.importer.source.Source;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how a file would be read. */
@Command(
    description = "Reports how a file would be read, and why: encoding, delimiter, quotes, labels.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server detect export.csv",
      "  importer-server detect export.csv --skip-rows 3 --json"
    })
final class DetectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SchemasOption schemas;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "FILE", description = "The file; - is the standard input.")
  private String file = "";

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = schemas.open()) {
      UploadOptions options = ReadingOptions.of(spec, importer.operations().schemas().keySet());
      Source source = options.applyTo(Sources.of(file));
      SourceDetection detection = importer.detect(source, options.importOptions());
      if (json.isGiven()) {
        out.json(AnswerJson.detection(source.name(), detection));
      } else {
        print(source.name(), detection, out);
      }
      return ExitCodes.CLEAN;
    }
  }

  private static void print(String name, SourceDetection detection, Output out) throws IOException {
    out.line(name + ": " + detection.summary());
    out.line("  " + detection.encoding().sentence());
    DialectDetection table = detection.table();
    if (table != null) {
      for (String sentence : table.evidence()) {
        out.line("  " + sentence);
      }
      out.line("  " + Remarks.certainty(table));
    }
  }
}
