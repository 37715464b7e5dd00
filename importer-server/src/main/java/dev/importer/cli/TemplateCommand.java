package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.Template;
import dev.importer.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a file to fill in. */
@Command(
    description = "Writes a file to fill in for a schema, with one row as an example.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server template users > users.csv",
      "  importer-server template schemas/people.json > people.csv",
      "  importer-server template users --format xlsx > users.xlsx"
    })
final class TemplateCommand implements Callable<Integer> {

  /** The formats, in lower case as everywhere else. */
  enum Format {
    csv,
    json,
    xlsx
  }

  @Spec private CommandSpec spec;
  @Mixin private SchemasOption schemas;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, json or xlsx. Default: csv")
  private Format format = Format.csv;

  @Parameters(
      paramLabel = "SCHEMA",
      description =
          "The name of the schema, or the file that holds it: NAME.json, or with a slash.")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    SchemaArgument named = new SchemaArgument(name);
    try (Output out = Output.of(spec);
        Importer importer = schemas.open(Optional.of(named))) {
      Schema schema = importer.operations().schemas().get(named.name());
      if (schema == null) {
        throw new UnusableException(
            "There is no schema '"
                + named.name()
                + "'"
                + Text.end(named.name(), importer.operations().schemas().keySet())
                + " There are "
                + importer.operations().schemas().keySet().stream().sorted().toList()
                + ".");
      }
      Template template = Template.of(schema);
      switch (format) {
        case csv -> out.stream().write(template.csv().getBytes(StandardCharsets.UTF_8));
        case json -> out.stream().write(template.json().getBytes(StandardCharsets.UTF_8));
        case xlsx -> writeXlsx(template, out);
      }
      return ExitCodes.CLEAN;
    }
  }

  private static void writeXlsx(Template template, Output out) throws IOException {
    try {
      template.writeXlsx(out.stream());
    } catch (IllegalArgumentException e) {
      throw new UnusableException(String.valueOf(e.getMessage()));
    }
  }
}
