package dev.importer.server;

import dev.importer.internal.store.QuotedUrl;
import dev.importer.server.internal.http.Pace;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.status.HealthHandler;
import dev.importer.server.internal.webhook.Webhook;
import dev.importer.source.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server as text: their names, what they mean, their units, ranges and defaults.
 * The command line, the environment and the documentation follow from this table.
 */
// The functions are references to methods and keep nothing.
@SuppressWarnings("ImmutableEnumChecker")
public enum ServerSetting {
  /** {@link ServerOptions.Builder#host}. */
  HOST("NAME", "Name or address to listen on", "127.0.0.1", ServerOptions.Builder::host),
  /** {@link ServerOptions.Builder#port}. */
  PORT(
      "N",
      "Port to listen on; 0 for any free one",
      new Range(8_000, 0, 65_535),
      (builder, number) -> builder.port((int) number)),
  /** {@link ServerOptions.Builder#database}. */
  DB(
      "FILE|URL",
      "SQLite file, or JDBC URL of a PostgreSQL database; import and serve create a file that is"
          + " missing",
      "data_imports.db",
      (builder, text) -> builder.database(database(text))),
  /** {@link ServerOptions.Builder#databaseSchema}. */
  DB_SCHEMA(
      "NAME",
      "Schema of the tables in PostgreSQL",
      "the first one of the search path",
      ServerOptions.Builder::databaseSchema),
  /** {@link ServerOptions.Builder#databaseUser}. */
  DB_USER("NAME", "Role in PostgreSQL", "that of the URL", ServerOptions.Builder::databaseUser),
  /** {@link ServerOptions.Builder#databasePassword}. */
  DB_PASSWORD(
      "PASSWORD",
      "Password of the role in PostgreSQL; better set in the environment, because other users of"
          + " the machine can see options",
      "that of the URL, or else of ~/.pgpass",
      ServerOptions.Builder::databasePassword),
  /** {@link ServerOptions.Builder#schemas}. */
  SCHEMAS(
      "FOLDER",
      "Folder of schemas: NAME.json is the schema NAME",
      "none",
      (builder, text) -> builder.schemas(path(text))),
  /** {@link ServerOptions.Builder#schemasWritable}. */
  SCHEMAS_WRITABLE(
      "true|false",
      "Let requests and the page save schemas in the folder of --schemas, and delete them there",
      "false",
      (builder, text) -> builder.schemasWritable(truth(text))),
  /** {@link ServerOptions.Builder#targets}. */
  TARGETS(
      "FOLDER",
      "Folder of targets, tables in the database that rows go into: NAME.json is the target NAME",
      "none",
      (builder, text) -> builder.targets(path(text))),
  /** {@link ServerOptions.Builder#spool}. */
  SPOOL(
      "FOLDER",
      "Where uploads wait until they are imported; the same for all processes on one database",
      "the --db with '-spool', or the PostgreSQL database itself",
      (builder, text) -> builder.spool(path(text))),
  /** {@link ServerOptions.Builder#lease}. */
  LEASE(
      "SECONDS",
      "How long a server on PostgreSQL may be silent before others go on with its imports; the same"
          + " for all servers on one database",
      new Range(15, 1, 3_600),
      (builder, number) -> builder.lease(Duration.ofSeconds(number))),
  /** {@link ServerOptions.Builder#workers}. */
  WORKERS(
      "N",
      "How many imports run at once",
      new Range(2, 1, 64),
      (builder, number) -> builder.workers((int) number)),
  /** {@link ServerOptions.Builder#batchSize}. */
  BATCH_SIZE(
      "ROWS",
      "How many rows are stored in one transaction",
      new Range(20_000, 1, 100_000),
      (builder, number) -> builder.batchSize((int) number)),
  /** {@link ServerOptions.Builder#keepForRetry}. */
  KEEP_FOR_RETRY(
      "HOURS",
      "How long the file of an import is kept for a retry if the import was cancelled, or failed"
          + " through no fault of the file",
      new Range(24, 0, 365 * 24),
      (builder, number) -> builder.keepForRetry(Duration.ofHours(number))),
  /** {@link ServerOptions.Builder#maxUploadBytes}. */
  MAX_UPLOAD_BYTES(
      "BYTES",
      "The largest upload",
      new Range(Limits.DEFAULT.maxSourceBytes(), 1, Long.MAX_VALUE / 2),
      ServerOptions.Builder::maxUploadBytes),
  /** {@link ServerOptions.Builder#maxConcurrentUploads}. */
  MAX_CONCURRENT_UPLOADS(
      "N",
      "How many uploads are received at once; further ones are refused",
      new Range(RequestBounds.MAX_CONCURRENT_UPLOADS, 1, 10_000),
      (builder, number) -> builder.maxConcurrentUploads((int) number)),
  /** {@link ServerOptions.Builder#keepStaged}. */
  KEEP_STAGED(
      "MINUTES",
      "How long a staged upload is kept after it was used last",
      new Range(60, 1, 7 * 24 * 60),
      (builder, number) -> builder.keepStaged(Duration.ofMinutes(number))),
  /** {@link ServerOptions.Builder#maxStaged}. */
  MAX_STAGED(
      "N",
      "How many uploads may be staged; beyond that, those give way that were not used for the"
          + " longest time",
      new Range(100, 1, 100_000),
      (builder, number) -> builder.maxStaged((int) number)),
  /** {@link ServerOptions.Builder#maxStagedBytes}. */
  MAX_STAGED_BYTES(
      "BYTES",
      "How large the staged uploads may be together, and each of them",
      new Range(Limits.DEFAULT.maxSourceBytes(), 1, Long.MAX_VALUE / 2),
      ServerOptions.Builder::maxStagedBytes),
  /** {@link ServerOptions.Builder#maxThreads}. */
  MAX_THREADS(
      "N",
      "How many threads work on requests",
      new Range(250, 16, 10_000),
      (builder, number) -> builder.maxThreads((int) number)),
  /** {@link ServerOptions.Builder#maxConnections}. */
  MAX_CONNECTIONS(
      "N",
      "How many connections are open at once; further ones wait",
      new Range(2_000, 1, 100_000),
      (builder, number) -> builder.maxConnections((int) number)),
  /** {@link ServerOptions.Builder#idleTimeout}. */
  IDLE_TIMEOUT(
      "SECONDS",
      "How long a connection may be silent before it is closed",
      new Range(Pace.Rule.DEFAULT.window().toSeconds(), 1, 3_600),
      (builder, number) -> builder.idleTimeout(Duration.ofSeconds(number))),
  /** {@link ServerOptions.Builder#minBytesPerSecond}. */
  MIN_BYTES_PER_SECOND(
      "BYTES",
      "Clients that send or receive files more slowly than this for the length of --idle-timeout"
          + " are disconnected",
      new Range(Pace.Rule.DEFAULT.leastBytesPerSecond(), 0, 1_000_000_000),
      ServerOptions.Builder::minBytesPerSecond),
  /** {@link ServerOptions.Builder#minFreeBytes}. */
  MIN_FREE_BYTES(
      "BYTES",
      "If a disk has less free space, /health answers 503",
      new Range(HealthHandler.Thresholds.DEFAULT.leastFreeBytes(), 0, Long.MAX_VALUE),
      ServerOptions.Builder::minFreeBytes),
  /** {@link ServerOptions.Builder#maxQueueWait}. */
  MAX_QUEUE_SECONDS(
      "SECONDS",
      "If an import waits longer for a worker, /health answers 503",
      new Range(HealthHandler.Thresholds.DEFAULT.longestWait().toSeconds(), 1, 365 * 24 * 3_600),
      (builder, number) -> builder.maxQueueWait(Duration.ofSeconds(number))),
  /** {@link ServerOptions.Builder#apiKey}. */
  API_KEY(
      "KEY",
      "The key that requests must send in 'Authorization: Bearer' or 'X-API-Key'; better set in the"
          + " environment, because other users of the machine can see options",
      "none",
      ServerOptions.Builder::apiKey),
  /** {@link ServerOptions.Builder#withoutKey}. */
  NO_AUTH(
      "true|false",
      "Listen to other machines without an API key",
      "false",
      (builder, text) -> builder.withoutKey(truth(text))),
  /** {@link ServerOptions.Builder#allowedHosts}. */
  ALLOWED_HOSTS(
      "NAME",
      "Further host names under which browsers may call the server, separated by commas",
      "none",
      (builder, text) -> builder.allowedHosts(Set.copyOf(List.of(text.split(",", -1))))),
  /** {@link ServerOptions.Builder#webhook}. */
  WEBHOOK(
      "URL",
      "Where to post what becomes of imports, signed with the secret of the webhook",
      "none",
      (builder, text) -> builder.webhook(url(text))),
  /** {@link ServerOptions.Builder#webhookSecret}. */
  WEBHOOK_SECRET(
      "SECRET",
      "Secret of the webhook; only in the environment, because other users of the machine can see"
          + " options",
      "none",
      ServerOptions.Builder::webhookSecret),
  /** {@link ServerOptions.Builder#webhookSecret}, from a file. */
  WEBHOOK_SECRET_FILE(
      "FILE",
      "File with the secret of the webhook",
      "none",
      (builder, text) -> builder.webhookSecret(contentOf(path(text))));

  /** Above this, an upper end is there to keep sums from overflowing, and tells nobody anything. */
  private static final long LARGEST_SHOWN = 1_000_000_000;

  /** A whole number that is given if none is, and those that can be. */
  private record Range(long usual, long least, long most) {

    boolean includes(long number) {
      return least <= number && number <= most;
    }

    @Override
    public String toString() {
      return most > LARGEST_SHOWN ? least + " or more" : least + " to " + most;
    }
  }

  private final String label;
  private final String description;
  private final String usual;
  private final @Nullable Range range;
  private final BiConsumer<ServerOptions.Builder, String> setter;

  ServerSetting(
      String label,
      String description,
      String usual,
      BiConsumer<ServerOptions.Builder, String> setter) {
    this.label = label;
    this.description = description;
    this.usual = usual;
    this.range = null;
    this.setter = setter;
  }

  ServerSetting(
      String label,
      String description,
      Range range,
      ObjLongConsumer<ServerOptions.Builder> setter) {
    this.label = label;
    this.description = description;
    this.usual = Long.toString(range.usual());
    this.range = range;
    this.setter = (builder, text) -> setter.accept(builder, number(text, range));
  }

  /** The option of the command line, such as {@code --max-upload-bytes}. */
  public String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What stands for the value in the help: its unit, or what it is. */
  public String label() {
    return label;
  }

  /** What it means, and which values it may have; without a full stop. */
  public String description() {
    return range == null ? description : description + "; " + range;
  }

  /** What holds if it is not given. */
  public String defaultText() {
    return usual + inLargerUnits();
  }

  /**
   * Gives a builder a value.
   *
   * @param value as it stands on a command line or in a variable
   * @throws IllegalArgumentException if the value cannot be used; the message names the option
   */
  public void set(ServerOptions.Builder builder, String value) {
    try {
      setter.accept(builder, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option()
              + " must be "
              + e.getMessage()
              + ", but is '"
              + QuotedUrl.withoutSecrets(value)
              + "'",
          e);
    }
  }

  long defaultNumber() {
    return required().usual();
  }

  /** Requires that a number is in the range; {@code name} is what the builder calls it. */
  void require(String name, long number) {
    if (!required().includes(number)) {
      throw new IllegalArgumentException(name + " must be " + required() + ", but is " + number);
    }
  }

  /** Requires that a time is in the range, whose unit is that of the label. */
  void require(String name, Duration time) {
    Duration unit =
        switch (label) {
          case "HOURS" -> Duration.ofHours(1);
          case "MINUTES" -> Duration.ofMinutes(1);
          default -> Duration.ofSeconds(1);
        };
    if (time.compareTo(unit.multipliedBy(required().least())) < 0
        || time.compareTo(unit.multipliedBy(required().most())) > 0) {
      throw new IllegalArgumentException(
          name
              + " must be "
              + required()
              + " "
              + label.toLowerCase(Locale.ROOT)
              + ", but is "
              + time);
    }
  }

  private Range required() {
    if (range == null) {
      throw new IllegalStateException(name() + " is no number");
    }
    return range;
  }

  /** Bytes in the largest unit that gives a whole number of 1 MiB or more. */
  private String inLargerUnits() {
    if (range == null || !label.equals("BYTES") || range.usual() % (1 << 20) != 0) {
      return "";
    }
    long mebibytes = range.usual() >> 20;
    return mebibytes % 1024 == 0 ? " (" + mebibytes / 1024 + " GiB)" : " (" + mebibytes + " MiB)";
  }

  private static long number(String text, Range range) {
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a whole number", e);
    }
    if (!range.includes(number)) {
      throw new IllegalArgumentException(range.toString());
    }
    return number;
  }

  /** Programs of PostgreSQL have URLs of another form, and other products are not supported. */
  private static String database(String text) {
    if (!QuotedUrl.isUrl(text)) {
      return path(text).toString();
    }
    if (!QuotedUrl.isPostgresql(text)) {
      throw new IllegalArgumentException(
          "the path of an SQLite file, or the URL of a PostgreSQL database that begins with "
              + QuotedUrl.POSTGRESQL);
    }
    return text;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("a path", e);
    }
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (Webhook.isUsable(url)) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("a URL that begins with http:// or https://", e);
    }
    throw new IllegalArgumentException(
        "a URL that begins with http:// or https:// and names neither a user nor a fragment");
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("a file that can be read", e);
    }
  }

  private static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false");
    };
  }
}
