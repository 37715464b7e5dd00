package dev.importer.internal.job;

import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Removes the files of the spool that nobody owns any more. Other instances accept, stop and die
 * meanwhile, so the order matters:
 *
 * <ol>
 *   <li>The files are listed. What comes later is not touched.
 *   <li>Those whose writers run are left alone. A writer that is dead now accepts nothing more:
 *       each import that it has acknowledged was committed before it gave its lock up.
 *   <li>Then the database is asked which files imports need, so it knows all of these imports,
 *       whoever has taken them over. None comes back later: a file that an import has let go is
 *       never taken up again, and no other import gets its name.
 * </ol>
 */
final class SpoolSweep {

  /** What a sweep has done, in its order. */
  enum Step {
    LISTED,
    WRITERS_ASKED,
    OWNED_READ
  }

  private final ImportStore store;
  private final Spool spool;
  private final Liveness liveness;

  SpoolSweep(ImportStore store, Spool spool, Liveness liveness) {
    this.store = store;
    this.spool = spool;
    this.liveness = liveness;
  }

  void run() {
    run(step -> {});
  }

  /**
   * Sweeps.
   *
   * @param after called after each step
   */
  void run(Consumer<Step> after) {
    List<Path> files = spool.files();
    after.accept(Step.LISTED);
    List<Path> left =
        files.stream().filter(file -> !liveness.isRunning(Spool.writerOf(file))).toList();
    after.accept(Step.WRITERS_ASKED);
    Set<String> owned =
        store.spooledFiles().stream().map(SpoolSweep::nameOf).collect(Collectors.toSet());
    after.accept(Step.OWNED_READ);
    left.stream().filter(file -> !owned.contains(nameOf(file))).forEach(spool::delete);
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }
}
