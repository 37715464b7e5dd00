package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.SourcePreview;
import java.io.IOException;

/** Writes how a file begins, and which schemas its columns fit. */
public final class PreviewJson {

  private PreviewJson() {}

  /**
   * The settings as in a check, with the first lines and the fits.
   *
   * @param name what the file is called
   */
  public static void write(JsonGenerator json, String name, SourcePreview preview)
      throws IOException {
    json.writeStartObject();
    DetectionJson.members(json, name, preview.detection());
    json.writeArrayFieldStart("lines");
    for (SourcePreview.Line line : preview.lines()) {
      json.writeStartObject();
      json.writeNumberField("line", line.line());
      ReadingJson.texts(json, "cells", line.cells());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("fits");
    for (SourcePreview.SchemaFit fit : preview.fits()) {
      json.writeStartObject();
      json.writeStringField("schema", fit.schema());
      json.writeNumberField("score", fit.score());
      ColumnsJson.members(json, fit.mapping());
      MissingLabelsJson.proposals(json, fit.mapping().proposals());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
