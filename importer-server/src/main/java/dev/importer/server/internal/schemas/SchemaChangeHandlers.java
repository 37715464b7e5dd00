package dev.importer.server.internal.schemas;

import dev.importer.Importer;
import dev.importer.job.OptionException;
import dev.importer.schema.Schema;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.JsonBody;
import dev.importer.server.internal.http.MountedRoutes;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.json.SchemaJson;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves schemas in the folder of the server and deletes them there, where the server allows it. */
public final class SchemaChangeHandlers {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaChangeHandlers.class);

  private static final int MOST_BODY_BYTES = 1 << 20;

  /** So many are received at once, so that slow ones leave threads for others. */
  private static final int MOST_AT_ONCE = 32;

  private final Importer importer;
  private final Optional<SavedSchemas> saved;
  private final JsonBody body;
  private final ConcurrencyLimit limit = ConcurrencyLimit.ofUploads(MOST_AT_ONCE);

  /**
   * The handlers.
   *
   * @param saved where schemas are saved; empty if they are not
   */
  public SchemaChangeHandlers(
      Importer importer, Optional<SavedSchemas> saved, RequestBounds bounds) {
    this.importer = importer;
    this.saved = saved;
    this.body = new JsonBody("a schema", MOST_BODY_BYTES, bounds.pace().forAllAtOnce());
  }

  /** Saves a schema under a name, in the place of the one that has it. */
  public void put(Context ctx) {
    SavedSchemas folder = writable();
    String name = ctx.pathParam("name");
    SchemaName.require(name);
    SchemaBody sent = SchemaBody.read(name, limit.with(() -> body.bytes(ctx)));
    boolean isNew =
        alone(
            folder,
            files -> {
              Optional<Schema> current = find(name);
              SchemaTag.require(ctx, name, current, folder.names().contains(name));
              SchemaName.requireNoOtherCase(name, importer.operations().schemas().keySet());
              SchemaName.requireNoOtherCase(name, folder.names());
              requireTargetsFit(sent.schema());
              files.write(name, sent.json());
              return current.isEmpty();
            });
    LOG.info("The schema '{}' was {}", name, isNew ? "saved" : "replaced");
    if (isNew) {
      ctx.header("Location", MountedRoutes.baseOf(ctx) + "/api/schemas/" + name);
    }
    boolean isDefault = importer.operations().defaultSchema().name().equals(name);
    Json.answer(
        ctx, isNew ? 201 : 200, json -> SchemaJson.summary(json, sent.schema(), isDefault, true));
  }

  /** Deletes the schema of a name; a built-in one that it has replaced is there again. */
  public void delete(Context ctx) {
    SavedSchemas folder = writable();
    String name = ctx.pathParam("name");
    alone(
        folder,
        files -> {
          Optional<Schema> current = find(name);
          SchemaTag.require(ctx, name, current, folder.names().contains(name));
          if (!folder.names().contains(name)) {
            throw current.isEmpty()
                ? SchemaHandlers.notFound(name)
                : conflict("The schema '" + name + "' is built in and cannot be deleted.");
          }
          requireNotNeeded(name);
          files.delete(name);
          return true;
        });
    LOG.info("The schema '{}' was deleted", name);
    ctx.status(204);
  }

  private SavedSchemas writable() {
    return saved.orElseThrow(
        () ->
            Problem.of(
                    403,
                    "schemas-read-only",
                    "This server saves no schemas. Start it with --schemas and --schemas-writable"
                        + " to allow it, or put NAME.json into its folder of schemas and start it"
                        + " again.")
                .exception());
  }

  private Optional<Schema> find(String name) {
    return Optional.ofNullable(importer.operations().schemas().get(name));
  }

  /** What is done to the files while nobody else changes them. */
  @FunctionalInterface
  private interface FileWork<T> {
    T on(SchemaFiles files) throws IOException;
  }

  private static <T> T alone(SavedSchemas folder, FileWork<T> work) {
    SchemaFiles files = folder.files();
    try {
      return files.alone(() -> work.on(files));
    } catch (IOException e) {
      LOG.error("The folder of schemas cannot be written", e);
      throw String.valueOf(e.getMessage()).contains("No space left")
          ? Problem.of(
                  507,
                  "no-space",
                  "The disk with the server's folder of schemas is full. Make room there, then try"
                      + " again. Nothing was changed.")
              .exception()
          : Problem.of(
                  503,
                  "storage-error",
                  "The server cannot write to its folder of schemas; its log says why. Nothing was"
                      + " changed.")
              .exception();
    }
  }

  /** The server would not start again with a target that does not fit its schema. */
  private void requireTargetsFit(Schema schema) {
    try {
      importer.operations().requireTargetsFit(schema);
    } catch (OptionException e) {
      throw conflict(e.getMessage() + " Nothing was changed.");
    }
  }

  private void requireNotNeeded(String name) {
    if (name.equals(Schema.USERS.name())) {
      requireTargetsFit(Schema.USERS);
      return;
    }
    Collection<String> targets =
        importer.operations().targets().entrySet().stream()
            .filter(each -> Objects.equals(each.getValue().schemaName(), name))
            .map(each -> each.getKey())
            .toList();
    if (!targets.isEmpty()) {
      throw conflict(
          "The schema '"
              + Paging.shorten(name)
              + "' cannot be deleted: the targets "
              + targets
              + " of the server are made for it.");
    }
  }

  private static ProblemException conflict(String detail) {
    return Problem.of(409, "conflict", detail).exception();
  }
}
