package dev.importer.server;

import static dev.importer.server.ServerSetting.BATCH_SIZE;
import static dev.importer.server.ServerSetting.DB_PASSWORD;
import static dev.importer.server.ServerSetting.DB_SCHEMA;
import static dev.importer.server.ServerSetting.DB_USER;
import static dev.importer.server.ServerSetting.HOST;
import static dev.importer.server.ServerSetting.IDLE_TIMEOUT;
import static dev.importer.server.ServerSetting.KEEP_FOR_RETRY;
import static dev.importer.server.ServerSetting.KEEP_STAGED;
import static dev.importer.server.ServerSetting.LEASE;
import static dev.importer.server.ServerSetting.MAX_CONCURRENT_UPLOADS;
import static dev.importer.server.ServerSetting.MAX_CONNECTIONS;
import static dev.importer.server.ServerSetting.MAX_QUEUE_SECONDS;
import static dev.importer.server.ServerSetting.MAX_STAGED;
import static dev.importer.server.ServerSetting.MAX_STAGED_BYTES;
import static dev.importer.server.ServerSetting.MAX_THREADS;
import static dev.importer.server.ServerSetting.MAX_UPLOAD_BYTES;
import static dev.importer.server.ServerSetting.MIN_BYTES_PER_SECOND;
import static dev.importer.server.ServerSetting.MIN_FREE_BYTES;
import static dev.importer.server.ServerSetting.PORT;
import static dev.importer.server.ServerSetting.WORKERS;

import dev.importer.Importer;
import dev.importer.internal.store.QuotedUrl;
import dev.importer.schema.Schema;
import dev.importer.server.internal.http.Pace;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.schemas.SavedSchemas;
import dev.importer.server.internal.schemas.SchemaFolder;
import dev.importer.server.internal.schemas.SchemaFolderException;
import dev.importer.server.internal.status.HealthHandler;
import dev.importer.server.internal.targets.TargetFolder;
import dev.importer.server.internal.webhook.Webhook;
import dev.importer.server.internal.webhook.WebhookSecret;
import dev.importer.source.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server shall be like; see {@link Builder} for the meaning and the defaults. Immutable.
 *
 * @param host the name or address to listen on
 * @param port the port to listen on
 * @param database the path of an SQLite database, or the JDBC URL of a PostgreSQL database
 * @param databaseSchema the schema of the tables in PostgreSQL, or null for the usual one
 * @param databaseUser the role in PostgreSQL, or null for that of the URL
 * @param databasePassword its password, or null for that of the URL or of the password file
 * @param schemas the folder with further schemas, or null for none
 * @param schemasWritable whether schemas are saved and deleted there over HTTP
 * @param targets the folder with targets, or null for none
 * @param spool the folder in which uploads wait, or null for one beside the SQLite database and for
 *     PostgreSQL itself
 * @param lease how long a server on PostgreSQL may be silent before others go on with its imports
 * @param workers how many imports run at once
 * @param batchSize how many rows a transaction stores
 * @param keepForRetry how long the files of cancelled imports and the like are kept
 * @param maxUploadBytes the largest upload
 * @param maxConcurrentUploads how many uploads are received at once
 * @param keepStaged how long a staged upload is kept after it was used last
 * @param maxStaged how many uploads may be staged
 * @param maxStagedBytes how large they may be together
 * @param maxThreads how many threads work on requests
 * @param maxConnections how many connections are open at once
 * @param idleTimeout how long a connection may bring nothing
 * @param minBytesPerSecond how fast bodies have to come and files have to be taken
 * @param minFreeBytes what each disk must have free in a healthy server
 * @param maxQueueWait how long an import may wait in a healthy server
 * @param apiKey what requests must send to be answered, or null for no such check
 * @param withoutKey whether to listen for other machines without an API key
 * @param allowedHosts further host names under which the server may be called
 * @param webhook where it is posted what becomes of imports, or null for nowhere
 * @param webhookSecret what that is signed with, or null without a webhook
 */
public record ServerOptions(
    String host,
    int port,
    String database,
    @Nullable String databaseSchema,
    @Nullable String databaseUser,
    @Nullable String databasePassword,
    @Nullable Path schemas,
    boolean schemasWritable,
    @Nullable Path targets,
    @Nullable Path spool,
    Duration lease,
    int workers,
    int batchSize,
    Duration keepForRetry,
    long maxUploadBytes,
    int maxConcurrentUploads,
    Duration keepStaged,
    int maxStaged,
    long maxStagedBytes,
    int maxThreads,
    int maxConnections,
    Duration idleTimeout,
    long minBytesPerSecond,
    long minFreeBytes,
    Duration maxQueueWait,
    @Nullable String apiKey,
    boolean withoutKey,
    Set<String> allowedHosts,
    @Nullable URI webhook,
    @Nullable String webhookSecret) {

  /** Checks each value and names the one that is out of range. */
  public ServerOptions {
    PORT.require("port", port);
    LEASE.require("lease", lease);
    WORKERS.require("workers", workers);
    BATCH_SIZE.require("batchSize", batchSize);
    KEEP_FOR_RETRY.require("keepForRetry", keepForRetry);
    MAX_UPLOAD_BYTES.require("maxUploadBytes", maxUploadBytes);
    MAX_CONCURRENT_UPLOADS.require("maxConcurrentUploads", maxConcurrentUploads);
    KEEP_STAGED.require("keepStaged", keepStaged);
    MAX_STAGED.require("maxStaged", maxStaged);
    MAX_STAGED_BYTES.require("maxStagedBytes", maxStagedBytes);
    MAX_THREADS.require("maxThreads", maxThreads);
    MAX_CONNECTIONS.require("maxConnections", maxConnections);
    IDLE_TIMEOUT.require("idleTimeout", idleTimeout);
    MIN_BYTES_PER_SECOND.require("minBytesPerSecond", minBytesPerSecond);
    MIN_FREE_BYTES.require("minFreeBytes", minFreeBytes);
    MAX_QUEUE_SECONDS.require("maxQueueWait", maxQueueWait);
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank");
    }
    if (apiKey != null && apiKey.isBlank()) {
      throw new IllegalArgumentException("apiKey must not be blank");
    }
    if (!QuotedUrl.isUrl(database)) {
      requireNone(DB_SCHEMA, databaseSchema);
      requireNone(DB_USER, databaseUser);
      requireNone(DB_PASSWORD, databasePassword);
    }
    if (schemasWritable && schemas == null) {
      throw new IllegalArgumentException(
          "--schemas-writable needs a folder in which schemas are saved: name it with --schemas");
    }
    allowedHosts = Set.copyOf(allowedHosts);
    if (webhook != null && !Webhook.isUsable(webhook)) {
      throw new IllegalArgumentException(
          "webhook must begin with http:// or https:// and name neither a user nor a fragment");
    }
    if (webhookSecret != null) {
      var unused = WebhookSecret.parse(webhookSecret);
    }
    if ((webhook == null) != (webhookSecret == null)) {
      throw new IllegalArgumentException(
          "--webhook and its secret go together: set the secret in IMPORTER_WEBHOOK_SECRET, or name"
              + " a file with --webhook-secret-file");
    }
  }

  private static void requireNone(ServerSetting setting, @Nullable String value) {
    if (value != null) {
      throw new IllegalArgumentException(
          setting.option()
              + " goes with the URL of a PostgreSQL database only, and --db is an SQLite file");
    }
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

  /** Begins the options of a server on an SQLite database, which is created if it is missing. */
  public static Builder on(Path database) {
    return on(database.toString());
  }

  /**
   * Begins the options of a server on a database.
   *
   * @param database as in {@link Builder#database(String)}
   */
  public static Builder on(String database) {
    return new Builder(database);
  }

  /** The file of the database; empty if it is one of PostgreSQL. */
  public Optional<Path> databaseFile() {
    return QuotedUrl.isUrl(database) ? Optional.empty() : Optional.of(Path.of(database));
  }

  /** The database as people may see it: a path, or a URL without its settings. */
  public String databaseShown() {
    return QuotedUrl.withoutSecrets(database);
  }

  /**
   * Gives a builder the database, the schemas and the bounds of these options, so that it opens the
   * same importer as the server. The workers are left as they are.
   *
   * @throws ServerStartException if a schema cannot be read, with a line for each fault
   */
  public Importer.Builder applyTo(Importer.Builder builder) {
    return applyTo(builder, savedSchemas());
  }

  /** As {@link #applyTo(Importer.Builder)}, with the folder in which schemas are saved, if any. */
  Importer.Builder applyTo(Importer.Builder builder, Optional<SavedSchemas> saved) {
    builder
        .database(QuotedUrl.withCredentials(database, databaseUser, databasePassword))
        .lease(lease)
        .batchSize(batchSize)
        .keepForRetry(keepForRetry)
        .keepStaged(keepStaged)
        .maxStaged(maxStaged)
        .maxStagedBytes(maxStagedBytes)
        .limits(Limits.DEFAULT.withMaxSourceBytes(maxUploadBytes));
    if (databaseSchema != null) {
      builder.tableSchema(databaseSchema);
    }
    if (spool != null) {
      builder.spoolFolder(spool);
    }
    if (saved.isPresent()) {
      builder.changingSchemas(saved.get()::now);
    } else if (schemas != null) {
      readSchemas(schemas).forEach(builder::addSchema);
    }
    if (targets != null) {
      addTargets(builder, targets);
    }
    return builder;
  }

  private static void addTargets(Importer.Builder builder, Path folder) {
    try {
      TargetFolder.read(folder)
          .forEach(
              (name, json) -> {
                try {
                  builder.target(name, json);
                } catch (IllegalArgumentException e) {
                  throw new ServerStartException(name + ".json: " + e.getMessage(), e);
                }
              });
    } catch (IOException e) {
      throw new ServerStartException("The folder '" + folder + "' of --targets cannot be read.", e);
    }
  }

  /** Who posts what becomes of imports; empty without a webhook. */
  Optional<Webhook> webhookListener() {
    return webhook == null || webhookSecret == null
        ? Optional.empty()
        : Optional.of(new Webhook(webhook, WebhookSecret.parse(webhookSecret)));
  }

  /**
   * The folder in which schemas are saved over HTTP; empty if they are not.
   *
   * @throws ServerStartException if a schema cannot be read, with a line for each fault
   */
  Optional<SavedSchemas> savedSchemas() {
    if (schemas == null || !schemasWritable) {
      return Optional.empty();
    }
    try {
      return Optional.of(SavedSchemas.open(schemas));
    } catch (SchemaFolderException e) {
      throw new ServerStartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<Schema> readSchemas(Path folder) {
    try {
      return SchemaFolder.read(folder);
    } catch (SchemaFolderException e) {
      throw new ServerStartException(String.valueOf(e.getMessage()), e);
    }
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
              + "' other machines can reach the server. Set --api-key, or use --no-auth if that is"
              + " meant.",
          null);
    }
  }

  /** Collects what differs from the usual. Not thread-safe. */
  public static final class Builder {

    private String database;
    private @Nullable String databaseSchema;
    private @Nullable String databaseUser;
    private @Nullable String databasePassword;
    private String host = HOST.defaultText();
    private int port = (int) PORT.defaultNumber();
    private @Nullable Path schemas;
    private boolean schemasWritable;
    private @Nullable Path targets;
    private @Nullable Path spool;
    private Duration lease = Duration.ofSeconds(LEASE.defaultNumber());
    private int workers = (int) WORKERS.defaultNumber();
    private int batchSize = (int) BATCH_SIZE.defaultNumber();
    private Duration keepForRetry = Duration.ofHours(KEEP_FOR_RETRY.defaultNumber());
    private long maxUploadBytes = MAX_UPLOAD_BYTES.defaultNumber();
    private int maxConcurrentUploads = (int) MAX_CONCURRENT_UPLOADS.defaultNumber();
    private Duration keepStaged = Duration.ofMinutes(KEEP_STAGED.defaultNumber());
    private int maxStaged = (int) MAX_STAGED.defaultNumber();
    private long maxStagedBytes = MAX_STAGED_BYTES.defaultNumber();
    private int maxThreads = (int) MAX_THREADS.defaultNumber();
    private int maxConnections = (int) MAX_CONNECTIONS.defaultNumber();
    private Duration idleTimeout = Duration.ofSeconds(IDLE_TIMEOUT.defaultNumber());
    private long minBytesPerSecond = MIN_BYTES_PER_SECOND.defaultNumber();
    private long minFreeBytes = MIN_FREE_BYTES.defaultNumber();
    private Duration maxQueueWait = Duration.ofSeconds(MAX_QUEUE_SECONDS.defaultNumber());
    private @Nullable String apiKey;
    private boolean withoutKey;
    private Set<String> allowedHosts = Set.of();
    private @Nullable URI webhook;
    private @Nullable String webhookSecret;

    private Builder(String database) {
      this.database = Objects.requireNonNull(database);
    }

    /** An SQLite database, created if it is missing. */
    public Builder database(Path file) {
      return database(file.toString());
    }

    /**
     * The path of an SQLite database, created if it is missing, or the JDBC URL of a PostgreSQL
     * database, which must be there, such as {@code jdbc:postgresql://localhost/imports}. Several
     * servers may have one PostgreSQL database.
     */
    public Builder database(String pathOrUrl) {
      this.database = Objects.requireNonNull(pathOrUrl);
      return this;
    }

    /**
     * The schema of a PostgreSQL database in which the tables are. Default null: the first one of
     * the search path.
     */
    public Builder databaseSchema(@Nullable String name) {
      this.databaseSchema = name;
      return this;
    }

    /** The role in PostgreSQL. Default null: that of the URL. */
    public Builder databaseUser(@Nullable String name) {
      this.databaseUser = name;
      return this;
    }

    /**
     * The password of the role in PostgreSQL. Default null: that of the URL, or else of the
     * driver's password file.
     */
    public Builder databasePassword(@Nullable String password) {
      this.databasePassword = password;
      return this;
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

    /**
     * Whether {@code PUT} and {@code DELETE} of {@code /api/schemas/NAME}, and with them the page,
     * change the folder of {@link #schemas}. Schemas are then looked up in the folder whenever one
     * is needed, so that the server also sees what others do there; otherwise they are those at the
     * start. Default false.
     */
    public Builder schemasWritable(boolean writable) {
      this.schemasWritable = writable;
      return this;
    }

    /**
     * The folder with targets, or null for none, which is the default: every {@code NAME.json} is
     * the target {@code NAME}, see {@link Importer.Builder#target(String, String)}. Its table lies
     * in the database.
     */
    public Builder targets(@Nullable Path folder) {
      this.targets = folder;
      return this;
    }

    /**
     * The folder in which uploads wait; for PostgreSQL one that all servers share. Default the name
     * of the SQLite database followed by {@code -spool}, and for PostgreSQL the database itself.
     */
    public Builder spool(@Nullable Path folder) {
      this.spool = folder;
      return this;
    }

    /**
     * How long a server on PostgreSQL may be silent before others take it for dead and go on with
     * its imports; 1 second to 1 hour, default 15 seconds. All servers on one database should have
     * the same. SQLite needs none.
     */
    public Builder lease(Duration time) {
      this.lease = time;
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
     * How long a staged upload is kept after it was used last; 1 minute to 7 days, default 1 hour.
     */
    public Builder keepStaged(Duration time) {
      this.keepStaged = time;
      return this;
    }

    /**
     * How many uploads may be staged; 1 to 100,000, default 100. Beyond that, those give way that
     * were not used for the longest time.
     */
    public Builder maxStaged(int count) {
      this.maxStaged = count;
      return this;
    }

    /**
     * How many bytes the staged uploads may have together; 1 or more, default 10 GiB. Beyond that,
     * those give way that were not used for the longest time; a larger file is not staged.
     */
    public Builder maxStagedBytes(long bytes) {
      this.maxStagedBytes = bytes;
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
     * Where it is posted what becomes of imports: a URL of {@code http} or {@code https} that names
     * neither a user nor a fragment. It needs a {@link #webhookSecret}. Default null: nowhere.
     */
    public Builder webhook(@Nullable URI url) {
      this.webhook = url;
      return this;
    }

    /**
     * What is posted to the webhook is signed with this: {@code whsec_} followed by 24 to 64 bytes
     * in Base64, as Standard Webhooks has it. Default null: there is no webhook.
     */
    public Builder webhookSecret(@Nullable String secret) {
      this.webhookSecret = secret;
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
          databaseSchema,
          databaseUser,
          databasePassword,
          schemas,
          schemasWritable,
          targets,
          spool,
          lease,
          workers,
          batchSize,
          keepForRetry,
          maxUploadBytes,
          maxConcurrentUploads,
          keepStaged,
          maxStaged,
          maxStagedBytes,
          maxThreads,
          maxConnections,
          idleTimeout,
          minBytesPerSecond,
          minFreeBytes,
          maxQueueWait,
          apiKey,
          withoutKey,
          allowedHosts,
          webhook,
          webhookSecret);
    }
  }
}
