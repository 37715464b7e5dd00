package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listener on a bare connection, which costs no thread here. */
final class Listener implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Socket socket;
  private final BufferedReader in;
  private @Nullable String lastId;

  private Listener(Socket socket, BufferedReader in) {
    this.socket = socket;
    this.in = in;
  }

  static Listener of(TestServer server, long id, String... headers) {
    List<String> head = new ArrayList<>();
    head.add("GET /api/imports/" + id + "/events" + " HTTP/1.1");
    head.add("Host: localhost");
    head.add("Accept: text/event-stream");
    head.addAll(List.of(headers));
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write(TestServer.head(head.toArray(String[]::new)).getBytes(StandardCharsets.US_ASCII));
      return new Listener(
          socket,
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 2048));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data of the next event, which must have this name. */
  JsonNode next(String name) {
    Event event = next();
    assertThat(event.name()).isEqualTo(name);
    return event.data();
  }

  /** The data of the end, which may come behind further progress. */
  JsonNode end() {
    Event event = next();
    while (!event.name().equals("end")) {
      event = next();
    }
    return event.data();
  }

  String lastId() {
    return String.valueOf(lastId);
  }

  record Event(String name, JsonNode data) {}

  Event next() {
    String name = "";
    try {
      while (true) {
        String line = in.readLine();
        assertThat(line).as("a line before the end of the stream").isNotNull();
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("id: ")) {
          lastId = line.substring(4);
        } else if (line.startsWith("data: ")) {
          return new Event(name, MAPPER.readTree(line.substring(6)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line that is neither empty nor part of the transfer; null at the end. */
  @Nullable String nextLine() {
    try {
      while (true) {
        String line = in.readLine();
        if (line == null || line.equals("0")) {
          return null;
        }
        if (!line.isEmpty() && !line.matches("[0-9A-Fa-f]+")) {
          return line;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All lines that still come. */
  List<String> rest() {
    List<String> lines = new ArrayList<>();
    for (String line = nextLine(); line != null; line = nextLine()) {
      lines.add(line);
    }
    return lines;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
