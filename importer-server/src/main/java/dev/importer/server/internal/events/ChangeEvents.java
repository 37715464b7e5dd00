package dev.importer.server.internal.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.Importer;
import dev.importer.job.ChangeJob;
import dev.importer.job.ChangeProgress;
import dev.importer.results.StoredChange;
import dev.importer.server.internal.json.ChangeJson;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.Problems;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells of the changes of stored rows that somebody follows. To be used by one thread. */
final class ChangeEvents {

  private static final String NAME = "change";

  private final Importer importer;

  /** The changes that were told of and whose ends were not, by import. */
  private final Map<Long, ChangeJob> told = new HashMap<>();

  ChangeEvents(Importer importer) {
    this.importer = importer;
  }

  /**
   * How far the change of an import has got that runs, behind the end of one that was told of
   * before.
   *
   * @param state what there is to tell while nothing is changed; if it throws, an end is told the
   *     next time
   */
  EventStream.Event next(long importId, Supplier<EventStream.Event> state) {
    Optional<ChangeJob> before = Optional.ofNullable(told.get(importId));
    Optional<ChangeJob> ended = before.filter(job -> job.result().isDone());
    Optional<ChangeJob> running =
        ended.isEmpty() && before.isPresent() ? before : importer.operations().change(importId);
    EventStream.Event now = running.map(job -> running(job.progress())).orElseGet(state);
    EventStream.Event event = ended.map(job -> ended(job).then(now)).orElse(now);
    running.ifPresentOrElse(job -> told.put(importId, job), () -> told.remove(importId));
    return event;
  }

  /** Forgets what nobody follows any more. */
  void keepOnly(Set<Long> imports) {
    told.keySet().retainAll(imports);
  }

  private static EventStream.Event running(ChangeProgress progress) {
    String id =
        NAME + "-" + progress.kind().text() + "-" + progress.rows() + "-" + progress.changed();
    return ProgressEvents.event(
        NAME,
        id,
        json -> {
          counts(json, "running", progress);
          Json.number(
              json, "time_left_ms", progress.timeLeft().map(Duration::toMillis).orElse(null));
          json.writeNullField("change");
          json.writeNullField("error");
        });
  }

  private static EventStream.Event ended(ChangeJob job) {
    StoredChange change = null;
    Problem error = null;
    try {
      change = job.result().join().orElse(null);
    } catch (CompletionException e) {
      error = Problems.of(e.getCause() == null ? e : e.getCause());
    }
    return ended(job.progress(), change, error);
  }

  private static EventStream.Event ended(
      ChangeProgress progress, @Nullable StoredChange change, @Nullable Problem error) {
    EventStream.Event event =
        ProgressEvents.event(
            NAME,
            NAME + "-ended-" + progress.elapsed().toNanos(),
            json -> {
              counts(json, error == null ? "done" : "failed", progress);
              Json.number(json, "time_left_ms", null);
              json.writeFieldName("change");
              if (change == null) {
                json.writeNull();
              } else {
                ChangeJson.write(json, change);
              }
              json.writeFieldName("error");
              if (error == null) {
                json.writeNull();
              } else {
                json.writeStartObject();
                json.writeStringField("code", error.code());
                json.writeStringField("message", error.detail());
                json.writeEndObject();
              }
            });
    return event.kept();
  }

  private static void counts(JsonGenerator json, String state, ChangeProgress progress)
      throws IOException {
    json.writeStringField("state", state);
    json.writeNumberField("import_id", progress.importId());
    json.writeStringField("kind", progress.kind().text());
    json.writeNumberField("rows_done", progress.rows());
    json.writeNumberField("rows_total", progress.totalRows());
    json.writeNumberField("rows_changed", progress.changed());
    json.writeNumberField("elapsed_ms", progress.elapsed().toMillis());
  }
}
