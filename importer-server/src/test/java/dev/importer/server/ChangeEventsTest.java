package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A change of many rows is told of while it runs. */
@Isolated
class ChangeEventsTest {

  private static final String REPLACE = "{\"field\":\"age\",\"from\":\"old\",\"to\":\"41\"}";

  @TempDir private Path folder;
  private HeldChanges held;
  private TestServer server;
  private long id;

  @BeforeEach
  void serve() {
    held = new HeldChanges(folder);
    id = held.load();
    server = held.serve();
  }

  @AfterEach
  void close() {
    held.release();
    server.close();
  }

  private String path(String rest) {
    return "/api/imports/" + id + rest;
  }

  private CompletableFuture<Answer> replaceLater() {
    return CompletableFuture.supplyAsync(
        () -> server.post(path("/replace"), "application/json", REPLACE),
        work -> new Thread(work, "client").start());
  }

  /** What comes behind other states of the change. */
  private static JsonNode ended(Listener listener) {
    JsonNode event = listener.next("change");
    while (event.path("state").asText().equals("running")) {
      event = listener.next("change");
    }
    return event;
  }

  @Test
  void itsRowsAreCountedAndItsResultIsTold() {
    held.hold();
    CompletableFuture<Answer> change = replaceLater();
    held.awaitHeld();
    try (Listener listener = Listener.of(server, id)) {
      JsonNode running = listener.next("change");

      assertThat(running.path("state").asText()).isEqualTo("running");
      assertThat(running.path("kind").asText()).isEqualTo("replace");
      assertThat(running.path("import_id").asLong()).isEqualTo(id);
      assertThat(running.path("rows_changed").asLong()).isBetween(1L, HeldChanges.ROWS - 1L);
      assertThat(running.path("rows_total").asLong()).isEqualTo(HeldChanges.ROWS);
      assertThat(running.path("rows_done").asLong()).isLessThanOrEqualTo(HeldChanges.ROWS);
      assertThat(running.path("change").isNull()).isTrue();
      // Others read the rows as they were.
      assertThat(server.get(path("")).expect(200).json().at("/import/failed_records").asLong())
          .isEqualTo(HeldChanges.ROWS);

      held.release();

      JsonNode done = ended(listener);
      assertThat(done.path("state").asText()).isEqualTo("done");
      assertThat(done.path("rows_changed").asLong()).isEqualTo(HeldChanges.ROWS);
      assertThat(done.at("/change/number").asLong()).isEqualTo(1);
      assertThat(done.at("/change/now_valid").asLong()).isEqualTo(HeldChanges.ROWS);
      assertThat(done.path("error").isNull()).isTrue();
      assertThat(listener.next("end").path("failed_records").asLong()).isZero();
      assertThat(listener.rest()).isEmpty();
    }
    change.join().expect(200);
  }

  @Test
  void itsFailureIsTold() {
    held.hold();
    CompletableFuture<Answer> change = replaceLater();
    held.awaitHeld();
    try (Listener listener = Listener.of(server, id)) {
      listener.next("change");
      held.fail();

      held.release();

      JsonNode failed = ended(listener);
      assertThat(failed.path("state").asText()).isEqualTo("failed");
      assertThat(failed.at("/error/code").asText()).isNotEmpty();
      assertThat(failed.at("/error/message").asText()).isNotEmpty();
      listener.next("end");
    }
    assertThat(change.join().status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void whoeverGoesAwayLeavesItToBeDoneAndFindsItInTheList() throws IOException {
    held.hold();
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client
          .getOutputStream()
          .write(
              (TestServer.head(
                          "POST " + path("/replace") + " HTTP/1.1",
                          "Host: localhost",
                          "Content-Type: application/json",
                          "Content-Length: " + REPLACE.length())
                      + REPLACE)
                  .getBytes(StandardCharsets.US_ASCII));
      held.awaitHeld();
    }
    try (Listener listener = Listener.of(server, id)) {
      listener.next("change");

      held.release();

      assertThat(ended(listener).path("state").asText()).isEqualTo("done");
    }
    assertThat(server.get(path("/changes")).expect(200).json().path("total").asLong()).isEqualTo(1);
    // Whoever sends it once more changes nothing.
    JsonNode again = server.post(path("/replace"), "application/json", REPLACE).expect(200).json();
    assertThat(again.path("change").isNull()).isTrue();
  }

  @Test
  void whoWritesMeanwhileWaits() {
    held.hold();
    CompletableFuture<Answer> change = replaceLater();
    held.awaitHeld();
    CompletableFuture<Answer> upload = server.uploadLater(Form.ofFile("b.csv", TestServer.USERS));
    CompletableFuture<Answer> edit =
        CompletableFuture.supplyAsync(
            () ->
                server.send(
                    server
                        .request(path("/records"), "Content-Type", "application/json")
                        .method(
                            "PATCH",
                            BodyPublishers.ofString(
                                "{\"changes\":[{\"row_number\":1,\"set\":{\"name\":\"Bob\"}}]}"))),
            work -> new Thread(work, "client").start());
    assertThat(List.of(edit, upload)).noneMatch(CompletableFuture::isDone);

    held.release();

    change.join().expect(200);
    edit.join().expect(200);
    assertThat(upload.join().status()).isIn(200, 202);
  }
}
