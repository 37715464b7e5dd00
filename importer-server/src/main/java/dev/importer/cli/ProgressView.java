package dev.importer.cli;

import dev.importer.job.Progress;
import java.time.Duration;

/** Shows on the standard error how far an import has got. Used by one thread at a time. */
interface ProgressView extends AutoCloseable {

  /** How often it wants to be told. */
  Duration interval();

  /** Shows it. */
  void show(Progress progress);

  @Override
  void close();
}
