package dev.importer.cli;

import ch.qos.logback.classic.Level;
import dev.importer.server.ImporterServer;
import dev.importer.server.ServerOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a server is started. Without a command, and with the command {@code serve}. */
final class ServeOptions {

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Name or address to listen on. Default: 127.0.0.1")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 for any free one. Default: 8000")
  private int port = 8000;

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "SQLite database, created if it is missing. Default: data_imports.db")
  private Path database = Path.of("data_imports.db");

  @Option(
      names = "--schemas",
      paramLabel = "FOLDER",
      description =
          "Folder with schemas (Table Schema): NAME.json is the schema NAME. Default: none")
  private @Nullable Path schemas;

  @Option(
      names = "--spool",
      paramLabel = "FOLDER",
      description = "Where uploads wait until they are imported. Default: the --db with '-spool'")
  private @Nullable Path spool;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many imports run at once; 1 to 64. Default: 2")
  private int workers = 2;

  @Option(
      names = "--batch-size",
      paramLabel = "ROWS",
      description = "How many rows a transaction stores; 1 to 100000. Default: 20000")
  private int batchSize = 20_000;

  @Option(
      names = "--keep-for-retry",
      paramLabel = "HOURS",
      description =
          "How long the files of cancelled imports, and of those that failed through no fault of"
              + " theirs, are kept so that they can be tried again. Default: 24")
  private long keepHours = 24;

  @Option(
      names = "--max-upload-bytes",
      paramLabel = "BYTES",
      description = "The largest upload. Default: 10737418240 (10 GiB)")
  private long maxUploadBytes = 10L << 30;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "How many connections are open at once; further ones wait. Default: 2000")
  private int maxConnections = 2_000;

  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      description = "How long a connection may bring nothing. Default: 30")
  private long idleSeconds = 30;

  @Option(
      names = "--min-bytes-per-second",
      paramLabel = "BYTES",
      description =
          "Who sends or takes files more slowly for as long as --idle-timeout is cut off."
              + " Default: 1024")
  private long minBytesPerSecond = 1024;

  @Option(
      names = "--min-free-bytes",
      paramLabel = "BYTES",
      description = "With less space on a disk, /health answers 503. Default: 67108864 (64 MiB)")
  private long minFreeBytes = 64L << 20;

  @Option(
      names = "--max-queue-seconds",
      paramLabel = "SECONDS",
      description = "If an import waits for longer, /health answers 503. Default: 3600")
  private long maxQueueSeconds = 3_600;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      description = "How the lines of the log are written. Default: text")
  private LogFormat logFormat = LogFormat.TEXT;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description =
          "What requests must send in 'Authorization: Bearer' or 'X-API-Key'. Better set as"
              + " IMPORTER_API_KEY: other users of the machine can see options. Default: none")
  private @Nullable String apiKey;

  @Option(
      names = "--no-auth",
      arity = "0..1",
      // Otherwise the option would turn off what the environment turns on.
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Listen for other machines although there is no API key.")
  private boolean withoutKey;

  @Option(
      names = "--allowed-hosts",
      paramLabel = "NAME",
      split = ",",
      description =
          "Further host names under which browsers may call the server, separated by commas.")
  private Set<String> allowedHosts = new LinkedHashSet<>();

  /** Starts a server, which runs until the process is told to stop. */
  int serve(PrintWriter out) {
    Logging.setUp(logFormat, Level.INFO);
    ImporterServer server = ImporterServer.start(options());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "importer-shutdown"));
    out.println("importer-server listens on http://" + authority(server.port()));
    out.flush();
    return ExitCodes.CLEAN;
  }

  private ServerOptions options() {
    try {
      return ServerOptions.on(database)
          .host(host)
          .port(port)
          .schemas(schemas)
          .spool(spool)
          .workers(workers)
          .batchSize(batchSize)
          .keepForRetry(Duration.ofHours(keepHours))
          .maxUploadBytes(maxUploadBytes)
          .maxConnections(maxConnections)
          .idleTimeout(Duration.ofSeconds(idleSeconds))
          .minBytesPerSecond(minBytesPerSecond)
          .minFreeBytes(minFreeBytes)
          .maxQueueWait(Duration.ofSeconds(maxQueueSeconds))
          .apiKey(apiKey)
          .withoutKey(withoutKey)
          .allowedHosts(allowedHosts)
          .build();
    } catch (IllegalArgumentException e) {
      throw new UnusableException(e.getMessage() + ".");
    }
  }

  private String authority(int boundPort) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + boundPort;
  }
}
