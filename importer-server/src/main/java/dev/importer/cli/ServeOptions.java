package dev.importer.cli;

import ch.qos.logback.classic.Level;
import dev.importer.server.ImporterServer;
import dev.importer.server.ServerOptions;
import dev.importer.server.ServerSetting;
import java.io.PrintWriter;
import java.util.EnumSet;
import picocli.CommandLine.Option;

/** How a server is started. Without a command, and with the command {@code serve}. */
final class ServeOptions extends SettingOptions {

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      description = "How the lines of the log are written. Default: text")
  private LogFormat logFormat = LogFormat.TEXT;

  ServeOptions() {
    super(EnumSet.allOf(ServerSetting.class));
  }

  /** Starts a server, which runs until the process is told to stop. */
  int serve(PrintWriter out) {
    Logging.setUp(logFormat, Level.INFO);
    ServerOptions options = options();
    ImporterServer server = ImporterServer.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "importer-shutdown"));
    out.println("importer-server listens on http://" + authority(options.host(), server.port()));
    out.flush();
    return ExitCodes.CLEAN;
  }

  private static String authority(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
