package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.ErrorValues;
import dev.importer.results.ErrorsCsv;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes refused rows. */
@Command(
    description =
        "Writes the refused rows of an import with the reasons: as CSV to be corrected and taken"
            + " back with correct, as a workbook, or as JSON; or lists their different wrong values.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server errors 1 > bad.csv",
      "  importer-server errors 1 --format xlsx > bad.xlsx",
      "  importer-server errors 1 --format ndjson | head",
      "  importer-server errors 1 --values --field age"
    })
final class ErrorsCommand implements Callable<Integer> {

  private static final int ROWS_PER_PAGE = 500;

  /** The formats, in lower case as everywhere else. */
  enum Format {
    csv,
    json,
    ndjson,
    xlsx
  }

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "csv, xlsx (a workbook), json (one array) or ndjson (one record a line). Default: csv")
  private @Nullable Format format;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "The encoding of the CSV. Default: that of the source")
  private @Nullable Charset encoding;

  @ArgGroup(exclusive = false)
  private @Nullable ErrorValuesOptions values;

  @Mixin private JsonOption json;

  @Parameters(paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = database.openExisting()) {
      var unused = DatabaseOptions.find(importer, id);
      if (values != null) {
        list(importer, values, out);
        return ExitCodes.CLEAN;
      }
      switch (rowFormat()) {
        case csv -> csv(importer).writeTo(out.stream());
        case json -> AnswerJson.records(rows(importer), out.stream());
        case xlsx -> importer.results().errorsXlsx(id).writeTo(out.stream());
        case ndjson -> AnswerJson.recordLines(rows(importer), out.stream());
      }
      return ExitCodes.CLEAN;
    }
  }

  private Format rowFormat() {
    return format != null ? format : json.isGiven() ? Format.json : Format.csv;
  }

  private void list(Importer importer, ErrorValuesOptions options, Output out) throws IOException {
    if (format != null || encoding != null) {
      throw new UnusableException(
          "--values has no --format and no --encoding: it prints a table, and with --json JSON.");
    }
    ErrorValues answer =
        options.ask(page -> importer.results().errorValues(id, options.kind(), page));
    if (json.isGiven()) {
      out.json(AnswerJson.errorValues(answer));
      return;
    }
    for (String line : ErrorValuesText.lines(answer)) {
      out.line(line);
    }
  }

  private ErrorsCsv csv(Importer importer) {
    ErrorsCsv csv = importer.results().errorsCsv(id);
    return encoding == null ? csv : csv.in(encoding);
  }

  private Iterator<StoredRecord> rows(Importer importer) {
    return importer.results().stream(
            RecordQuery.ofImport(id)
                .withStatus(RecordStatus.FAILED)
                .withPage(PageRequest.ofLimit(ROWS_PER_PAGE)))
        .iterator();
  }
}
