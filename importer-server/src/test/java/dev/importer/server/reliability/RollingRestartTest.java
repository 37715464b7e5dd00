package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.server.reliability.SentFile.Expected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is replaced by another one on the same database again and again, while senders go on and
 * turn to the other one where they get no answer. Every acknowledged upload is completed once.
 *
 * <p>{@code -Dimporter.rolling=20} says how many restarts (default 3), {@code -Dimporter.seed=1}
 * where the random numbers begin, and {@code -Dimporter.report=FOLDER} where the numbers are
 * written.
 */
@Tag("slow")
class RollingRestartTest {

  private static final int SENDERS = 4;
  private static final int MOST_ROWS = 200;

  /** So many imports wait at most, so that each restart finds some, and the end comes soon. */
  private static final int MOST_WAITING = 80;

  /** So many further files are acknowledged before the next restart. */
  private static final int FILES_BETWEEN = 40;

  /** So many files of a server that died are in the spool when some of the new ones start. */
  private static final int LEFTOVERS = 10_000;

  private static final String DEAD_SERVER = "00000000-0000-0000-0000-000000000000";

  /** In this time after a new server has its lock, the old one ends. */
  private static final int TIDYING_MILLIS = 1_000;

  private static final String[] OPTIONS = {"--workers", "1"};

  /** How the old server ends. */
  private enum End {
    STOPPED_WHILE_THE_NEW_TIDIES_UP,
    KILLED_WHILE_THE_NEW_TIDIES_UP,
    STOPPED_WHEN_THE_NEW_IS_HEALTHY,
    KILLED_WHEN_THE_NEW_IS_HEALTHY;

    boolean isEarly() {
      return this == STOPPED_WHILE_THE_NEW_TIDIES_UP || this == KILLED_WHILE_THE_NEW_TIDIES_UP;
    }

    void bringTo(ServerProcess server) {
      if (this == STOPPED_WHILE_THE_NEW_TIDIES_UP || this == STOPPED_WHEN_THE_NEW_IS_HEALTHY) {
        assertThat(server.terminate()).isEqualTo(128 + 15);
      } else {
        server.kill();
      }
    }
  }

  @TempDir Path folder;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private DatabaseFile database;
  private Faults faults;
  private volatile List<ServerProcess> servers = List.of();
  private volatile boolean over;

  @Test
  void everyAcknowledgedUploadIsCompletedOnce() throws Exception {
    int restarts = Integer.getInteger("importer.rolling", 3);
    long seed = Long.getLong("importer.seed", 1);
    faults = new Faults("rolling, %d restarts, seed %d".formatted(restarts, seed));
    database = new DatabaseFile(folder);
    servers = List.of(ServerProcess.start(folder, OPTIONS));
    ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    List<CompletableFuture<List<SentFile>>> running = new ArrayList<>();
    for (int number = 0; number < SENDERS; number++) {
      Sender sender = new Sender(number, new Random(seed * 1_000 + number));
      running.add(CompletableFuture.supplyAsync(sender::run, threads));
    }
    Random random = new Random(seed);
    try {
      for (int restart = 0; restart < restarts; restart++) {
        int before = acknowledged.get();
        ServerProcess.until("there is load", () -> acknowledged.get() >= before + FILES_BETWEEN);
        restart(End.values()[restart % End.values().length], random);
      }
    } finally {
      over = true;
    }
    List<SentFile> sent = new ArrayList<>();
    for (CompletableFuture<List<SentFile>> sender : running) {
      sent.addAll(sender.get(5, TimeUnit.MINUTES));
    }
    threads.shutdown();

    // Files of uploads that were cut off are removed by the next start.
    assertThat(servers.get(0).terminate()).isEqualTo(128 + 15);
    ServerProcess last = ServerProcess.start(folder, OPTIONS);
    new Comparison(last, database, faults).run(sent);
    assertThat(last.terminate()).isEqualTo(128 + 15);
    faults.assertNone();
    database.assertAtRest();
  }

  private void restart(End end, Random random) {
    ServerProcess old = servers.get(0);
    if (end.isEarly()) {
      leaveBehind();
    }
    Set<Path> locks = database.locks();
    ServerProcess next = ServerProcess.launch(folder, Map.of(), OPTIONS);
    if (end.isEarly()) {
      ServerProcess.until("the new one has its lock", () -> !locks.containsAll(database.locks()));
      pause(random.nextInt(TIDYING_MILLIS));
      end.bringTo(old);
    }
    next.awaitListening();
    ServerProcess.until("the new one is healthy", () -> next.ask("GET", "/health").isDone());
    servers = List.of(next, old);
    if (!end.isEarly()) {
      end.bringTo(old);
    }
    servers = List.of(next);
    faults.count("servers " + end.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  /** As if a server had died in the middle of many uploads. */
  private void leaveBehind() {
    try {
      for (int number = 0; number < LEFTOVERS; number++) {
        Files.createFile(folder.resolve("spool").resolve(DEAD_SERVER + "." + number + ".part"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause(int millis) {
    long until = System.nanoTime() + millis * 1_000_000L;
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Sends one file after the other, each until it is acknowledged. */
  private final class Sender {

    private final int number;
    private final Random random;
    private final List<SentFile> all = new ArrayList<>();
    private ServerProcess server = servers.get(0);

    Sender(int number, Random random) {
      this.number = number;
      this.random = random;
    }

    List<SentFile> run() {
      while (!over) {
        SentFile file =
            SentFile.people(
                "sender-" + number + "-file-" + all.size() + "-row-",
                1 + random.nextInt(MOST_ROWS),
                random);
        all.add(file);
        send(file);
        letSomeEnd();
      }
      return all;
    }

    private void send(SentFile file) {
      while (file.expected() != Expected.COMPLETED) {
        Reply reply = server.ask("POST", "/api/upload?filename=a.csv", file.body());
        file.sent(reply);
        if (reply.isDone()) {
          acknowledged.incrementAndGet();
          faults.count("files acknowledged");
        } else if (reply.isNone()) {
          failOver();
        } else {
          if (!reply.isRefusedWith("queue-full")) {
            faults.refused("upload", reply);
          }
          LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
      }
    }

    private void failOver() {
      List<ServerProcess> now = servers;
      server = server == now.get(0) ? now.get(now.size() - 1) : now.get(0);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }

    private void letSomeEnd() {
      long latest = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      while (waiting() > MOST_WAITING && System.nanoTime() < latest) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  private long waiting() {
    return database.number(
        "SELECT count(*) FROM imports WHERE status IN ('pending', 'processing')"
            + " AND deleted_at IS NULL");
  }
}
