package dev.importer.server;

import dev.importer.Importer;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/**
 * The calls of the HTTP interface for a Javalin application: register them when it is created, and
 * close them before it stops. The importer stays the caller's own. Thread-safe.
 */
public final class ImporterRoutes implements AutoCloseable {

  private final Importer importer;
  private final UploadHandler upload;
  private final CheckHandler check;
  private final CorrectionsHandler corrections;
  private final EventStreams events;

  /**
   * The routes to an importer.
   *
   * @param importer does the work
   * @param maxUploadBytes the largest upload, as in the limits of the importer
   * @param maxConcurrentUploads how many uploads are received at once
   */
  public ImporterRoutes(Importer importer, long maxUploadBytes, int maxConcurrentUploads) {
    this.importer = importer;
    this.upload = new UploadHandler(importer, maxUploadBytes, maxConcurrentUploads);
    this.check = new CheckHandler(importer, maxUploadBytes, maxConcurrentUploads);
    this.events = new EventStreams(importer);
    this.corrections = new CorrectionsHandler(importer, maxUploadBytes, maxConcurrentUploads);
  }

  /** Adds the routes, and the answers to failures of the importer, to an application. */
  public void register(JavalinConfig config) {
    RoutesConfig routes = config.routes;
    ImportHandlers imports = new ImportHandlers(importer);
    routes.post("/api/upload", upload);
    routes.post("/api/check", check);
    get(routes, "/api/imports", imports::list);
    get(routes, "/api/imports/{id}", imports::show);
    routes.delete("/api/imports/{id}", imports::delete);
    routes.post("/api/imports/{id}/cancel", imports::cancel);
    routes.get("/api/imports/{id}/errors", new ErrorsHandler(importer));
    routes.get("/api/imports/{id}/events", new EventsHandler(importer, events));
    get(routes, "/api/imports/{id}/profile", new ProfileHandler(importer));
    get(routes, "/api/imports/{id}/errors/summary", imports::errorSummary);
    routes.post("/api/imports/{id}/corrections", corrections);
    routes.post("/api/records/search", new SearchHandler(importer));
    SchemaHandlers schemas = new SchemaHandlers(importer);
    get(routes, "/api/schemas", schemas::list);
    get(routes, "/api/schemas/{name}", schemas::show);
    get(routes, "/api/schemas/{name}/template", schemas::template);
    StatisticsHandlers statistics = new StatisticsHandlers(importer);
    get(routes, "/api/stats", statistics::totals);
    get(routes, "/api/stats/history", statistics::history);
    get(routes, "/health", new HealthHandler(importer));
    get(routes, "/", WebPage.handler());
    get(routes, "/openapi.json", DocsPages.openApi());
    get(routes, "/docs", DocsPages.docs());
    DocsPages.addAssets(config.staticFiles);
    ProblemAnswers.registerOwn(routes);
  }

  /** How many uploads are answered later, when their imports end or their patience does. */
  public int waitingUploads() {
    return upload.waiting();
  }

  /** How many listen to the events of imports now. */
  public int listeners() {
    return events.count();
  }

  /**
   * Ends requests that wait for an import or listen to its events, so that they do not keep a
   * server alive.
   */
  @Override
  public void close() {
    upload.close();
    events.close();
  }

  /** Also answers HEAD like GET; the server leaves the body away. */
  private static void get(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }
}
