package dev.importer.server.internal.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.job.Progress;
import dev.importer.results.StoredImport;
import dev.importer.server.internal.json.ImportJson;
import dev.importer.server.internal.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The events of an import, in the form of Server-Sent Events. */
final class ProgressEvents {

  /** The id of the event after which nothing comes. */
  static final String END_ID = "end";

  /** A comment, which keeps the connection alive. */
  static final EventStream.Event HEARTBEAT = EventStream.Event.of(null, ":\n\n", false);

  private ProgressEvents() {}

  /** How far a running import has got. The same state has the same id, also after a restart. */
  static EventStream.Event progress(Progress progress) {
    String id = progress.status().text() + "-" + progress.rows() + "-" + progress.bytesRead();
    return event(
        "progress",
        id,
        json -> {
          json.writeStringField("status", progress.status().text());
          counts(json, progress.importId(), progress.rows(), progress.failed());
          json.writeNumberField("bytes_read", progress.bytesRead());
          json.writeNumberField("total_bytes", progress.totalBytes());
          json.writeNumberField("rows_per_second", Math.round(progress.rowsPerSecond()));
          json.writeNumberField("bytes_per_second", Math.round(progress.bytesPerSecond()));
          Json.number(json, "elapsed_ms", progress.elapsed().toMillis());
          Json.number(
              json, "time_left_ms", progress.timeLeft().map(Duration::toMillis).orElse(null));
        });
  }

  /** How an import has ended. */
  static EventStream.Event end(StoredImport stored) {
    return event(
        "end",
        END_ID,
        json -> {
          json.writeStringField("status", stored.status().text());
          counts(json, stored.id(), stored.totalRecords(), stored.failedRecords());
          ImportJson.error(json, stored.failure());
        });
  }

  /** That there is no such import any more. */
  static EventStream.Event deleted(long importId) {
    return event(
        "end",
        END_ID,
        json -> {
          json.writeStringField("status", "deleted");
          counts(json, importId, 0, 0);
          ImportJson.error(json, null);
        });
  }

  private static void counts(JsonGenerator json, long importId, long rows, long failed)
      throws IOException {
    json.writeNumberField("import_id", importId);
    json.writeNumberField("total_records", rows);
    json.writeNumberField("processed_records", rows - failed);
    json.writeNumberField("failed_records", failed);
  }

  /** An event; nothing comes behind one whose name is end. */
  static EventStream.Event event(String name, String id, Json.Content members) {
    byte[] data =
        Json.bytes(
            json -> {
              json.writeStartObject();
              members.write(json);
              json.writeEndObject();
            });
    // JSON without line ends: a line end in a text is escaped.
    String text = "event: " + name + "\nid: " + id + "\ndata: " + utf8(data) + "\n\n";
    return EventStream.Event.of(id, text, name.equals("end"));
  }

  private static String utf8(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }
}
