package dev.importer.server.internal.schemas;

import dev.importer.Importer;
import dev.importer.Template;
import dev.importer.schema.Schema;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.json.SchemaJson;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Answers with the schemas there are, and with files to fill in. */
public final class SchemaHandlers {

  /** The parameters of a template. */
  public static final List<String> OF_TEMPLATES = List.of("format");

  private final Importer importer;
  private final Optional<SavedSchemas> saved;

  /**
   * The handlers.
   *
   * @param saved where schemas are saved; empty if they are not
   */
  public SchemaHandlers(Importer importer, Optional<SavedSchemas> saved) {
    this.importer = importer;
    this.saved = saved;
  }

  /** There are as many as a folder holds, so the list has no pages. */
  public void list(Context ctx) {
    Json.answer(
        ctx,
        200,
        json -> SchemaJson.write(json, importer, saved.map(SavedSchemas::names).orElse(null)));
  }

  /** The schema in its JSON form. */
  public void show(Context ctx) {
    Schema schema = find(ctx);
    ctx.header("ETag", SchemaTag.of(schema));
    ctx.status(200).contentType(Json.MEDIA_TYPE).result(schema.toJson());
  }

  /**
   * A file to fill in. Whoever wrote the schema chose what stands in it, so it is not guarded
   * against formulas as data of strangers is.
   */
  public void template(Context ctx) {
    Schema schema = find(ctx);
    TemplateFormat format = TemplateFormat.of(Query.of(ctx).value("format"), ctx.header("Accept"));
    Template template = Template.of(schema);
    ctx.contentType(format.contentType());
    ctx.header("Vary", "Accept");
    switch (format) {
      case CSV -> ctx.result(template.csv());
      case JSON -> ctx.result(template.json());
      case XLSX -> ctx.result(xlsx(template));
    }
    // The name of a schema has no characters that would have to be escaped.
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"" + schema.name() + "-template." + format.extension() + "\"");
  }

  private static byte[] xlsx(Template template) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      template.writeXlsx(bytes);
    } catch (IllegalArgumentException e) {
      throw Problem.of(406, "not-acceptable", String.valueOf(e.getMessage())).exception();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Schema find(Context ctx) {
    String name = ctx.pathParam("name");
    Schema schema = importer.operations().schemas().get(name);
    if (schema == null) {
      throw notFound(name);
    }
    return schema;
  }

  static ProblemException notFound(String name) {
    return Problem.of(
            404,
            "schema-not-found",
            "There is no schema '"
                + Paging.shorten(name)
                + "'. GET /api/schemas lists those there are.")
        .exception();
  }
}
