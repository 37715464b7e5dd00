package dev.importer.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.Importer;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImporterClosedException;
import dev.importer.error.ImporterException;
import dev.importer.error.StorageException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOption;
import dev.importer.query.ImportStatus;
import dev.importer.query.StoredImport;
import dev.importer.source.Source;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes a file, hands it to the importer, and answers when the import ends or patience does. */
final class UploadHandler implements Handler, AutoCloseable {

  private static final String RETRY_SECONDS = "1";
  private static final int ANSWERING_THREADS = 4;

  private final Importer importer;
  private final UploadReceiver receiver;
  private final Places places;
  private final Waits waits = new Waits();

  /** Answers those who waited, so that the threads that run imports never write to a network. */
  private final ExecutorService answering = answeringThreads();

  UploadHandler(Importer importer, RequestBounds bounds) {
    this.importer = importer;
    this.receiver = new UploadReceiver(importer, bounds);
    this.places = Places.ofUploads(bounds.maxConcurrentUploads());
  }

  @Override
  public void handle(Context ctx) {
    Preferences preferences = Preferences.of(Collections.list(ctx.req().getHeaders("Prefer")));
    UploadOptions options =
        UploadOptions.of(ImportOption.Use.IMPORT, importer.schemas().keySet())
            .withQuery(Query.of(ctx));
    Source source = places.with(() -> receiver.receive(ctx, options));
    ImportJob job = importer.submit(options.applyTo(source), options.importOptions());
    preferences.header().ifPresent(applied -> ctx.header("Preference-Applied", applied));
    if (preferences.patience().isZero() || job.result().isDone()) {
      answer(ctx, job);
      return;
    }
    ctx.future(
        () ->
            waits
                .until(job.result(), preferences.patience())
                .handleAsync((inTime, failure) -> answer(ctx, job, failure), answering));
  }

  int waiting() {
    return waits.count();
  }

  @Override
  public void close() {
    waits.close();
  }

  /** The end of the wait, in a thread of ours. */
  private boolean answer(Context ctx, ImportJob job, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    try {
      if (cause instanceof StorageException storage) {
        throw storage;
      }
      // However else it ended, or did not end: the stored import tells.
      answer(ctx, job);
    } catch (ImporterException | ImporterClosedException | ProblemException e) {
      ProblemAnswers.send(ctx, e);
    }
    return true;
  }

  private void answer(Context ctx, ImportJob job) {
    Optional<StoredImport> found = importer.find(job.id());
    if (job.isDuplicate() && (found.isEmpty() || found.get().status() == ImportStatus.CANCELLED)) {
      throw takenBack(job.id(), found.isPresent());
    }
    StoredImport stored = found.orElseThrow(() -> new ImportNotFoundException(job.id()));
    StoredImport.Failure failure = stored.failure();
    if (failure != null) {
      throw Problems.of(stored.id(), failure).exception();
    }
    boolean ended = stored.status().hasEnded();
    if (!ended) {
      ctx.header("Location", MountedRoutes.baseOf(ctx) + "/api/imports/" + stored.id());
      ctx.header("Retry-After", RETRY_SECONDS);
    }
    Json.answer(ctx, ended ? 200 : 202, json -> write(json, stored, job.isDuplicate()));
  }

  /** Whoever sent a file that another sender's import held must learn that it is in none now. */
  private static ProblemException takenBack(long id, boolean cancelled) {
    Problem problem =
        Problem.of(
                409,
                "import-ended",
                "The same file was being imported already, as import "
                    + id
                    + ", but somebody "
                    + (cancelled ? "cancelled" : "deleted")
                    + " that import meanwhile. Send the file again.")
            .withHeader("Retry-After", RETRY_SECONDS);
    return (cancelled ? problem.ofImport(id) : problem).exception();
  }

  static void write(JsonGenerator json, StoredImport stored, boolean duplicate) throws IOException {
    json.writeStartObject();
    json.writeStringField("message", message(stored, duplicate));
    json.writeNumberField("import_id", stored.id());
    json.writeBooleanField("duplicate", duplicate);
    ImportJson.members(json, stored);
    json.writeEndObject();
  }

  private static String message(StoredImport stored, boolean duplicate) {
    if (!stored.status().hasEnded()) {
      return (duplicate ? "The same file is being imported already" : "The import is running")
          + "; GET /api/imports/"
          + stored.id()
          + " shows how far it is";
    }
    if (duplicate) {
      return "File already processed: import "
          + stored.id()
          + " read it in the same way ("
          + stored.detection().summary()
          + "; schema "
          + stored.schema()
          + "). Send it with on_duplicate=allow to import it again";
    }
    if (stored.status() == ImportStatus.CANCELLED) {
      return "The import was cancelled";
    }
    if (stored.totalRecords() == 0) {
      return "The file has a header but no data rows";
    }
    return stored.counts().toString();
  }

  private static ExecutorService answeringThreads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            ANSWERING_THREADS,
            ANSWERING_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread daemon = new Thread(work, "importer-answer");
              daemon.setDaemon(true);
              return daemon;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
