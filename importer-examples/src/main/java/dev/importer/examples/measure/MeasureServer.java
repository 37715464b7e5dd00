package dev.importer.examples.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Uploads a file to a running server and prints the time from the first byte to {@code completed},
 * and meanwhile the times of other calls.
 *
 * <pre>MeasureServer FILE ADDRESS</pre>
 */
public final class MeasureServer {

  private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([a-z]+)\"");
  private static final Pattern ID = Pattern.compile("\"import_id\"\\s*:\\s*([0-9]+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  private MeasureServer(String address) {
    this.address = address;
  }

  public static void main(String... args) throws IOException, InterruptedException {
    new MeasureServer(args[1]).measure(Path.of(args[0]));
  }

  private void measure(Path file) throws IOException, InterruptedException {
    long start = System.nanoTime();
    CompletableFuture<String> upload = CompletableFuture.supplyAsync(() -> upload(file));
    List<Double> lists = new ArrayList<>();
    List<Double> searches = new ArrayList<>();
    while (!upload.isDone()) {
      lists.add(milliseconds(get("/api/imports")));
      searches.add(milliseconds(post("/api/records/search", "{\"limit\":100}")));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("upload to completed: %.3f s%n", seconds);
    print("GET /api/imports", lists);
    print("POST /api/records/search", searches);
    delete(upload.join());
  }

  private static void print(String call, List<Double> times) {
    System.out.printf(
        "%s while the import ran: %d calls, p50 %.1f ms, p99 %.1f ms, largest %.1f ms%n",
        call,
        times.size(),
        Medians.of(times),
        Medians.quantile(times, 0.99),
        Medians.quantile(times, 1));
  }

  /** Waits for the end on the server's side, a minute at a time, and gives the id. */
  private String upload(Path file) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "/api/upload?filename=measure.csv"))
              .header("Content-Type", "text/csv")
              .header("Prefer", "wait=60")
              .POST(HttpRequest.BodyPublishers.ofFile(file))
              .build();
      String answer = client.send(request, BodyHandlers.ofString()).body();
      String id = find(ID, answer);
      while (!find(STATUS, answer).equals("completed")) {
        answer =
            client.send(get("/api/imports/" + id + "?limit=1"), BodyHandlers.ofString()).body();
      }
      return id;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private double milliseconds(HttpRequest request) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int status = client.send(request, BodyHandlers.ofString()).statusCode();
    if (status != 200) {
      throw new IllegalStateException(request.uri() + " answered " + status);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private void delete(String id) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/api/imports/" + id)).DELETE().build();
    client.send(request, BodyHandlers.discarding());
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).build();
  }

  private HttpRequest post(String path, String body) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String find(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    if (!matcher.find()) {
      throw new IllegalStateException("unexpected answer: " + answer);
    }
    return matcher.group(1);
  }
}
