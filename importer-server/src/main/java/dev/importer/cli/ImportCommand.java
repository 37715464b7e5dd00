package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.error.ImporterException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportResult;
import dev.importer.results.StoredImport;
import dev.importer.server.internal.json.AnswerJson;
import dev.importer.server.internal.upload.UploadOptions;
import dev.importer.source.Source;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports files, one after the other, in this process. */
@Command(
    description = {
      "Imports files, one after the other. The exit code is 0 if no row was refused, 1 if rows"
          + " were, and 2 if a file cannot be used.",
      "Ctrl-C cancels the import that is running: none of its rows are kept. An import whose process"
          + " was killed resumes when the same file is imported again, or when a server opens the"
          + " database."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server import users.csv",
      "  importer-server import *.csv --db people.db --schema people --schemas schemas/",
      "  importer-server import users.csv --max-errors 5%% --json",
      "  importer-server import users.csv --db app.db --targets targets/ --target people",
      "  zcat users.csv.gz | importer-server import - --filename users.csv"
    })
final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private JsonOption json;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "CSV, JSON, NDJSON or a workbook (.xlsx, .ods), packed with gzip or ZIP or not; - is the standard input.")
  private List<String> files = List.of();

  @Override
  public Integer call() throws IOException {
    Sources.requireSensible(files, spec, "imported");
    int code = ExitCodes.CLEAN;
    // Closed in the reverse order: whoever interrupts waits until all is stored.
    try (Interruption interruption = Interruption.listen();
        Output out = Output.of(spec);
        Importer importer = database.open()) {
      for (String file : files) {
        if (!interruption.isRequested()) {
          code = Math.max(code, load(importer, file, interruption, out));
        }
      }
    }
    return code;
  }

  private int load(Importer importer, String file, Interruption interruption, Output out)
      throws IOException {
    UploadOptions options = ReadingOptions.of(spec, importer.operations().schemas().keySet());
    Source source = options.applyTo(Sources.of(file));
    try {
      ImportResult result = load(importer, source, options, interruption);
      if (json.isGiven()) {
        out.json(AnswerJson.upload(result.summary(), result.duplicate()));
      } else {
        print(importer, result, out);
      }
      return ExitCodes.of(result.failed());
    } catch (ImporterException e) {
      return Failures.ofFile(source.name(), e, spec.commandLine(), out);
    }
  }

  private ImportResult load(
      Importer importer, Source source, UploadOptions options, Interruption interruption) {
    try (ProgressWatch progress = new ProgressWatch(job -> view(source.name(), job))) {
      return importer.load(
          source,
          options.importOptions(),
          job -> {
            interruption.watch(job);
            progress.begin(job);
          });
    }
  }

  private ProgressView view(String name, ImportJob job) {
    // A terminal that takes escape sequences, unless the environment (NO_COLOR) says otherwise.
    return Ansi.AUTO.enabled()
        ? new ProgressBarView(name, job.progress().totalBytes())
        : new ProgressLines(name, spec.commandLine().getErr());
  }

  private static void print(Importer importer, ImportResult result, Output out) throws IOException {
    StoredImport stored = result.summary();
    out.line(
        stored.filename()
            + ": "
            + result.counts()
            + " ("
            + (result.duplicate() ? "imported before as import " : "import ")
            + stored.id()
            + ")");
    if (result.duplicate()) {
      out.line(
          "  It was read in the same way ("
              + stored.detection().summary()
              + "; schema "
              + stored.schema()
              + "); --on-duplicate allow imports it again.");
    }
    for (String line : TargetText.lines(stored.target())) {
      out.line("  " + line);
    }
    for (String line : Text.groups(importer.results().errorSummary(stored.id()))) {
      out.line("  " + line);
    }
    for (String line : Remarks.of(stored, importer.results()).lines()) {
      out.line("  " + line);
    }
  }
}
