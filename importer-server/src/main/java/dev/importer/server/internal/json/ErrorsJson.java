package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.importer.results.StoredRecord;
import java.io.IOException;
import java.io.OutputStream;

/** Writes refused rows as JSON: one array, or one object a line. */
public final class ErrorsJson {

  private final JsonGenerator json;
  private final boolean lines;

  private ErrorsJson(OutputStream out, boolean lines) throws IOException {
    this.json = Json.MAPPER.getFactory().createGenerator(out);
    this.json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    this.lines = lines;
  }

  public static ErrorsJson lines(OutputStream out) throws IOException {
    ErrorsJson writer = new ErrorsJson(out, true);
    writer.json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    return writer;
  }

  public static ErrorsJson array(OutputStream out) throws IOException {
    ErrorsJson writer = new ErrorsJson(out, false);
    writer.json.writeStartArray();
    return writer;
  }

  public void write(StoredRecord row) throws IOException {
    RecordJson.write(json, row);
  }

  /** Writes what is left; without it the output is seen to be cut off. The stream stays open. */
  public void end() throws IOException {
    if (!lines) {
      json.writeEndArray();
    }
    json.close();
  }
}
