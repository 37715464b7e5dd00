package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.job.ChangeProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Shows on the standard error how far the change of an import has got, if it takes a while. */
final class ChangeWatch implements AutoCloseable {

  /** What is done sooner is not worth a bar. */
  private static final Duration QUIET = Duration.ofMillis(500);

  private final Importer importer;
  private final long importId;
  private final PrintWriter err;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread daemon = new Thread(work, "progress");
            daemon.setDaemon(true);
            return daemon;
          });

  /** Null until there is something to show; only the thread uses it until it has ended. */
  private @Nullable ChangeView view;

  /** A watch on a change to come. */
  ChangeWatch(Importer importer, long importId, PrintWriter err) {
    this.importer = importer;
    this.importId = importId;
    this.err = err;
  }

  /** Begins to look whether the import is changed. Call it once. */
  void begin() {
    // A terminal that takes escape sequences, unless the environment (NO_COLOR) says otherwise.
    Duration interval = Ansi.AUTO.enabled() ? ChangeBar.INTERVAL : ChangeLines.INTERVAL;
    long first = Math.max(QUIET.toMillis(), interval.toMillis());
    var unused =
        thread.scheduleAtFixedRate(this::look, first, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    importer.operations().change(importId).ifPresent(job -> show(job.progress()));
  }

  private void show(ChangeProgress progress) {
    String name = "import " + importId;
    ChangeView shown = view;
    if (shown == null) {
      shown = Ansi.AUTO.enabled() ? new ChangeBar(name) : new ChangeLines(name, err);
      view = shown;
    }
    shown.show(progress);
  }

  @Override
  public void close() {
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
