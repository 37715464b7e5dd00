package dev.importer.cli;

import dev.importer.job.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line from time to time, where there is no terminal. */
final class ProgressLines implements ProgressView {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final String name;
  private final PrintWriter err;

  ProgressLines(String name, PrintWriter err) {
    this.name = Text.visible(name);
    this.err = err;
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void show(Progress progress) {
    err.printf(
        Locale.ROOT,
        "%s: %.0f %%, %s, %d refused%n",
        name,
        progress.fraction() * 100,
        Text.count(progress.rows(), "row"),
        progress.failed());
    err.flush();
  }

  @Override
  public void close() {
    // Lines stay.
  }
}
