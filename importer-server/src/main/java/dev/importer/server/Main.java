package dev.importer.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code importer-server}. */
@Command(
    name = "importer-server",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Takes CSV and JSON files over HTTP, checks every row, and stores every row.",
      "Each option can also be set in the environment: --max-upload-bytes is"
          + " IMPORTER_MAX_UPLOAD_BYTES, and so on. The option wins."
    },
    footer = "The documentation of the HTTP calls is at /docs of the running server.",
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Main implements Callable<Integer> {

  @Spec private CommandSpec spec;

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

  private Main() {}

  /** Starts a server, which runs until the process is told to stop. */
  public static void main(String[] arguments) {
    int code = commandLine().execute(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static CommandLine commandLine() {
    CommandLine command = new CommandLine(new Main());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setDefaultValueProvider(new EnvironmentDefaults(System.getenv()));
    command.setParameterExceptionHandler(
        (failure, arguments) ->
            refuse(command.getErr(), failure.getMessage() + " (--help shows the options)"));
    command.setExecutionExceptionHandler(
        (failure, failed, arguments) -> {
          if (failure instanceof ServerStartException) {
            return refuse(failed.getErr(), String.valueOf(failure.getMessage()));
          }
          throw failure;
        });
    return command;
  }

  @Override
  public Integer call() {
    logFormat.use();
    ImporterServer server = ImporterServer.start(options());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "importer-shutdown"));
    PrintWriter out = spec.commandLine().getOut();
    out.println("importer-server listens on http://" + authority(server.port()));
    out.flush();
    return 0;
  }

  private ServerOptions options() {
    try {
      return ServerOptions.on(database)
          .host(host)
          .port(port)
          .schemas(schemas)
          .spool(spool)
          .workers(workers)
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
      throw new ServerStartException(String.valueOf(e.getMessage()) + ".", e);
    }
  }

  private String authority(int boundPort) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + boundPort;
  }

  /** A line for each fault, because they are in the command and not in the program. */
  private static int refuse(PrintWriter err, String message) {
    message.lines().forEach(line -> err.println("importer-server: " + line));
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** Tells the version from the manifest of the jar. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"importer-server " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
