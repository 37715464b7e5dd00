package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON of requests and answers. */
public final class Json {

  public static final String MEDIA_TYPE = "application/json";

  /** Refuses what could be understood in two ways. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Json() {}

  /** Something that can be written as one JSON value. */
  @FunctionalInterface
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  public static byte[] bytes(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try {
      write(out, content);
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes everything", e);
    }
    return out.toByteArray();
  }

  public static void write(OutputStream out, Content content) throws IOException {
    try (JsonGenerator json = MAPPER.getFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      content.write(json);
    }
  }

  public static void answer(Context ctx, int status, Content content) {
    ctx.status(status).contentType(MEDIA_TYPE).result(bytes(content));
  }

  public static void time(JsonGenerator json, String name, @Nullable Instant instant)
      throws IOException {
    if (instant == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, time(instant));
    }
  }

  public static String time(Instant instant) {
    return TIME.format(instant);
  }

  public static void number(JsonGenerator json, String name, @Nullable Long value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
