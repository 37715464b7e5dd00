package dev.importer.server;

import dev.importer.Importer;
import dev.importer.error.StorageException;
import dev.importer.results.DatabaseProduct;
import dev.importer.server.internal.http.MountedRoutes;
import dev.importer.server.internal.http.ProblemAnswers;
import dev.importer.server.internal.listener.JettyProblems;
import dev.importer.server.internal.listener.Listener;
import dev.importer.server.internal.metrics.Metrics;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.safety.ApiKeyCheck;
import dev.importer.server.internal.safety.CrossSiteCheck;
import dev.importer.server.internal.safety.HostCheck;
import dev.importer.server.internal.safety.SecurityHeaders;
import dev.importer.server.internal.schemas.SavedSchemas;
import dev.importer.server.internal.webhook.Webhook;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.resource.URLResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server with an importer of its own. To be closed after use. Thread-safe. */
public final class ImporterServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ImporterServer.class);

  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  /** How long requests that are under way may take when the server stops. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Listener listener;
  private final Importer importer;
  private final Metrics metrics;
  private final ImporterRoutes routes;
  private final Javalin app;

  static {
    // Jetty would mount the whole jar as a file system, which makes each start longer.
    ResourceFactory.registerResourceFactory("jar", new URLResourceFactory());
  }

  private ImporterServer(
      Listener listener,
      Importer importer,
      Optional<SavedSchemas> saved,
      Metrics metrics,
      ServerOptions options) {
    this.listener = listener;
    this.importer = importer;
    this.metrics = metrics;
    this.routes =
        new ImporterRoutes(importer, saved, options.requestBounds(), options.healthThresholds());
    this.app = Javalin.create(config -> configure(config, options));
  }

  /**
   * Opens the database and listens.
   *
   * @throws ServerStartException if the database, a folder or the port cannot be used, or if the
   *     options would open the server to other machines unguarded
   * @throws IllegalStateException if Micrometer's registry for Prometheus is not on the class path
   */
  public static ImporterServer start(ServerOptions options) {
    return start(Importer.builder(), options);
  }

  /** As {@link #start(ServerOptions)}, with more said about the importer than the options say. */
  static ImporterServer start(Importer.Builder builder, ServerOptions options) {
    RequiredLibraries.checkMicrometer();
    options.requireSafe();
    Metrics metrics = new Metrics();
    Optional<SavedSchemas> saved = options.savedSchemas();
    options.applyTo(builder, saved).workers(options.workers()).observer(metrics.imports());
    options.webhookListener().ifPresent(webhook -> builder.listener(Webhook.NAME, webhook));
    Listener listener = open(options);
    try {
      Importer importer = builder.build();
      metrics.watch(importer);
      DatabaseProduct product = importer.operations().databaseProduct();
      LOG.info(
          "Imports are stored in {} {}, '{}'",
          product.name(),
          product.version(),
          options.databaseShown());
      ImporterServer server = new ImporterServer(listener, importer, saved, metrics, options);
      server.start();
      return server;
    } catch (StorageException e) {
      listener.close();
      throw new ServerStartException(
          "The database '"
              + options.databaseShown()
              + "' or its spool folder cannot be used. "
              + e.getMessage(),
          e);
    }
  }

  private static Listener open(ServerOptions options) {
    try {
      return Listener.open(options.host(), options.port());
    } catch (IOException e) {
      throw new ServerStartException(String.valueOf(e.getMessage()), e);
    }
  }

  private void start() {
    try {
      app.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The port that it listens on. */
  public int port() {
    return listener.port();
  }

  int waitingUploads() {
    return routes.waitingUploads();
  }

  int listeners() {
    return routes.listeners();
  }

  /**
   * Stops to listen, lets requests that are under way end within a few seconds, and closes the
   * importer. Imports that have not ended resume at the next start.
   */
  @Override
  public void close() {
    routes.close();
    app.stop();
    listener.close();
    importer.close();
    metrics.close();
  }

  private void configure(JavalinConfig config, ServerOptions options) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    QueuedThreadPool threads = new QueuedThreadPool(options.maxThreads());
    threads.setName("http");
    config.jetty.threadPool = threads;
    config.jetty.modifyServer(
        server -> {
          server.setStopTimeout(FAREWELL.toMillis());
          server.setErrorHandler(new JettyProblems());
        });
    config.jetty.modifyServletContextHandler(
        handler -> handler.setErrorHandler(new JettyProblems()));
    config.jetty.addConnector(
        (server, http) ->
            listener.connector(server, http, options.maxConnections(), options.idleTimeout()));
    config.router.javaLangErrorHandler(
        (response, error) -> {
          LOG.error("A request was stopped by an error", error);
          response.setStatus(500);
        });
    guard(config.routes, options);
    ProblemAnswers.registerAll(config.routes);
    config.requestLogger.http(metrics.requests());
    MountedRoutes own = new MountedRoutes(config.routes, "");
    own.get("/metrics", metrics, List.of());
    own.head("/metrics", metrics, List.of());
    routes.register(config);
  }

  /** A header that changes the method would get past whoever lets requests through by method. */
  private static void refuseOtherMethod(Context ctx) {
    if (ctx.header(METHOD_OVERRIDE) != null) {
      throw Problem.ofField(
              "bad-request",
              METHOD_OVERRIDE,
              "The header "
                  + METHOD_OVERRIDE
                  + " is not accepted. Send the request with its own method.")
          .exception();
    }
  }

  private static void guard(RoutesConfig routes, ServerOptions options) {
    routes.before(ctx -> SecurityHeaders.of(ctx.path()).forEach(ctx::header));
    String key = options.apiKey();
    if (key == null) {
      Set<String> names = new HashSet<>(options.allowedHosts());
      names.add(options.host());
      routes.before(new HostCheck(names));
    }
    routes.before(ImporterServer::refuseOtherMethod);
    routes.before(new CrossSiteCheck());
    if (key != null) {
      routes.before(new ApiKeyCheck(key));
    }
  }
}
