package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.server.internal.events.EventStreams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class EventsTest {

  @TempDir private Path folder;

  private static String path(long id) {
    return "/api/imports/" + id + "/events";
  }

  private static void cancel(TestServer server, long id) {
    server.post("/api/imports/" + id + "/cancel", "application/json", "").expect(202);
  }

  @Test
  void anImportThatHasEndedIsToldAtOnce() {
    try (TestServer server = TestServer.start(folder)) {
      long id = server.load("a.csv", TestServer.USERS + "x,y,z\n").expect(200).number("id");

      Answer answer = server.get(path(id)).expect(200);

      assertThat(answer.header("Content-Type")).contains("text/event-stream;charset=utf-8");
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.body())
          .isEqualTo(
              "event: end\nid: end\ndata: {\"status\":\"completed\",\"import_id\":"
                  + id
                  + ",\"total_records\":3,\"processed_records\":2,\"failed_records\":1,"
                  + "\"error\":null}\n\n");
    }
  }

  @Test
  void anImportThatFailedSaysWhy() {
    try (TestServer server = TestServer.start(folder)) {
      long id = server.load("a.csv", "\"").expect(422).number("import_id");

      try (Listener listener = Listener.of(server, id)) {
        JsonNode end = listener.next("end");
        assertThat(end.path("status").asText()).isEqualTo("failed");
        assertThat(end.at("/error/code").asText()).isEqualTo("unclosed-quote");
      }
    }
  }

  @Test
  void aRunningImportTellsHowItGetsOnUntilItEnds() {
    try (TestServer server = TestServer.start(folder)) {
      long id = server.beginLongImport();
      try (Listener listener = Listener.of(server, id)) {
        JsonNode first = listener.next("progress");
        JsonNode later = first;
        while (later.path("total_records").asLong() == 0) {
          later = listener.next("progress");
        }

        assertThat(later.path("status").asText()).isEqualTo("processing");
        assertThat(later.path("failed_records")).isEqualTo(later.path("total_records"));
        assertThat(later.path("processed_records").asLong()).isZero();
        assertThat(later.path("bytes_read").asLong())
            .isBetween(1L, later.path("total_bytes").asLong());
        assertThat(later.path("rows_per_second").asLong()).isPositive();
        assertThat(later.path("bytes_per_second").asLong()).isPositive();
        assertThat(later.path("elapsed_ms").asLong()).isPositive();
        assertThat(later.path("time_left_ms").asLong()).isPositive();
        cancel(server, id);
        assertThat(listener.end().path("status").asText()).isEqualTo("cancelled");
        assertThat(listener.rest()).isEmpty();
      }
      TestServer.until(() -> server.listeners() == 0);
    }
  }

  @Test
  void hundredsOfListenersCostNoThreadEach() {
    Set<Thread> earlier = Thread.getAllStackTraces().keySet();
    try (TestServer server = TestServer.start(folder, options -> options.maxThreads(16))) {
      long id = server.beginLongImport();
      List<Listener> listeners = new ArrayList<>();
      try (Listener first = Listener.of(server, id)) {
        while (first.next("progress").path("total_records").asLong() == 0) {
          // Until all threads of the import are there.
        }
        long before = threads("importer-", earlier);
        for (int i = 0; i < 300; i++) {
          listeners.add(Listener.of(server, id));
        }
        listeners.forEach(listener -> listener.next("progress"));

        assertThat(server.listeners()).isEqualTo(301);
        assertThat(threads("http-", earlier)).isLessThanOrEqualTo(16);
        // The pool of database connections may have got a helper or two meanwhile.
        assertThat(threads("importer-", earlier)).isLessThanOrEqualTo(before + 5);
        assertThat(threads("importer-events", earlier)).isEqualTo(1);
        server.expectAlive();
        cancel(server, id);
        assertThat(listeners)
            .allSatisfy(
                each -> assertThat(each.end().path("status").asText()).isEqualTo("cancelled"));
      } finally {
        listeners.forEach(Listener::close);
      }
      TestServer.until(() -> server.listeners() == 0);
    }
  }

  @Test
  void listenersBeyondTheBoundAreTurnedAway() {
    try (TestServer server = TestServer.start(folder, options -> options.maxThreads(16))) {
      long id = server.beginLongImport();
      List<Listener> listeners = new ArrayList<>();
      try {
        for (int i = 0; i < EventStreams.MOST_LISTENERS; i++) {
          listeners.add(Listener.of(server, id));
        }
        listeners.forEach(listener -> listener.next("progress"));

        Answer answer = server.get(path(id)).expectProblem(503, "too-many-listeners");

        assertThat(answer.header("Retry-After")).isPresent();
        server.expectAlive();
      } finally {
        listeners.forEach(Listener::close);
      }
      // Those who have gone are noticed when something is sent to them.
      TestServer.until(() -> server.listeners() == 0);
      cancel(server, id);
      try (Listener again = Listener.of(server, id)) {
        assertThat(again.end().path("status").asText()).isEqualTo("cancelled");
      }
    }
  }

  @Test
  void aListenerWhoReadsNothingHoldsUpNobody() {
    try (TestServer server = TestServer.start(folder, options -> options.maxThreads(16))) {
      long id = server.beginLongImport();
      List<Listener> idle = new ArrayList<>();
      try (Listener reader = Listener.of(server, id)) {
        for (int i = 0; i < 50; i++) {
          idle.add(Listener.of(server, id));
        }
        reader.next("progress");
        reader.next("progress");
        cancel(server, id);
        assertThat(reader.end().path("status").asText()).isEqualTo("cancelled");
      } finally {
        idle.forEach(Listener::close);
      }
    }
  }

  @Test
  void whoComesAgainIsToldOnlyWhatIsNew() {
    try (TestServer server = TestServer.start(folder, options -> options.workers(1))) {
      long running = server.beginLongImport();
      long waiting =
          server
              .upload(Form.ofFile("x.csv", TestServer.USERS), "Prefer", "respond-async")
              .expect(202)
              .number("import_id");
      try (Listener listener = Listener.of(server, waiting)) {
        listener.next("progress");
        try (Listener again = Listener.of(server, waiting, "Last-Event-ID: " + listener.lastId())) {
          // Nothing has changed meanwhile, so the first thing to be told is the end.
          TestServer.until(() -> server.listeners() > 1);
          server.delete("/api/imports/" + waiting).expect(200);
          assertThat(again.next("end").path("status").asText()).isEqualTo("deleted");
        }
      }
      cancel(server, running);
    }
  }

  @Test
  void whoHasHeardTheEndNeedNotComeAgain() {
    try (TestServer server = TestServer.start(folder)) {
      long id = server.load("a.csv", TestServer.USERS).expect(200).number("id");

      assertThat(server.get(path(id), "Last-Event-ID", "end").expect(204).body()).isEmpty();
    }
  }

  @Test
  void aSilentStreamIsKeptAlive() {
    try (TestServer server = TestServer.start(folder, options -> options.workers(1))) {
      long running = server.beginLongImport();
      long waiting =
          server
              .upload(Form.ofFile("x.csv", TestServer.USERS), "Prefer", "respond-async")
              .expect(202)
              .number("import_id");
      try (Listener listener = Listener.of(server, waiting)) {
        listener.next("progress");

        assertThat(listener.nextLine()).isEqualTo(":");
      }
      server.delete("/api/imports/" + waiting).expect(200);
      server.delete("/api/imports/" + running).expect(200);
    }
  }

  @Test
  void stoppingTheServerIsNoEndAndTheNextOneGoesOn() {
    TestServer stopped = TestServer.start(folder);
    long id = stopped.beginLongImport();
    try (Listener listener = Listener.of(stopped, id)) {
      while (listener.next("progress").path("total_records").asLong() == 0) {
        // Until something is stored.
      }
      stopped.close();
      assertThat(listener.rest()).doesNotContain("event: end");
    }
    try (TestServer server = TestServer.start(folder)) {
      try (Listener listener = Listener.of(server, id)) {
        JsonNode state = listener.next("progress");
        assertThat(state.path("total_records").asLong()).isPositive();
        cancel(server, id);
        assertThat(listener.end().path("status").asText()).isEqualTo("cancelled");
      }
    }
  }

  @Test
  void eventsAreGuardedLikeEverythingElse() {
    try (TestServer server = TestServer.start(folder, options -> options.apiKey("secret"))) {
      server.get(path(1)).expectProblem(401, "unauthorized");
      server.get(path(1), "X-API-Key", "secret").expectProblem(404, "import-not-found");
      server
          .get(path(1), "X-API-Key", "secret", "Origin", "http://evil.example")
          .expectProblem(403, "cross-site");
    }
    try (TestServer server = TestServer.start(folder)) {
      assertThat(
              server.raw(
                  TestServer.head(
                      "GET " + path(1) + " HTTP/1.1", "Host: evil.example", "Connection: close")))
          .contains("unknown-host");
    }
  }

  /** How many threads of this name there are besides those of servers before, which may linger. */
  private static long threads(String name, Set<Thread> earlier) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !earlier.contains(thread))
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }
}
