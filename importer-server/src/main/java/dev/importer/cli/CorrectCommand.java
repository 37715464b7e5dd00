package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.CorrectionResult;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  @Mixin private DatabaseOptions database;
  @Mixin private JsonOption json;

  @Option(
      names = SchemaArgument.OPTION,
      paramLabel = "FILE",
      description = "The file of the schema, if the import named one that is not known here.")
  private @Nullable String schema;

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
        Importer importer =
            database.openExisting(Optional.ofNullable(schema).map(SchemaArgument::new))) {
      requireSchema(DatabaseOptions.find(importer, id).schema());
      CorrectionResult result =
          importer.correct(id, Sources.of(file), ReadingOptions.of(spec, Set.of()).importOptions());
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

  private void requireSchema(String expected) {
    if (schema != null && !new SchemaArgument(schema).name().equals(expected)) {
      throw new UnusableException(
          "Import "
              + id
              + " was checked against the schema '"
              + expected
              + "', which is not that of --schema '"
              + schema
              + "'.");
    }
  }
}
