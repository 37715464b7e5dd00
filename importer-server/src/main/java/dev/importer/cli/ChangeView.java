package dev.importer.cli;

import dev.importer.job.ChangeProgress;

/** Shows on the standard error how far a change has got. Used by one thread at a time. */
interface ChangeView extends AutoCloseable {

  /** Shows it. */
  void show(ChangeProgress progress);

  @Override
  void close();
}
