package dev.importer.server.internal.upload;

import dev.importer.Importer;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImporterClosedException;
import dev.importer.error.ImporterException;
import dev.importer.error.StorageException;
import dev.importer.job.ImportJob;
import dev.importer.results.ImportStatus;
import dev.importer.results.StoredImport;
import dev.importer.server.internal.http.MountedRoutes;
import dev.importer.server.internal.http.Preferences;
import dev.importer.server.internal.http.ProblemAnswers;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.json.UploadJson;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.server.internal.problem.Problems;
import dev.importer.source.Source;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands files to the importer, and answers when the import ends or patience does. */
public final class ImportAnswers implements AutoCloseable {

  private static final String RETRY_SECONDS = "1";
  private static final int ANSWERING_THREADS = 4;

  private final Importer importer;
  private final PendingAnswers pending = new PendingAnswers();

  /** Answers those who waited, so that the threads that run imports never write to a network. */
  private final ExecutorService answering = answeringThreads();

  public ImportAnswers(Importer importer) {
    this.importer = importer;
  }

  /** Has a file imported, and answers. */
  void submit(Context ctx, Source source, UploadOptions options) {
    Preferences preferences = Preferences.of(Collections.list(ctx.req().getHeaders("Prefer")));
    ImportJob job = importer.submit(options.applyTo(source), options.importOptions());
    preferences.header().ifPresent(applied -> ctx.header("Preference-Applied", applied));
    if (preferences.patience().isZero() || job.result().isDone()) {
      answer(ctx, job);
      return;
    }
    ctx.future(
        () ->
            pending
                .until(job.result(), preferences.patience())
                .handleAsync((inTime, failure) -> answer(ctx, job, failure), answering));
  }

  /** How many requests wait for an import now. */
  public int waiting() {
    return pending.count();
  }

  @Override
  public void close() {
    pending.close();
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
    Optional<StoredImport> found = importer.results().find(job.id());
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
    Json.answer(ctx, ended ? 200 : 202, json -> UploadJson.write(json, stored, job.isDuplicate()));
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
