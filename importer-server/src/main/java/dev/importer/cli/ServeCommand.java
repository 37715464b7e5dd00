package dev.importer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts a server; what happens without a command, too. */
@Command(
    description = "Accepts files over HTTP until the process is told to stop.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server serve",
      "  importer-server serve --port 9000 --db people.db --schemas schemas/",
      "  IMPORTER_API_KEY=secret importer-server serve --host 0.0.0.0"
    })
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ServeOptions serve;

  @Override
  public Integer call() {
    return serve.serve(spec.commandLine().getOut());
  }
}
