package dev.importer.examples.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Starts the jar of the server, and prints the time to its first answer; then kills it while it
 * imports a file, starts it again, and prints the time until the import has stored further rows.
 *
 * <pre>MeasureStart ROUNDS JAR FILE [OPTION OF JAVA]...</pre>
 */
public final class MeasureStart {

  private static final long ROWS_BEFORE_THE_KILL = 20_000;
  private static final long LOOK_NANOS = 2_000_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final List<String> command = new ArrayList<>();

  private MeasureStart(Path jar, List<String> options) throws IOException {
    folder = Files.createTempDirectory("measure-start");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toAbsolutePath().toString(), "--port=0"));
    command.addAll(List.of("--db", folder.resolve("imports.db").toString()));
  }

  public static void main(String... args) throws Exception {
    List<Double> answers = new ArrayList<>();
    List<Double> recoveries = new ArrayList<>();
    for (int round = 0; round < Integer.parseInt(args[0]); round++) {
      MeasureStart measure =
          new MeasureStart(Path.of(args[1]), Arrays.asList(args).subList(3, args.length));
      measure.round(Path.of(args[2]), answers, recoveries);
    }
    System.out.printf("start to the first answer: %s%n", spread(answers));
    System.out.printf("start to further rows of a killed import: %s%n", spread(recoveries));
  }

  private static String spread(List<Double> seconds) {
    return "median %.2f s, %.2f to %.2f s"
        .formatted(Medians.of(seconds), Medians.quantile(seconds, 0), Medians.quantile(seconds, 1));
  }

  private void round(Path file, List<Double> answers, List<Double> recoveries)
      throws IOException, InterruptedException, SQLException {
    long start = System.nanoTime();
    Process server = start();
    String address = addressOf(server);
    send(HttpRequest.newBuilder(URI.create(address + "/health")).build());
    answers.add(secondsSince(start));

    send(
        HttpRequest.newBuilder(URI.create(address + "/api/upload?filename=measure.csv"))
            .header("Content-Type", "text/csv")
            .POST(HttpRequest.BodyPublishers.ofFile(file))
            .build());
    awaitMoreThan(ROWS_BEFORE_THE_KILL);
    server.destroyForcibly().waitFor();

    long rows = rows();
    start = System.nanoTime();
    server = start();
    awaitMoreThan(rows);
    recoveries.add(secondsSince(start));
    server.destroyForcibly().waitFor();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(command)
        .redirectError(folder.resolve("log").toFile())
        .directory(folder.toFile())
        .start();
  }

  private static String addressOf(Process server) throws IOException {
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      int at = line.indexOf("http://");
      if (at >= 0) {
        return line.substring(at).strip();
      }
    }
    throw new IllegalStateException("the server did not start");
  }

  private void send(HttpRequest request) throws IOException, InterruptedException {
    int status = client.send(request, BodyHandlers.ofString()).statusCode();
    if (status != 200 && status != 202) {
      throw new IllegalStateException(request.uri() + " answered " + status);
    }
  }

  private void awaitMoreThan(long rows) throws SQLException {
    while (rows() <= rows) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Past the server, which may not be there. */
  private long rows() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("imports.db"));
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT total_records FROM imports")) {
      return found.next() ? found.getLong(1) : 0;
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
