package dev.importer.cli;

import dev.importer.job.ChangeProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line from time to time, where there is no terminal. */
final class ChangeLines implements ChangeView {

  static final Duration INTERVAL = Duration.ofSeconds(5);

  private final String name;
  private final PrintWriter err;

  ChangeLines(String name, PrintWriter err) {
    this.name = name;
    this.err = err;
  }

  @Override
  public void show(ChangeProgress progress) {
    err.printf(
        Locale.ROOT,
        "%s: %.0f %%, %s changed%n",
        name,
        progress.fraction() * 100,
        Text.count(progress.changed(), "row"));
    err.flush();
  }

  @Override
  public void close() {
    // Lines stay.
  }
}
