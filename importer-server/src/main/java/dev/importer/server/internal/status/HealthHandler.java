package dev.importer.server.internal.status;

import dev.importer.Importer;
import dev.importer.error.StorageException;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.Problems;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells monitors whether uploads can be taken and worked on: the database answers, the disks have
 * space, and no import waits for too long.
 */
public final class HealthHandler implements Handler {

  private static final Logger LOG = LoggerFactory.getLogger(HealthHandler.class);

  /**
   * What counts as healthy.
   *
   * @param leastFreeBytes what each disk must have free
   * @param longestWait how long an import may wait for a worker
   */
  public record Thresholds(long leastFreeBytes, Duration longestWait) {

    public static final Thresholds DEFAULT = new Thresholds(64L << 20, Duration.ofHours(1));
  }

  private final Importer importer;
  private final Thresholds thresholds;

  public HealthHandler(Importer importer, Thresholds thresholds) {
    this.importer = importer;
    this.thresholds = thresholds;
  }

  @Override
  public void handle(Context ctx) {
    List<Problem.Fault> faults = new ArrayList<>();
    requireDatabaseInPlace(faults);
    @Nullable Duration wait = longestWait(faults);
    long free = leastFree(faults);
    if (!faults.isEmpty()) {
      throw unhealthy(faults).exception();
    }
    Json.answer(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "ok");
          json.writeStringField("timestamp", Json.time(Instant.now()));
          json.writeNumberField("free_disk_bytes", free);
          Json.number(json, "oldest_waiting_seconds", wait == null ? null : wait.toSeconds());
          json.writeEndObject();
        });
  }

  private static Problem unhealthy(List<Problem.Fault> faults) {
    String detail = faults.stream().map(Problem.Fault::message).collect(Collectors.joining(" "));
    Problem problem = Problem.of(503, "unhealthy", detail);
    return new Problem(
        problem.status(),
        problem.code(),
        detail,
        List.copyOf(faults),
        null,
        null,
        problem.headers());
  }

  private @Nullable Duration longestWait(List<Problem.Fault> faults) {
    try {
      Duration wait =
          importer
              .operations()
              .oldestPending()
              .map(since -> Age.of(since, Instant.now()))
              .orElse(null);
      if (wait != null && wait.compareTo(thresholds.longestWait()) > 0) {
        faults.add(fault("queue", "An import has waited for " + wait.toSeconds() + " seconds."));
      }
      return wait;
    } catch (StorageException e) {
      LOG.warn("The database does not answer", e);
      faults.add(fault("database", "The database does not answer."));
      return null;
    }
  }

  private void requireDatabaseInPlace(List<Problem.Fault> faults) {
    try {
      importer.operations().requireDatabaseInPlace();
    } catch (StorageException e) {
      LOG.warn("The database cannot be used", e);
      faults.add(fault("database", Problems.of(e).detail()));
    }
  }

  private long leastFree(List<Problem.Fault> faults) {
    long free = freeIn(importer.operations().spoolFolder(), "spool folder", faults);
    Path database = databaseFolder();
    return database == null ? free : Math.min(free, freeIn(database, "database", faults));
  }

  private @Nullable Path databaseFolder() {
    return importer
        .operations()
        .databaseFile()
        .map(file -> file.toAbsolutePath().getParent())
        .orElse(null);
  }

  private long freeIn(Path folder, String what, List<Problem.Fault> faults) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < thresholds.leastFreeBytes()) {
        faults.add(
            fault("disk", "The disk of the " + what + " is full: " + free + " bytes are free."));
      }
      return free;
    } catch (IOException e) {
      LOG.warn("The {} cannot be read", what, e);
      faults.add(fault("disk", "The disk of the " + what + " cannot be read."));
      return 0;
    }
  }

  private static Problem.Fault fault(String code, String message) {
    return new Problem.Fault(code, null, message, null, null);
  }
}
