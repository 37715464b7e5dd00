package dev.importer.server.internal.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.Importer;
import dev.importer.results.ImportProfile;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.json.Json;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells what the columns of an import hold. All its rows are read for it, so few do it at once. */
public final class ProfileHandler implements Handler {

  private static final int MOST_AT_ONCE = 2;

  private final Importer importer;
  private final ConcurrencyLimit limit = ConcurrencyLimit.ofProfiles(MOST_AT_ONCE);

  public ProfileHandler(Importer importer) {
    this.importer = importer;
  }

  @Override
  public void handle(Context ctx) {
    long id = ImportHandlers.find(importer, ctx).id();
    ImportProfile profile = limit.with(() -> importer.results().profile(id));
    Json.answer(ctx, 200, json -> write(json, profile));
  }

  private static void write(JsonGenerator json, ImportProfile profile) throws IOException {
    json.writeStartObject();
    json.writeNumberField("rows", profile.rows());
    json.writeArrayFieldStart("columns");
    for (ImportProfile.Column column : profile.columns()) {
      column(json, column, profile.rows());
    }
    json.writeEndArray();
    json.writeNumberField("columns_left_out", profile.columnsLeftOut());
    json.writeEndObject();
  }

  private static void column(JsonGenerator json, ImportProfile.Column column, long rows)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", column.name());
    json.writeNumberField("filled", column.filled());
    json.writeNumberField("fill_rate", rows == 0 ? 0 : (double) column.filled() / rows);
    json.writeNumberField("distinct", column.distinct());
    json.writeBooleanField("distinct_exact", column.distinctExact());
    json.writeStringField("smallest", column.smallest());
    json.writeStringField("largest", column.largest());
    json.writeArrayFieldStart("top");
    for (ImportProfile.TopValue value : column.top()) {
      json.writeStartObject();
      json.writeStringField("value", value.value());
      json.writeNumberField("count", value.count());
      json.writeNumberField("missed", value.missed());
      json.writeEndObject();
    }
    json.writeEndArray();
    distribution(json, column.distribution());
    json.writeEndObject();
  }

  private static void distribution(
      JsonGenerator json, ImportProfile.@Nullable Distribution distribution) throws IOException {
    if (distribution == null) {
      json.writeNullField("distribution");
      return;
    }
    json.writeObjectFieldStart("distribution");
    json.writeStringField("of", distribution.of().text());
    json.writeArrayFieldStart("bins");
    for (ImportProfile.Bin bin : distribution.bins()) {
      json.writeStartObject();
      json.writeStringField("from", bin.from());
      json.writeStringField("to", bin.to());
      json.writeNumberField("count", bin.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
