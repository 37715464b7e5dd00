package dev.importer.examples.measure;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens connections to a running server that announce a body and never send it, and prints how long
 * other calls take meanwhile.
 *
 * <pre>MeasureFlood ADDRESS CONNECTIONS</pre>
 */
public final class MeasureFlood {

  /** Longer than a connection may bring nothing. */
  private static final Duration TIME = Duration.ofSeconds(35);

  private static final String REQUEST =
      """
      POST /api/upload HTTP/1.1
      Host: localhost
      Content-Type: text/csv
      Content-Length: 1000000

      """
          .replace("\n", "\r\n");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;

  private MeasureFlood(URI address) {
    this.address = address;
  }

  public static void main(String... args) throws IOException, InterruptedException {
    new MeasureFlood(URI.create(args[0])).measure(Integer.parseInt(args[1]));
  }

  private void measure(int connections) throws IOException, InterruptedException {
    // So that the first calls are not those that load classes.
    for (int call = 0; call < 20; call++) {
      double unused = milliseconds("/health") + milliseconds("/api/imports");
    }
    List<Socket> flood = new ArrayList<>();
    List<Double> health = new ArrayList<>();
    List<Double> lists = new ArrayList<>();
    long end = System.nanoTime() + TIME.toNanos();
    for (int number = 0; number < connections; number++) {
      Socket socket = new Socket(address.getHost(), address.getPort());
      socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      flood.add(socket);
    }
    while (System.nanoTime() < end) {
      health.add(milliseconds("/health"));
      lists.add(milliseconds("/api/imports"));
    }
    print("GET /health", health);
    print("GET /api/imports", lists);
    for (Socket socket : flood) {
      socket.close();
    }
  }

  private static void print(String call, List<Double> times) {
    System.out.printf(
        "%s: %d calls, p50 %.1f ms, p99 %.1f ms, largest %.1f ms%n",
        call,
        times.size(),
        Medians.of(times),
        Medians.quantile(times, 0.99),
        Medians.quantile(times, 1));
  }

  private double milliseconds(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
    long start = System.nanoTime();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IllegalStateException(path + " answered " + status);
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
