package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.error.ImporterException;
import dev.importer.results.CheckReport;
import dev.importer.results.SourceDetection;
import dev.importer.server.internal.json.AnswerJson;
import dev.importer.server.internal.upload.UploadOptions;
import dev.importer.source.Source;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rehearses imports. */
@Command(
    description =
        "Reports what an import of each file would do, and stores nothing. The exit codes are those"
            + " of import.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server check users.csv",
      "  importer-server check *.csv --json",
      "  importer-server check users.csv --schema people --schemas schemas/ --json",
      "  importer-server check users.csv --db app.db --targets targets/ --target people",
      "  importer-server check users.txt --delimiter tab --encoding windows-1252"
    })
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private CheckedDatabase database;
  @Mixin private JsonOption json;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "The files, each checked on its own; - is the standard input.")
  private List<String> files = List.of();

  @Override
  public Integer call() throws IOException {
    Sources.requireSensible(files, spec, "checked");
    int code = ExitCodes.CLEAN;
    try (Output out = Output.of(spec);
        Importer importer = database.open(spec)) {
      for (String file : files) {
        code =
            Math.max(
                code,
                files.size() == 1 ? check(importer, file, out) : tryCheck(importer, file, out));
      }
    }
    return code;
  }

  /** One file that cannot be used does not keep the others from being checked. */
  private int tryCheck(Importer importer, String file, Output out) throws IOException {
    try {
      return check(importer, file, out);
    } catch (ImporterException e) {
      return Failures.ofFile(Sources.of(file).name(), e, spec.commandLine(), out);
    }
  }

  private int check(Importer importer, String file, Output out) throws IOException {
    UploadOptions options = ReadingOptions.of(spec, importer.operations().schemas().keySet());
    Source source = options.applyTo(Sources.of(file));
    CheckReport report = importer.check(source, options.importOptions());
    if (json.isGiven()) {
      out.json(AnswerJson.check(source.name(), report));
    } else {
      print(source.name(), report, out);
    }
    return report.failure() == null ? ExitCodes.of(report.failed()) : ExitCodes.UNUSABLE;
  }

  private static void print(String name, CheckReport report, Output out) throws IOException {
    SourceDetection detection = report.detection();
    out.line(name + ": " + detection.summary() + ", schema " + report.schema());
    out.line(report.counts().toString());
    for (String line : Text.groups(report.errorSummary())) {
      out.line("  " + line);
    }
    for (String line : Remarks.of(report).lines()) {
      out.line("  " + line);
    }
    for (String line : TargetText.lines(report.target())) {
      out.line(line);
    }
    if (report.failure() != null) {
      out.line("The import would fail: " + report.failure().message());
    }
  }
}
