package dev.importer.server;

import dev.importer.Importer;
import dev.importer.server.internal.changes.ChangeHandlers;
import dev.importer.server.internal.events.EventStreams;
import dev.importer.server.internal.events.EventsHandler;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.MountedRoutes;
import dev.importer.server.internal.http.Pace;
import dev.importer.server.internal.http.PageMemory;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.ProblemAnswers;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.imports.ErrorValuesHandler;
import dev.importer.server.internal.imports.ImportFilter;
import dev.importer.server.internal.imports.ImportHandlers;
import dev.importer.server.internal.imports.MappingHandlers;
import dev.importer.server.internal.imports.ProfileHandler;
import dev.importer.server.internal.page.DocsPages;
import dev.importer.server.internal.page.ProblemPages;
import dev.importer.server.internal.page.WebPage;
import dev.importer.server.internal.problem.Problems;
import dev.importer.server.internal.records.ErrorsHandler;
import dev.importer.server.internal.records.ExportHandler;
import dev.importer.server.internal.records.ExportRequest;
import dev.importer.server.internal.records.SearchHandler;
import dev.importer.server.internal.schemas.SavedSchemas;
import dev.importer.server.internal.schemas.SchemaChangeHandlers;
import dev.importer.server.internal.schemas.SchemaHandlers;
import dev.importer.server.internal.status.HealthHandler;
import dev.importer.server.internal.status.StatisticsHandlers;
import dev.importer.server.internal.targets.TargetHandlers;
import dev.importer.server.internal.upload.CorrectionsHandler;
import dev.importer.server.internal.upload.ImportAnswers;
import dev.importer.server.internal.upload.SourceHandler;
import dev.importer.server.internal.upload.StagingHandlers;
import dev.importer.server.internal.upload.UploadHandler;
import dev.importer.source.Limits;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;

/**
 * The calls of the HTTP interface for a Javalin application: register them when it is created, and
 * close them before it stops. The importer stays the caller's own. Thread-safe.
 */
public final class ImporterRoutes implements AutoCloseable {

  private final Importer importer;
  private final Optional<SavedSchemas> saved;
  private final RequestBounds bounds;
  private final HealthHandler health;
  private final ImportAnswers answers;
  private final UploadHandler upload;
  private final ConcurrencyLimit checks;
  private final CorrectionsHandler corrections;
  private final EventStreams events;

  /**
   * The routes to an importer.
   *
   * @param importer does the work
   * @param maxUploadBytes the largest upload, as in the limits of the importer
   * @param maxConcurrentUploads how many uploads are received at once
   * @throws IllegalStateException if the application has another version of Javalin than 7
   */
  public ImporterRoutes(Importer importer, long maxUploadBytes, int maxConcurrentUploads) {
    this(
        importer,
        Optional.empty(),
        new RequestBounds(
            maxUploadBytes,
            maxConcurrentUploads,
            RequestBounds.MAX_CONCURRENT_DOWNLOADS,
            Pace.Rule.DEFAULT),
        HealthHandler.Thresholds.DEFAULT);
  }

  ImporterRoutes(
      Importer importer,
      Optional<SavedSchemas> saved,
      RequestBounds bounds,
      HealthHandler.Thresholds thresholds) {
    RequiredLibraries.checkJavalin();
    this.importer = importer;
    this.saved = saved;
    this.health = new HealthHandler(importer, thresholds);
    this.bounds = bounds;
    this.answers = new ImportAnswers(importer);
    this.upload = new UploadHandler(importer, answers, bounds);
    this.checks = ConcurrencyLimit.ofUploads(bounds.maxConcurrentUploads());
    this.events = new EventStreams(importer);
    this.corrections = new CorrectionsHandler(importer, bounds);
  }

  /**
   * The routes to an importer with the bounds of a server: uploads of 10 GiB, 32 at once.
   *
   * @param importer does the work
   * @throws IllegalStateException if the application has another version of Javalin than 7
   */
  public static ImporterRoutes of(Importer importer) {
    return new ImporterRoutes(
        importer, Limits.DEFAULT.maxSourceBytes(), RequestBounds.MAX_CONCURRENT_UPLOADS);
  }

  /** Adds the routes, and the answers to failures of the importer, to an application. */
  public void register(JavalinConfig config) {
    register(config, "");
  }

  /**
   * Adds the routes below a path of an application, and the answers to failures of the importer.
   * What guards them is the application's own.
   *
   * @param path begins with a slash and does not end with one, for example {@code /importer}; empty
   *     for the root
   * @throws IllegalArgumentException if the path is of another form
   */
  public void register(JavalinConfig config, String path) {
    if (!path.isEmpty() && (!path.startsWith("/") || path.endsWith("/") || path.contains("{"))) {
      throw new IllegalArgumentException(
          "path must be empty or begin with a slash, end without one and name no parameter, but is '"
              + path
              + "'");
    }
    MountedRoutes routes = new MountedRoutes(config.routes, path);
    PageMemory memory = PageMemory.ofHeap(bounds.pace());
    ImportHandlers imports = new ImportHandlers(importer, memory);
    routes.postWithOptions("/api/upload", upload);
    routes.postWithOptions("/api/check", SourceHandler.check(importer, bounds, checks));
    routes.postWithOptions("/api/detect", SourceHandler.detect(importer, bounds, checks));
    StagingHandlers staging = new StagingHandlers(importer, answers, bounds, checks);
    routes.postWithOptions("/api/uploads", staging::stage);
    get(routes, "/api/uploads/{id}", staging::show);
    routes.delete("/api/uploads/{id}", staging::discard);
    routes.post("/api/uploads/{id}/preview", staging::preview);
    routes.post("/api/uploads/{id}/check", staging::check);
    routes.post("/api/uploads/{id}/infer", staging::infer);
    routes.post("/api/uploads/{id}/import", staging::load);
    get(routes, "/api/imports", imports::list, Paging.and(ImportFilter.NAMES));
    get(routes, "/api/imports/{id}", imports::show, Paging.NAMES);
    routes.delete("/api/imports/{id}", imports::delete);
    routes.post("/api/imports/{id}/cancel", imports::cancel);
    routes.post("/api/imports/{id}/retry", imports::retry);
    ConcurrencyLimit downloads = ConcurrencyLimit.ofDownloads(bounds.maxConcurrentDownloads());
    get(
        routes,
        "/api/imports/{id}/errors",
        new ErrorsHandler(importer, bounds, downloads),
        ErrorsHandler.PARAMETERS);
    get(
        routes,
        "/api/imports/{id}/records",
        new ExportHandler(importer, bounds, downloads),
        ExportRequest.PARAMETERS);
    routes.get("/api/imports/{id}/events", new EventsHandler(importer, events), List.of());
    // A stream of events has nothing to tell without them.
    routes.head("/api/imports/{id}/events", ImporterRoutes::refuse, List.of());
    get(routes, "/api/imports/{id}/profile", new ProfileHandler(importer));
    get(routes, "/api/imports/{id}/errors/summary", imports::errorSummary);
    get(
        routes,
        "/api/imports/{id}/errors/values",
        new ErrorValuesHandler(importer),
        ErrorValuesHandler.PARAMETERS);
    routes.postWithOptions("/api/imports/{id}/corrections", corrections);
    ChangeHandlers changes = new ChangeHandlers(importer, bounds);
    routes.patch("/api/imports/{id}/records", changes::edit);
    routes.post("/api/imports/{id}/replace", changes::replace);
    get(routes, "/api/imports/{id}/changes", changes::list, Paging.NAMES);
    get(routes, "/api/imports/{id}/changes/{number}", changes::show, Paging.NAMES);
    routes.post("/api/imports/{id}/changes/{number}/undo", changes::undo);
    TargetHandlers targets = new TargetHandlers(importer);
    get(routes, "/api/targets", targets::list);
    routes.post("/api/imports/{id}/undo", targets::undo);
    routes.post("/api/imports/{id}/redo", targets::redo);
    routes.post("/api/records/search", new SearchHandler(importer, bounds, memory));
    MappingHandlers mappings = new MappingHandlers(importer);
    get(routes, "/api/mappings", mappings::list, Paging.and(MappingHandlers.NAMES));
    routes.delete("/api/mappings/{id}", mappings::forget);
    SchemaHandlers schemas = new SchemaHandlers(importer, saved);
    get(routes, "/api/schemas", schemas::list);
    routes.postWithOptions("/api/schemas/infer", SourceHandler.infer(importer, bounds, checks));
    get(routes, "/api/schemas/{name}", schemas::show);
    SchemaChangeHandlers saving = new SchemaChangeHandlers(importer, saved, bounds);
    routes.put("/api/schemas/{name}", saving::put);
    routes.delete("/api/schemas/{name}", saving::delete);
    get(routes, "/api/schemas/{name}/template", schemas::template, SchemaHandlers.OF_TEMPLATES);
    StatisticsHandlers statistics = new StatisticsHandlers(importer);
    get(routes, "/api/stats", statistics::totals);
    get(routes, "/api/stats/history", statistics::history);
    get(routes, "/health", health);
    get(routes, "/", WebPage.handler());
    get(routes, "/openapi.json", DocsPages.openApi());
    get(routes, "/docs", DocsPages.docs());
    ProblemPages problems = new ProblemPages();
    get(routes, "/problems", problems::list);
    get(routes, "/problems/{code}", problems::show);
    DocsPages.addAssets(config.staticFiles, path);
    ProblemAnswers.registerOwn(config.routes);
  }

  /** How many uploads are answered later, when their imports end or their patience does. */
  public int waitingUploads() {
    return answers.waiting();
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
    answers.close();
    events.close();
  }

  private static void refuse(Context ctx) {
    throw Problems.ofStatus(405, null).withHeader("Allow", "GET").exception();
  }

  private static void get(MountedRoutes routes, String path, Handler handler) {
    get(routes, path, handler, List.of());
  }

  /** Also answers HEAD like GET; the server leaves the body away. */
  private static void get(
      MountedRoutes routes, String path, Handler handler, List<String> parameters) {
    routes.get(path, handler, parameters);
    routes.head(path, handler, parameters);
  }
}
