package dev.importer.cli;

import dev.importer.error.ImporterException;
import dev.importer.job.ImportJob;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows the progress of an import from when it begins until this is closed. */
final class ProgressWatch implements AutoCloseable {

  private final Function<ImportJob, ProgressView> views;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread daemon = new Thread(work, "progress");
            daemon.setDaemon(true);
            return daemon;
          });
  private @Nullable ProgressView view;

  /**
   * A watch on an import to come.
   *
   * @param views makes the view of an import
   */
  ProgressWatch(Function<ImportJob, ProgressView> views) {
    this.views = views;
  }

  /** Begins to show an import. Call it once, in the thread that closes. */
  void begin(ImportJob job) {
    ProgressView shown = views.apply(job);
    view = shown;
    long interval = shown.interval().toMillis();
    var unused =
        thread.scheduleAtFixedRate(
            () -> look(job, shown), interval, interval, TimeUnit.MILLISECONDS);
  }

  private void look(ImportJob job, ProgressView shown) {
    try {
      shown.show(job.progress());
    } catch (ImporterException e) {
      // The import is gone, or the database busy; the end of the import tells what there is to say.
      thread.shutdown();
    }
  }

  @Override
  public void close() {
    // Not shutdownNow: an interrupt would close the database's file under whoever reads it.
    thread.shutdown();
    try {
      // So that nothing is shown after what follows.
      var unused = thread.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (view != null) {
      view.close();
    }
  }
}
