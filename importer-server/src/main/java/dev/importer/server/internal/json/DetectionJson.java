package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.SourceDetection;
import java.io.IOException;

/** Writes how a file would be read, and why. */
public final class DetectionJson {

  private DetectionJson() {}

  /**
   * As the members of an import of these names.
   *
   * @param name what the file is called
   */
  public static void write(JsonGenerator json, String name, SourceDetection detection)
      throws IOException {
    json.writeStartObject();
    members(json, name, detection);
    json.writeEndObject();
  }

  static void members(JsonGenerator json, String name, SourceDetection detection)
      throws IOException {
    json.writeStringField("filename", name);
    json.writeStringField("format", ImportJson.text(detection.format()));
    ReadingJson.dialect(json, detection);
    ReadingJson.detection(json, detection);
  }
}
