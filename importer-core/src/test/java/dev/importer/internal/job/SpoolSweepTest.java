package dev.importer.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.importer.Importer;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;
import dev.importer.internal.store.TableNames;
import dev.importer.results.ImportStatus;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import dev.importer.testing.AcceptingProcess;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Hold;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is acknowledged outlives a sweep of the spool, however its server ends meanwhile. */
class SpoolSweepTest {

  /** How the other server ends. */
  enum End {
    CLOSED {
      @Override
      void bring(ChildJvm server) {
        server.sendLine("close");
        server.awaitLine("closed"::equals);
        server.awaitEnd();
      }
    },
    KILLED {
      @Override
      void bring(ChildJvm server) {
        server.kill();
      }
    };

    abstract void bring(ChildJvm server);
  }

  @TempDir Path folder;

  private static Stream<Arguments> interleavings() {
    return Stream.of(SpoolSweep.Step.values())
        .flatMap(step -> Stream.of(End.values()).map(end -> Arguments.of(step, end)));
  }

  @ParameterizedTest
  @MethodSource("interleavings")
  void whatAServerAcceptsThatEndsMeanwhileStays(SpoolSweep.Step step, End end) {
    Path database = folder.resolve("imports.db");
    Path spoolFolder = Path.of(database + "-spool");
    try (ChildJvm server = AcceptingProcess.start(database.toString());
        ImportStore store =
            ImportStore.open(
                database.toString(), TableNames.DEFAULT, Clock.systemUTC(), "sweeper");
        InstanceLock lock = new InstanceLock(spoolFolder, "sweeper")) {
      lock.acquire();
      Path left = UserFiles.write(spoolFolder.resolve("dead.left-over.data"), "x");
      Path begun = UserFiles.write(spoolFolder.resolve("dead.left-over.part"), "x");
      AcceptingProcess.accept(server, 1);
      new SpoolSweep(store, new Spool(spoolFolder, "sweeper", Limits.DEFAULT), lock)
          .run(
              done -> {
                if (done == step) {
                  AcceptingProcess.accept(server, 2);
                  end.bring(server);
                }
              });
      assertThat(store.spooledFiles()).hasSize(2).allMatch(file -> file.toFile().exists());
      assertThat(left).doesNotExist();
      assertThat(begun).doesNotExist();
    }
    try (Importer importer = Importer.open(database)) {
      for (long id = 1; id <= 2; id++) {
        assertThat(
                Waiting.get(importer.operations().job(id).orElseThrow().result())
                    .summary()
                    .status())
            .isEqualTo(ImportStatus.COMPLETED);
      }
    }
  }

  @Test
  void whatIsTakenOverDuringASweepStays() {
    Path database = folder.resolve("imports.db");
    Path spoolFolder = Path.of(database + "-spool");
    try (ChildJvm server = AcceptingProcess.start(database.toString());
        ImportStore store =
            ImportStore.open(
                database.toString(), TableNames.DEFAULT, Clock.systemUTC(), "sweeper");
        InstanceLock lock = new InstanceLock(spoolFolder, "sweeper")) {
      lock.acquire();
      AcceptingProcess.accept(server, 1);
      server.kill();
      new SpoolSweep(store, new Spool(spoolFolder, "sweeper", Limits.DEFAULT), lock)
          .run(
              done -> {
                if (done == SpoolSweep.Step.WRITERS_ASKED) {
                  // An import that is cancelled keeps its file, and a retry takes it up again.
                  String dead = store.ownership().owners().get(0);
                  assertThat(store.ownership().adopt(dead)).isEqualTo(1);
                  assertThat(store.cancel(1)).isEmpty();
                } else if (done == SpoolSweep.Step.OWNED_READ) {
                  store.retry(1, 1_000);
                }
              });
      assertThat(store.spooledFiles()).hasSize(1).allMatch(file -> file.toFile().exists());
    }
  }

  @Test
  void anImporterIsNotGoneBeforeWhatItAcceptsIsStored() {
    CountingDataSource source = new CountingDataSource(folder.resolve("imports.db"));
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger connections = new AtomicInteger();
    Importer importer = Importer.builder().dataSource(source.dataSource()).workers(0).build();
    source.beforeConnection(
        () -> {
          // The first connection looks for what is remembered, the second one accepts.
          if (Hold.isNamed("accepting") && connections.incrementAndGet() == 2) {
            held.countDown();
            Hold.await(release);
          }
        });
    CompletableFuture<Long> accepted =
        inThread("accepting", () -> importer.submit(stream("a")).id());
    Hold.await(held);
    CompletableFuture<Boolean> closed =
        inThread(
            "closing",
            () -> {
              importer.close();
              return true;
            });
    InstanceLock other = new InstanceLock(importer.operations().spoolFolder(), "other");
    String instance = instanceIn(importer.operations().spoolFolder());
    assertThat(other.isRunning(instance)).isTrue();
    assertThat(closed).isNotDone();

    release.countDown();

    assertThat(Waiting.get(accepted)).isEqualTo(1);
    assertThat(Waiting.get(closed)).isTrue();
    assertThat(other.isRunning(instance)).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> importer.submit(stream("b")));
  }

  private static String instanceIn(Path spoolFolder) {
    try (Stream<Path> files = Files.list(spoolFolder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".lock"))
          .map(name -> name.substring(0, name.indexOf('.')))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source stream(String name) {
    byte[] text =
        (UserFiles.HEADER + name + ",ada@example.com,36\n").getBytes(StandardCharsets.UTF_8);
    return Source.of(new ByteArrayInputStream(text), name + ".csv");
  }

  private static <T> CompletableFuture<T> inThread(String name, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (Throwable failure) {
                result.completeExceptionally(failure);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return result;
  }
}
