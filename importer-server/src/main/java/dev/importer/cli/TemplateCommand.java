package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.schema.Schema;
import dev.importer.validate.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    footerHeading = "%nExample:%n",
    footer = "  importer-server template people --schemas schemas/ > people.csv")
final class TemplateCommand implements Callable<Integer> {

  /** The formats, in lower case as everywhere else. */
  enum Format {
    csv,
    json
  }

  @Spec private CommandSpec spec;
  @Mixin private SchemasOption schemas;

  @Option(names = "--format", paramLabel = "FORMAT", description = "csv or json. Default: csv")
  private Format format = Format.csv;

  @Parameters(paramLabel = "SCHEMA", description = "The name of the schema.")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = schemas.open()) {
      Schema schema = importer.schemas().get(name);
      if (schema == null) {
        throw new UnusableException(
            "There is no schema '"
                + name
                + "'. There are "
                + importer.schemas().keySet().stream().sorted().toList()
                + ".");
      }
      Template template = Template.of(schema);
      String text = format == Format.csv ? template.csv() : template.json();
      out.stream().write(text.getBytes(StandardCharsets.UTF_8));
      return ExitCodes.CLEAN;
    }
  }
}
