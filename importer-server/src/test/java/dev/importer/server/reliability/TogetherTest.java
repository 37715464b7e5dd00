package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.server.reliability.Faults.Kind;
import dev.importer.server.reliability.SentFile.Corrected;
import dev.importer.server.reliability.SentFile.Expected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers, the command line and a backup at once on one database. Clients import, correct,
 * cancel and delete by either server or by a command, servers and commands are killed, and at the
 * end everything is as it was acknowledged.
 *
 * <p>{@code -Dimporter.together.seconds=600} says how long (default 10), {@code -Dimporter.seed=1}
 * where the random numbers begin, and {@code -Dimporter.report=FOLDER} where the numbers are
 * written.
 */
@Tag("slow")
class TogetherTest {

  private static final int SERVERS = 2;
  private static final int CLIENTS = 4;
  private static final int FEW_ROWS = 300;
  private static final int MANY_ROWS = 20_000;

  /** So long no command takes, however busy the machine is. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** In this time after its start a command is killed, if it is. */
  private static final int MOST_LIFE_MILLIS = 2_500;

  /** So often a server is started that does not start. */
  private static final int STARTS = 5;

  private static final String[] OPTIONS = {"--keep-for-retry", "1"};
  private static final String UPLOAD = "/api/upload?filename=a.csv";

  @TempDir Path folder;
  private final AtomicReferenceArray<@Nullable ServerProcess> servers =
      new AtomicReferenceArray<>(SERVERS);
  private Faults faults;
  private volatile boolean over;

  @Test
  void everythingIsAsItWasAcknowledged() throws Exception {
    long seconds = Long.getLong("importer.together.seconds", 10);
    long seed = Long.getLong("importer.seed", 1);
    faults = new Faults("together, %d seconds, seed %d".formatted(seconds, seed));
    for (int slot = 0; slot < SERVERS; slot++) {
      servers.set(slot, start());
    }
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    List<CompletableFuture<List<SentFile>>> running = new ArrayList<>();
    for (int number = 0; number < CLIENTS; number++) {
      Client client = new Client(number, new Random(seed * 1_000 + number));
      running.add(CompletableFuture.supplyAsync(client::run, threads));
    }
    try {
      disturb(new Random(seed), System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
    } finally {
      over = true;
    }
    List<SentFile> sent = new ArrayList<>();
    for (CompletableFuture<List<SentFile>> client : running) {
      sent.addAll(client.get(5, TimeUnit.MINUTES));
    }
    threads.shutdown();

    DatabaseFile database = new DatabaseFile(folder);
    new Comparison(server(0).orElseThrow(), database, faults).run(sent);
    for (int slot = 0; slot < SERVERS; slot++) {
      assertThat(server(slot).orElseThrow().terminate()).isEqualTo(128 + 15);
    }
    faults.assertNone();
    database.assertAtRest();
  }

  /** Kills or stops one server after the other, starts it again, and copies the database. */
  private void disturb(Random random, long end) {
    while (true) {
      long next = System.nanoTime() + (1_000 + random.nextInt(4_000)) * 1_000_000L;
      pauseUntil(Math.min(next, end));
      if (next > end) {
        return;
      }
      int slot = random.nextInt(SERVERS);
      ServerProcess server = server(slot).orElseThrow();
      servers.set(slot, null);
      if (random.nextInt(4) == 0) {
        assertThat(server.terminate()).isEqualTo(128 + 15);
        faults.count("servers stopped");
      } else {
        server.kill();
        faults.count("servers killed");
      }
      servers.set(slot, start());
      backUp();
    }
  }

  private ServerProcess start() {
    for (int attempt = 1; attempt < STARTS; attempt++) {
      ServerProcess server = ServerProcess.launch(folder, Map.of(), OPTIONS);
      if (server.isListening()) {
        return server;
      }
      faults.add(Kind.OTHER, "a server did not start");
    }
    return ServerProcess.start(folder, OPTIONS);
  }

  /** A third program that uses the library, whose copy is of one moment and sound. */
  private void backUp() {
    Path file = folder.resolve("copy").resolve("imports.db");
    long begin = System.nanoTime();
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      try (Importer importer =
          Importer.builder()
              .database(folder.resolve("imports.db"))
              .spoolFolder(folder.resolve("spool"))
              .workers(0)
              .build()) {
        importer.operations().backup(file);
      }
      new DatabaseFile(file.getParent()).assertSound();
      faults.count("backups");
    } catch (StorageException e) {
      boolean atOnce = System.nanoTime() - begin < Reply.BUSY_TIMEOUT.toNanos();
      faults.add(
          atOnce && e.reason() == Reason.LOCKED ? Kind.REFUSED_AT_ONCE : Kind.OTHER,
          "backup: " + e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty while it is down. */
  private Optional<ServerProcess> server(int slot) {
    return Optional.ofNullable(servers.get(slot));
  }

  /** One way to have something done. */
  private interface Way {

    Reply send(SentFile file);

    Reply cancel(long id);

    Reply delete(long id);

    /** The import with some rows. */
    Reply show(long id);

    /** The refused rows as CSV. */
    Reply errors(long id);

    Reply correct(long id, String csv);

    /** What reads only. */
    Reply look(SentFile file);
  }

  private record Http(ServerProcess server) implements Way {

    @Override
    public Reply send(SentFile file) {
      return server.ask("POST", UPLOAD, file.body());
    }

    @Override
    public Reply cancel(long id) {
      return server.ask("POST", "/api/imports/" + id + "/cancel");
    }

    @Override
    public Reply delete(long id) {
      return server.ask("DELETE", "/api/imports/" + id);
    }

    @Override
    public Reply show(long id) {
      return server.ask("GET", "/api/imports/" + id + "?limit=1");
    }

    @Override
    public Reply errors(long id) {
      return server.ask("GET", "/api/imports/" + id + "/errors");
    }

    @Override
    public Reply correct(long id, String csv) {
      return server.ask(
          "POST", "/api/imports/" + id + "/corrections", BodyPublishers.ofString(csv));
    }

    @Override
    public Reply look(SentFile file) {
      return server.ask("POST", "/api/check?filename=a.csv", file.body());
    }
  }

  /** Commands, each of which may be killed. */
  private final class Commands implements Way {

    private final Random random;

    Commands(Random random) {
      this.random = random;
    }

    @Override
    public Reply send(SentFile file) {
      return run("import", write(file.name(), file.csv()), "--json");
    }

    @Override
    public Reply cancel(long id) {
      return run("cancel", Long.toString(id), "--json");
    }

    @Override
    public Reply delete(long id) {
      return run("delete", Long.toString(id), "--json");
    }

    @Override
    public Reply show(long id) {
      return run("show", Long.toString(id), "--limit", "1", "--json");
    }

    @Override
    public Reply errors(long id) {
      return run("errors", Long.toString(id));
    }

    @Override
    public Reply correct(long id, String csv) {
      return run("correct", Long.toString(id), write("corrections-" + id, csv), "--json");
    }

    @Override
    public Reply look(SentFile file) {
      return random.nextBoolean()
          ? command("check", write(file.name(), file.csv()), "--json")
          : run("imports", "--json");
    }

    /** A command on the database. */
    private Reply run(String... arguments) {
      return command(
          Stream.concat(Stream.of(arguments), ServerProcess.databaseIn(folder).stream())
              .toArray(String[]::new));
    }

    private Reply command(String... arguments) {
      boolean killed = random.nextInt(6) == 0;
      Reply reply =
          CommandProcess.run(
              folder,
              killed ? Duration.ofMillis(random.nextInt(MOST_LIFE_MILLIS)) : PATIENCE,
              arguments);
      faults.count(reply.isNone() ? "commands killed" : "commands");
      return reply;
    }

    /** Written once: an import that was killed goes on with the very file. */
    private String write(String name, String text) {
      Path file = folder.resolve(name + ".csv");
      try {
        if (!Files.exists(file)) {
          Files.writeString(file, text);
        }
        return file.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Sends files of its own, and does with them what there is to be done. */
  private final class Client {

    private final int number;
    private final Random random;
    private final List<SentFile> all = new ArrayList<>();

    Client(int number, Random random) {
      this.number = number;
      this.random = random;
    }

    List<SentFile> run() {
      while (!over) {
        switch (random.nextInt(10)) {
          case 0, 1, 2 -> sendNew();
          case 3 -> sendToBoth();
          case 4 -> sendBroken();
          case 5 -> one(Expected.COMPLETED).ifPresent(this::sendAgain);
          case 6 -> cancelNew();
          case 7 -> one(Expected.COMPLETED).ifPresent(this::delete);
          case 8 -> one(Expected.COMPLETED).ifPresent(this::correct);
          default -> one(sent -> true).ifPresent(this::look);
        }
      }
      return all;
    }

    private void sendNew() {
      send(people(random.nextInt(5) == 0 ? MANY_ROWS : FEW_ROWS));
    }

    private void sendBroken() {
      SentFile file = SentFile.broken(nextName(), 1 + random.nextInt(FEW_ROWS), random);
      all.add(file);
      send(file);
    }

    private void send(SentFile file) {
      Reply reply = way().send(file);
      file.sent(reply);
      if (reply.isDone() || reply.isRefusedWith(SentFile.BROKEN)) {
        faults.count("files acknowledged");
      } else {
        faults.refused("upload", reply);
      }
    }

    /** The same file at once in two ways is one import. */
    private void sendToBoth() {
      SentFile file = people(FEW_ROWS);
      Way one = way();
      CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> one.send(file));
      send(file);
      Reply reply = first.join();
      if (reply.isDone()) {
        sameImport(file, reply);
      } else {
        faults.refused("upload at the same time", reply);
      }
    }

    private void sendAgain(SentFile file) {
      Reply reply = way().send(file);
      if (reply.isDone()) {
        sameImport(file, reply);
      } else {
        faults.refused("the same upload again", reply);
      }
    }

    private void sameImport(SentFile file, Reply reply) {
      if (file.expected() == Expected.COMPLETED && reply.importId() != file.id()) {
        faults.add(Kind.IMPORT_DOUBLED, "import " + file.id() + " again as " + reply.importId());
      }
      file.sent(reply);
      faults.count("duplicates acknowledged");
    }

    private void cancelNew() {
      SentFile file = people(MANY_ROWS);
      send(file);
      if (file.expected() != Expected.COMPLETED) {
        return;
      }
      Reply reply = way().cancel(file.id());
      if (reply.isDone()) {
        file.expect(Expected.CANCELLED);
        faults.count("imports cancelled");
      } else if (!reply.isRefusedWith("import-ended")) {
        file.expect(Expected.UNKNOWN);
        faults.refused("cancel", reply);
      }
    }

    private void delete(SentFile file) {
      Reply reply = way().delete(file.id());
      if (reply.isDone()) {
        file.expect(Expected.GONE);
        faults.count("imports deleted");
      } else {
        file.expect(Expected.UNKNOWN);
        faults.refused("delete", reply);
      }
    }

    private void correct(SentFile file) {
      Way way = way();
      Reply shown = way.show(file.id());
      if (!shown.isDone()) {
        faults.refused("show", shown);
      } else if (shown.json().at("/import/status").asText().equals("completed")) {
        Reply errors = way.errors(file.id());
        if (!errors.isDone()) {
          faults.refused("errors", errors);
        } else if (errors.text().contains(SentFile.REFUSED_EMAIL)) {
          correct(file, way, errors.text());
        }
      }
    }

    private void correct(SentFile file, Way way, String errors) {
      Reply reply =
          way.correct(file.id(), errors.replace(SentFile.REFUSED_EMAIL, "mended@example.com"));
      if (reply.isDone()) {
        file.corrected(Corrected.YES);
        faults.count("imports corrected");
      } else {
        file.corrected(Corrected.UNKNOWN);
        faults.refused("correct", reply);
      }
    }

    private void look(SentFile file) {
      Reply reply = way().look(file);
      if (reply.isDone()) {
        faults.count("looks");
      } else if (!reply.isRefusedWith(SentFile.BROKEN)) {
        faults.refused("look", reply);
      }
    }

    /** The command line for one client, mostly one of the servers for the others. */
    private Way way() {
      if (number == 0 || random.nextInt(10) == 0) {
        return new Commands(random);
      }
      int slot = random.nextInt(SERVERS);
      return server(slot)
          .or(() -> server((slot + 1) % SERVERS))
          .<Way>map(Http::new)
          .orElseGet(() -> new Commands(random));
    }

    private SentFile people(int mostRows) {
      SentFile file = SentFile.people(nextName(), 1 + random.nextInt(mostRows), random);
      all.add(file);
      return file;
    }

    private String nextName() {
      return "client-" + number + "-file-" + all.size() + "-row-";
    }

    private Optional<SentFile> one(Expected expected) {
      return one(sent -> sent.expected() == expected);
    }

    private Optional<SentFile> one(Predicate<SentFile> isWanted) {
      List<SentFile> wanted = all.stream().filter(isWanted).toList();
      return wanted.isEmpty()
          ? Optional.empty()
          : Optional.of(wanted.get(random.nextInt(wanted.size())));
    }
  }

  private static void pauseUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
