package dev.importer.server.internal.webhook;

import dev.importer.job.ImportEvent;
import dev.importer.job.ImportListener;
import dev.importer.server.internal.json.ImportJson;
import dev.importer.server.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Posts each event to a URL, signed as Standard Webhooks has it. */
public final class Webhook implements ImportListener {

  /** By this name the events are found that are still to be told after a restart. */
  public static final String NAME = "webhook";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final URI url;
  private final WebhookSecret secret;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  public Webhook(URI url, WebhookSecret secret) {
    this.url = url;
    this.secret = secret;
  }

  /** Whether this is a URL to which events can be posted. */
  public static boolean isUsable(URI url) {
    return url.getScheme() != null
        && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null;
  }

  @Override
  public void on(ImportEvent event) throws IOException, InterruptedException {
    byte[] body = body(event);
    String id = Long.toString(event.id());
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", Json.MEDIA_TYPE)
            .header("User-Agent", "importer-server")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", secret.sign(id, timestamp, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    // What it says besides its status is not read, because it may never end.
    answer.body().close();
    if (answer.statusCode() < 200 || answer.statusCode() > 299) {
      throw new IOException(url.getHost() + " answered with status " + answer.statusCode());
    }
  }

  private static byte[] body(ImportEvent event) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeNumberField("id", event.id());
          json.writeStringField("type", "import." + event.kind().text());
          Json.time(json, "created_at", event.at());
          json.writeFieldName("import");
          ImportJson.write(json, event.summary());
          json.writeEndObject();
        });
  }
}
