package dev.importer.server;

import dev.importer.Importer;
import dev.importer.job.ImportObserver;
import dev.importer.testing.Disk;
import dev.importer.testing.Hold;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server on a free port over a database in a temporary folder, and a client for it, which holds
 * each answer against the description of the calls.
 *
 * <p>As an extension of a test class it comes and goes by itself: in a static field it is one
 * server for all tests of the class, in another field one for each test.
 */
final class TestServer
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        AutoCloseable {

  static final String USERS =
      """
      name,email,age
      Ann,ann@example.com,30
      Bob,bob@example.com,40
      """;

  private static final int BATCH = 1_000;

  /** Each row is refused for two reasons. */
  private static final byte[] LONG =
      ("name,email,age\n" + "x,y,z\n".repeat(400 * BATCH)).getBytes(StandardCharsets.UTF_8);

  private static final String LONG_NAME = "customers.csv";
  private static final Duration OF_EACH_LONG_BATCH = Duration.ofMillis(150);

  private final UnaryOperator<ServerOptions.Builder> options;
  private final UnaryOperator<Importer.Builder> importer;
  private final Map<Long, Boolean> isLong = new ConcurrentHashMap<>();
  private @Nullable Path folder;
  private @Nullable ImporterServer server;
  private boolean forOneTest;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private TestServer(
      UnaryOperator<ServerOptions.Builder> options, UnaryOperator<Importer.Builder> importer) {
    this.options = options;
    this.importer = importer;
  }

  /** A server that the test class registers as an extension. */
  static TestServer extension() {
    return extension(UnaryOperator.identity());
  }

  static TestServer extension(UnaryOperator<ServerOptions.Builder> options) {
    return new TestServer(options, UnaryOperator.identity());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    open(Files.createTempDirectory("server"));
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    if (server == null) {
      forOneTest = true;
      open(Files.createTempDirectory("server"));
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (forOneTest) {
      afterAll(context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    close();
    server = null;
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static TestServer start(Path folder) {
    return start(folder, UnaryOperator.identity());
  }

  static TestServer start(Path folder, UnaryOperator<ServerOptions.Builder> options) {
    return start(folder, options, UnaryOperator.identity());
  }

  static TestServer start(
      Path folder,
      UnaryOperator<ServerOptions.Builder> options,
      UnaryOperator<Importer.Builder> importer) {
    TestServer server = new TestServer(options, importer);
    server.open(folder);
    return server;
  }

  private void open(Path empty) {
    folder = empty;
    server =
        ImporterServer.start(
            importer.apply(
                Importer.builder()
                    .observer(Hold.eachBatch(this::isOfALongImport, OF_EACH_LONG_BATCH))),
            options
                .apply(ServerOptions.on(database()).spool(spool()).port(0).batchSize(BATCH))
                .build());
  }

  private boolean isOfALongImport(ImportObserver.BatchStored batch) {
    return batch.rows() == BATCH
        && isLong.computeIfAbsent(
            batch.importId(),
            id ->
                Disk.of(database())
                    .texts("SELECT filename FROM imports WHERE id = " + id)
                    .contains(LONG_NAME));
  }

  private ImporterServer server() {
    return Objects.requireNonNull(server);
  }

  /** The folder of all that it keeps. */
  Path folder() {
    return Objects.requireNonNull(folder);
  }

  Path database() {
    return folder().resolve("test.db");
  }

  private Path spool() {
    return folder().resolve("spool");
  }

  int port() {
    return server().port();
  }

  int waitingUploads() {
    return server().waitingUploads();
  }

  int listeners() {
    return server().listeners();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer post(String path, String type, String body, String... headers) {
    return post(path, type, BodyPublishers.ofString(body), headers);
  }

  Answer post(String path, String type, BodyPublisher body, String... headers) {
    return send(request(path, headers).header("Content-Type", type).POST(body));
  }

  Answer search(String json) {
    return post("/api/records/search", "application/json", json);
  }

  Answer upload(Form form, String... headers) {
    return upload("/api/upload", form, headers);
  }

  Answer upload(String path, Form form, String... headers) {
    return post(path, form.contentType(), BodyPublishers.ofByteArray(form.bytes()), headers);
  }

  /** Uploads a file and waits until it is imported. */
  Answer load(String filename, String content) {
    return upload(Form.ofFile(filename, content), "Prefer", "wait=60");
  }

  CompletableFuture<Answer> uploadLater(Form form, String... headers) {
    return client
        .sendAsync(
            request("/api/upload", headers)
                .header("Content-Type", form.contentType())
                .POST(BodyPublishers.ofByteArray(form.bytes()))
                .build(),
            BodyHandlers.ofString())
        .thenApply(Contract::check)
        .thenApply(Answer::new);
  }

  /** Begins an import that goes on for longer than any test, batch by batch; gives its id. */
  long beginLongImport(String... headers) {
    return send(request("/api/upload?filename=" + LONG_NAME, headers)
            .header("Content-Type", "text/csv")
            .header("Prefer", "respond-async")
            .POST(BodyPublishers.ofByteArray(LONG)))
        .expect(202)
        .number("import_id");
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(100));
    return headers.length == 0 ? request : request.headers(headers);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(Contract.check(client.send(request.build(), BodyHandlers.ofString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The head of a request with these lines. */
  static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  /** Sends these very bytes and gives all that comes back until the connection ends. */
  String raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The uploads that lie in the spool. */
  List<Path> spooled() {
    try (Stream<Path> files = Files.list(spool())) {
      return files.filter(file -> !file.toString().endsWith(".lock")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void expectAlive() {
    get("/health").expect(200);
  }

  static void until(BooleanSupplier condition) {
    Waiting.until("it is so", condition);
  }

  @Override
  public void close() {
    server().close();
  }
}
