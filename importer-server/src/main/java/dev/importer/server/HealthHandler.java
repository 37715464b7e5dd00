package dev.importer.server;

import dev.importer.Importer;
import dev.importer.error.StorageException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells monitors whether uploads can be taken: the database answers, and the disk has space. */
final class HealthHandler implements Handler {

  private static final Logger LOG = LoggerFactory.getLogger(HealthHandler.class);
  private static final long LEAST_FREE_BYTES = 64L << 20;

  private final Importer importer;

  HealthHandler(Importer importer) {
    this.importer = importer;
  }

  @Override
  public void handle(Context ctx) {
    requireDatabase();
    requireSpace();
    Json.answer(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "ok");
          json.writeStringField("timestamp", Json.time(Instant.now()));
          json.writeEndObject();
        });
  }

  private void requireDatabase() {
    try {
      // Any question will do; this one is answered from an index.
      var unused = importer.find(0);
    } catch (StorageException e) {
      LOG.warn("The database does not answer", e);
      throw unhealthy("The database does not answer.");
    }
  }

  private void requireSpace() {
    long free;
    try {
      free = Files.getFileStore(importer.spoolFolder()).getUsableSpace();
    } catch (IOException e) {
      LOG.warn("The spool folder cannot be read", e);
      throw unhealthy("The spool folder cannot be read.");
    }
    if (free < LEAST_FREE_BYTES) {
      throw unhealthy("The disk of the spool folder is full: " + free + " bytes are free.");
    }
  }

  private static ProblemException unhealthy(String reason) {
    return Problem.of(503, "unhealthy", reason).exception();
  }
}
