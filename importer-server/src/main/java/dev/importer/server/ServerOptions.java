package dev.importer.server;

import dev.importer.Importer;
import dev.importer.schema.Schema;
import dev.importer.server.internal.http.Pace;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.schemas.SchemaFolder;
import dev.importer.server.internal.status.HealthHandler;
import dev.importer.source.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server shall be like; see {@link Builder} for the meaning and the defaults. Immutable.
 *
 * @param host the name or address to listen on
 * @param port the port to listen on
 * @param database the SQLite database
 * @param schemas the folder with further schemas, or null for none
 * @param spool the folder in which uploads wait, or null for one beside the database
 * @param workers how many imports run at once
 * @param batchSize how many rows a transaction stores
 * @param keepForRetry how long the files of cancelled imports and the like are kept
 * @param maxUploadBytes the largest upload
 * @param maxConcurrentUploads how many uploads are received at once
 * @param maxThreads how many threads work on requests
 * @param maxConnections how many connections are open at once
 * @param idleTimeout how long a connection may bring nothing
 * @param minBytesPerSecond how fast bodies have to come and files have to be taken
 * @param minFreeBytes what each disk must have free in a healthy server
 * @param maxQueueWait how long an import may wait in a healthy server
 * @param apiKey what requests must send to be answered, or null for no such check
 * @param withoutKey whether to listen for other machines without an API key
 * @param allowedHosts further host names under which the server may be called
 */
public record ServerOptions(
    String host,
    int port,
    Path database,
    @Nullable Path schemas,
    @Nullable Path spool,
    int workers,
    int batchSize,
    Duration keepForRetry,
    long maxUploadBytes,
    int maxConcurrentUploads,
    int maxThreads,
    int maxConnections,
    Duration idleTimeout,
    long minBytesPerSecond,
    long minFreeBytes,
    Duration maxQueueWait,
    @Nullable String apiKey,
    boolean withoutKey,
    Set<String> allowedHosts) {

  static final int MAX_CONCURRENT_UPLOADS = 32;

  /** Checks each value and names the one that is out of range. */
  public ServerOptions {
    require("port", port, 0, 65_535);
    require("workers", workers, 1, 64);
    require("batchSize", batchSize, 1, 100_000);
    require("keepForRetry", keepForRetry, Duration.ZERO, Duration.ofDays(365));
    require("maxUploadBytes", maxUploadBytes, 1, Long.MAX_VALUE / 2);
    require("maxConcurrentUploads", maxConcurrentUploads, 1, 10_000);
    require("maxThreads", maxThreads, 16, 10_000);
    require("maxConnections", maxConnections, 1, 100_000);
    require("idleTimeout", idleTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
    require("minBytesPerSecond", minBytesPerSecond, 0, 1_000_000_000);
    require("minFreeBytes", minFreeBytes, 0, Long.MAX_VALUE);
    require("maxQueueWait", maxQueueWait, Duration.ofSeconds(1), Duration.ofDays(365));
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank");
    }
    if (apiKey != null && apiKey.isBlank()) {
      throw new IllegalArgumentException("apiKey must not be blank");
    }
    allowedHosts = Set.copyOf(allowedHosts);
  }

  RequestBounds requestBounds() {
    return new RequestBounds(
        maxUploadBytes,
        maxConcurrentUploads,
        RequestBounds.MAX_CONCURRENT_DOWNLOADS,
        new Pace.Rule(idleTimeout, minBytesPerSecond));
  }

  HealthHandler.Thresholds healthThresholds() {
    return new HealthHandler.Thresholds(minFreeBytes, maxQueueWait);
  }

  /** Begins the options of a server on a database file, which is created if it is missing. */
  public static Builder on(Path database) {
    return new Builder(database);
  }

  /**
   * Gives a builder the database, the schemas and the bounds of these options, so that it opens the
   * same importer as the server. The workers are left as they are.
   *
   * @throws ServerStartException if a schema cannot be read, with a line for each fault
   */
  public Importer.Builder applyTo(Importer.Builder builder) {
    builder
        .database(database)
        .batchSize(batchSize)
        .keepForRetry(keepForRetry)
        .limits(Limits.DEFAULT.withMaxSourceBytes(maxUploadBytes));
    if (spool != null) {
      builder.spoolFolder(spool);
    }
    if (schemas != null) {
      readSchemas(schemas).forEach(builder::addSchema);
    }
    return builder;
  }

  /**
   * The schemas in a folder: every {@code NAME.json} is the schema of that name.
   *
   * @throws ServerStartException with a line for each fault of each file
   */
  public static List<Schema> readSchemas(Path folder) {
    return SchemaFolder.read(folder);
  }

  /**
   * The schema in one file: {@code NAME.json} is the schema {@code NAME}.
   *
   * @throws ServerStartException with a line for each fault of it
   */
  public static Schema readSchema(Path file) {
    return SchemaFolder.readFile(file);
  }

  /** What the schema in a file is called. */
  public static String schemaName(Path file) {
    return SchemaFolder.nameOf(file);
  }

  /** Refuses to be open to other machines unless a key or the caller's word guards that. */
  void requireSafe() {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ServerStartException("The host '" + host + "' cannot be resolved.", e);
    }
    if (!address.isLoopbackAddress() && apiKey == null && !withoutKey) {
      throw new ServerStartException(
          "On '"
              + host
              + "' other machines can reach the server. Set --api-key, or say --no-auth if that is"
              + " meant.",
          null);
    }
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", but is " + value);
    }
  }

  private static void require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name
              + " must be "
              + least.toSeconds()
              + " to "
              + most.toSeconds()
              + " seconds, but is "
              + value.toSeconds());
    }
  }

  /** Collects what differs from the usual. Not thread-safe. */
  public static final class Builder {

    private final Path database;
    private String host = "127.0.0.1";
    private int port = 8000;
    private @Nullable Path schemas;
    private @Nullable Path spool;
    private int workers = 2;
    private int batchSize = 20_000;
    private Duration keepForRetry = Duration.ofHours(24);
    private long maxUploadBytes = 10L << 30;
    private int maxConcurrentUploads = MAX_CONCURRENT_UPLOADS;
    private int maxThreads = 250;
    private int maxConnections = 2_000;
    private Duration idleTimeout = Pace.Rule.DEFAULT.window();
    private long minBytesPerSecond = Pace.Rule.DEFAULT.leastBytesPerSecond();
    private long minFreeBytes = HealthHandler.Thresholds.DEFAULT.leastFreeBytes();
    private Duration maxQueueWait = HealthHandler.Thresholds.DEFAULT.longestWait();
    private @Nullable String apiKey;
    private boolean withoutKey;
    private Set<String> allowedHosts = Set.of();

    private Builder(Path database) {
      this.database = Objects.requireNonNull(database);
    }

    /** The name or address to listen on. Default {@code 127.0.0.1}. */
    public Builder host(String name) {
      this.host = name;
      return this;
    }

    /** The port to listen on; 0 for any free one. Default 8000. */
    public Builder port(int number) {
      this.port = number;
      return this;
    }

    /** The folder in which every {@code NAME.json} is the schema of that name. Default none. */
    public Builder schemas(@Nullable Path folder) {
      this.schemas = folder;
      return this;
    }

    /** The folder in which uploads wait. Default the database's name followed by {@code -spool}. */
    public Builder spool(@Nullable Path folder) {
      this.spool = folder;
      return this;
    }

    /** How many imports run at once; 1 to 64, default 2. */
    public Builder workers(int count) {
      this.workers = count;
      return this;
    }

    /** How many rows a transaction stores; 1 to 100,000, default 20,000. */
    public Builder batchSize(int rows) {
      this.batchSize = rows;
      return this;
    }

    /**
     * How long the files of imports that were cancelled, or that failed through no fault of theirs,
     * are kept so that they can be tried again; up to 365 days, default 24 hours.
     */
    public Builder keepForRetry(Duration time) {
      this.keepForRetry = time;
      return this;
    }

    /** The largest upload in bytes; 1 or more, default 10 GiB. */
    public Builder maxUploadBytes(long bytes) {
      this.maxUploadBytes = bytes;
      return this;
    }

    /** How many uploads are received at once; 1 to 10,000, default 32. */
    public Builder maxConcurrentUploads(int count) {
      this.maxConcurrentUploads = count;
      return this;
    }

    /**
     * How many threads work on requests; 16 to 10,000, default 250. A request that waits for an
     * import holds none.
     */
    public Builder maxThreads(int count) {
      this.maxThreads = count;
      return this;
    }

    /**
     * How many connections are open at once; 1 to 100,000, default 2,000. Further ones wait to be
     * accepted.
     */
    public Builder maxConnections(int count) {
      this.maxConnections = count;
      return this;
    }

    /**
     * How long a connection may bring nothing; a head of a request may take twice as long. 1 second
     * to 1 hour, default 30 seconds.
     */
    public Builder idleTimeout(Duration longest) {
      this.idleTimeout = longest;
      return this;
    }

    /**
     * How fast bodies have to come and files have to be taken, measured over each stretch of
     * waiting that is as long as the idle timeout; 0 to 1,000,000,000, default 1,024.
     */
    public Builder minBytesPerSecond(long rate) {
      this.minBytesPerSecond = rate;
      return this;
    }

    /**
     * What each disk must have free, in bytes, lest the server says that it is not healthy; 0 or
     * more, default 64 MiB.
     */
    public Builder minFreeBytes(long bytes) {
      this.minFreeBytes = bytes;
      return this;
    }

    /**
     * How long an import may wait for a worker before the server says that it is not healthy; 1
     * second to 365 days, default 1 hour.
     */
    public Builder maxQueueWait(Duration longest) {
      this.maxQueueWait = longest;
      return this;
    }

    /** What requests must send to be answered. Default null: nothing. */
    public Builder apiKey(@Nullable String key) {
      this.apiKey = key;
      return this;
    }

    /** Whether to listen for other machines without an API key. Default false. */
    public Builder withoutKey(boolean allowed) {
      this.withoutKey = allowed;
      return this;
    }

    /** Further host names under which the server may be called. Default none. */
    public Builder allowedHosts(Set<String> names) {
      this.allowedHosts = names;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public ServerOptions build() {
      return new ServerOptions(
          host,
          port,
          database,
          schemas,
          spool,
          workers,
          batchSize,
          keepForRetry,
          maxUploadBytes,
          maxConcurrentUploads,
          maxThreads,
          maxConnections,
          idleTimeout,
          minBytesPerSecond,
          minFreeBytes,
          maxQueueWait,
          apiKey,
          withoutKey,
          allowedHosts);
    }
  }
}
