package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.results.RowsExport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the rows of an import. */
@Command(
    description =
        "Writes the rows of an import as a file: the valid ones, unless --status or --code asks for"
            + " others.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server export 1 > people.csv",
      "  importer-server export 1 --format xlsx -o people.xlsx",
      "  importer-server export 1 --names labels -o corrected.csv",
      "  importer-server export 1 --status all --format ndjson | jq ._status"
    })
final class ExportCommand implements Callable<Integer> {

  /** The formats, in lower case as everywhere else. */
  enum Format {
    csv(RowsExport.Format.CSV),
    ndjson(RowsExport.Format.NDJSON),
    json(RowsExport.Format.JSON),
    xlsx(RowsExport.Format.XLSX);

    private final RowsExport.Format rows;

    Format(RowsExport.Format rows) {
      this.rows = rows;
    }
  }

  /** What the columns are called. */
  enum Names {
    fields(RowsExport.Names.FIELDS),
    labels(RowsExport.Names.LABELS);

    private final RowsExport.Names rows;

    Names(RowsExport.Names rows) {
      this.rows = rows;
    }
  }

  /** What becomes of formulas. */
  enum Formulas {
    guarded(RowsExport.Formulas.GUARDED),
    plain(RowsExport.Formulas.PLAIN);

    private final RowsExport.Formulas rows;

    Formulas(RowsExport.Formulas rows) {
      this.rows = rows;
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private RowOptions rows;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "csv, xlsx (a workbook), json (one array) or ndjson (one object a line). Default: csv")
  private Format format = Format.csv;

  @Option(
      names = "--names",
      paramLabel = "NAMES",
      description =
          "fields: columns are called as the fields, and values are as they are stored; labels: as"
              + " the file has them, so that it is the file as it should have been. Default: fields")
  private Names names = Names.fields;

  @Option(
      names = "--formulas",
      paramLabel = "CARE",
      description =
          "guarded: a CSV cell that a spreadsheet would run as a formula has an apostrophe in front;"
              + " plain: it has none, for programs. Default: guarded")
  private Formulas formulas = Formulas.guarded;

  @Option(
      names = "--numbered",
      description =
          "Have the number and the status of each row as _row and _status, as --status all does.")
  private boolean numbered;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "The file to write, which is replaced once all is written. Default: the standard output")
  private @Nullable Path file;

  @Parameters(paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Override
  public Integer call() throws IOException {
    try (Output out = Output.of(spec);
        Importer importer = database.openExisting()) {
      RowsExport export =
          importer
              .results()
              .export(rows.of(id, RowOptions.Status.valid))
              .withNames(names.rows)
              .withFormulas(formulas.rows);
      export = numbered ? export.numbered() : export;
      if (file == null) {
        export.writeTo(out.stream(), format.rows);
      } else {
        write(export, file);
      }
      return ExitCodes.CLEAN;
    }
  }

  private void write(RowsExport export, Path target) {
    boolean replaced = Files.notExists(target) || Files.isRegularFile(target);
    // Beside the file first, so that no half of it is taken for all; a device has no such place.
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path written = replaced ? target.resolveSibling(name) : target;
    try {
      try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(written))) {
        export.writeTo(stream, format.rows);
      }
      if (replaced) {
        Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UnusableException("'" + target + "' cannot be written: " + e);
    } finally {
      if (replaced) {
        var unused = written.toFile().delete();
      }
    }
  }
}
