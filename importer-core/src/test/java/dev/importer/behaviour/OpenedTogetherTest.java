package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** Servers that are started at once, on a database in which nothing is yet. */
class OpenedTogetherTest {

  private static final int SERVERS = 4;

  @Stored TestDatabase db;

  @RepeatedTest(5)
  void oneOfThemMakesTheTablesAndTheOthersFindThem() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SERVERS);
    CyclicBarrier together = new CyclicBarrier(SERVERS);
    List<Future<Importer>> opening = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      opening.add(
          threads.submit(
              () -> {
                together.await();
                return db.open();
              }));
    }
    for (Future<Importer> each : opening) {
      try (Importer importer = each.get()) {
        assertThat(importer.results().statistics().completedImports()).isZero();
      }
    }
    threads.shutdown();
    assertThat(db.disk().countImports()).isZero();
  }
}
