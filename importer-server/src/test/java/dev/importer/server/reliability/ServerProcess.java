package dev.importer.server.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.testing.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The real server as a process of its own, on a free port, that can be killed at any moment. */
final class ServerProcess implements AutoCloseable {

  static final Duration PATIENCE = Waiting.PATIENCE;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Process process;
  private final Path log;
  private @Nullable String address;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** An answer with a body of JSON. */
  record Answer(int status, JsonNode json) {}

  /** Starts a server and does not wait until it listens. */
  static ServerProcess launch(Path folder, Map<String, String> environment, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--port=0");
    arguments.addAll(databaseIn(folder));
    arguments.addAll(List.of(options));
    Path log = folder.resolve("server.log");
    ProcessBuilder builder =
        program(folder, arguments).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new ServerProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program with these arguments, as a process of its own. */
  static ProcessBuilder program(Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("dev.importer.cli.Main");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("IMPORTER_"));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }

  /** The options that name the one database in a folder, and its spool. */
  static List<String> databaseIn(Path folder) {
    return List.of(
        "--db",
        folder.resolve("imports.db").toString(),
        "--spool",
        folder.resolve("spool").toString());
  }

  static ServerProcess start(Path folder, String... options) {
    ServerProcess server = launch(folder, Map.of(), options);
    server.awaitListening();
    return server;
  }

  /** Waits until the server says where it listens. */
  void awaitListening() {
    if (!isListening()) {
      throw new AssertionError("the server ended before it listened; see " + log);
    }
  }

  /** Waits until the server says where it listens, or has ended without. */
  boolean isListening() {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        int at = line.indexOf("http://");
        if (at >= 0) {
          address = line.substring(at).strip();
          return true;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return false;
  }

  /** Sends a request; empty if the server was gone before it answered. */
  Optional<Answer> send(String method, String path, String type, BodyPublisher body) {
    try {
      return Optional.of(answer(client.send(request(method, path, type, body), text())));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a request; the future is empty if the server was gone before it answered. */
  CompletableFuture<Optional<Answer>> sendLater(
      String method, String path, String type, BodyPublisher body) {
    return client
        .sendAsync(request(method, path, type, body), text())
        .handle(
            (response, failure) ->
                failure == null ? Optional.of(answer(response)) : Optional.<Answer>empty());
  }

  /** Sends a request and tells how it ended, and how long that took. */
  Reply ask(String method, String path, BodyPublisher body) {
    long begin = System.nanoTime();
    try {
      HttpResponse<String> response = client.send(request(method, path, "text/csv", body), text());
      return new Reply(
          response.statusCode() < 300 ? Reply.Kind.DONE : Reply.Kind.REFUSED,
          response.body(),
          Duration.ofNanos(System.nanoTime() - begin));
    } catch (IOException e) {
      return Reply.none(Duration.ofNanos(System.nanoTime() - begin));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** As {@link #ask(String, String, BodyPublisher)}, without a body. */
  Reply ask(String method, String path) {
    return ask(method, path, BodyPublishers.noBody());
  }

  /** Sends a request whose answer may be anything; its status, if there was an answer. */
  Optional<Integer> sendForStatus(String method, String path, String type, BodyPublisher body) {
    try {
      return Optional.of(client.send(request(method, path, type, body), text()).statusCode());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The sum of the metrics whose lines begin like this. */
  double metric(String begin) {
    try {
      return client
          .send(request("GET", "/metrics", "text/plain", BodyPublishers.noBody()), text())
          .body()
          .lines()
          .filter(line -> line.startsWith(begin))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Answer get(String path) {
    return send("GET", path, "text/plain", BodyPublishers.noBody())
        .orElseThrow(() -> new AssertionError("no answer to GET " + path + "; see " + log));
  }

  private HttpRequest request(String method, String path, String type, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Content-Type", type)
        .header("Prefer", "respond-async")
        .timeout(PATIENCE)
        .method(method, body)
        .build();
  }

  private static HttpResponse.BodyHandler<String> text() {
    return BodyHandlers.ofString(StandardCharsets.UTF_8);
  }

  private static Answer answer(HttpResponse<String> response) {
    try {
      return new Answer(response.statusCode(), MAPPER.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(response.body(), e);
    }
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM: the server ends in its own time. */
  int terminate() {
    process.destroy();
    return awaitEnd();
  }

  private int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the server does not end; see " + log);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  long pid() {
    return process.pid();
  }

  static void until(String what, BooleanSupplier isSo) {
    Waiting.until(what, isSo);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
