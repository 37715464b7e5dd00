package dev.importer.server.internal.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.error.ErrorCode;
import dev.importer.error.MissingLabels;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.json.MissingLabelsJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not answered as asked (RFC 9457).
 *
 * @param status the HTTP status
 * @param code the kind of problem, in lower-case words joined by hyphens
 * @param detail a sentence that says what to do
 * @param faults what exactly is wrong, where that helps
 * @param importId the import it is about, or null
 * @param missingLabels the labels and fields of a file that lacks some, or null
 * @param headers what the answer says besides
 */
public record Problem(
    int status,
    String code,
    String detail,
    List<Fault> faults,
    @Nullable Long importId,
    @Nullable MissingLabels missingLabels,
    Map<String, String> headers) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** Also a percent sign that begins no code. */
  private static final Pattern NOT_IN_REFERENCES =
      Pattern.compile("[^A-Za-z0-9._~:/?@!$&'()*+,;=%-]+|%(?![0-9A-Fa-f]{2})");

  /**
   * One thing that is wrong.
   *
   * @param code the kind of fault
   * @param field the parameter, option or member, or null
   * @param message a sentence about it
   * @param line the line of the file or body, 1-based, or null
   * @param column the character in the line, 1-based, or null
   */
  public record Fault(
      String code,
      @Nullable String field,
      String message,
      @Nullable Long line,
      @Nullable Long column) {}

  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, List.of(), null, null, Map.of());
  }

  /** A fault of the parameter, option or member of this name. */
  public static Problem ofField(String code, String field, String detail) {
    return of(400, code, detail).withFault(new Fault(code, field, detail, null, null));
  }

  public Problem withFault(Fault fault) {
    return withFaults(List.of(fault));
  }

  public Problem withFaults(List<Fault> each) {
    return new Problem(status, code, detail, List.copyOf(each), importId, missingLabels, headers);
  }

  public Problem ofImport(long id) {
    return new Problem(status, code, detail, faults, id, missingLabels, headers);
  }

  Problem ofLabels(@Nullable MissingLabels labels) {
    return new Problem(status, code, detail, faults, importId, labels, headers);
  }

  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(status, code, detail, faults, importId, missingLabels, more);
  }

  public ProblemException exception() {
    return new ProblemException(this);
  }

  /** The code in words: {@code no-file} is "No file". */
  String title() {
    String words = code.replace('-', ' ').replace("json", "JSON").replace("uri ", "URI ");
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /**
   * The JSON of the answer.
   *
   * @param instance the path that was asked for
   */
  public byte[] json(String instance) {
    return json(instance, "");
  }

  /**
   * The JSON of the answer.
   *
   * @param instance the path that was asked for
   * @param base the path below which the pages on problems are
   */
  public byte[] json(String instance, String base) {
    return Json.bytes(json -> write(json, instance, base));
  }

  private void write(JsonGenerator json, String instance, String base) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", base + "/problems/" + code);
    json.writeStringField("title", title());
    json.writeNumberField("status", status);
    json.writeStringField("detail", detail);
    json.writeStringField("instance", reference(instance));
    json.writeStringField("code", code);
    if (importId != null) {
      json.writeNumberField("import_id", importId);
      if (code.equals(ErrorCode.IS_CORRECTION.text())) {
        json.writeStringField("corrections", base + "/api/imports/" + importId + "/corrections");
      }
    }
    if (!faults.isEmpty()) {
      json.writeArrayFieldStart("errors");
      for (Fault fault : faults) {
        write(json, fault);
      }
      json.writeEndArray();
    }
    MissingLabelsJson.members(json, missingLabels);
    json.writeEndObject();
  }

  /** What cannot stand in a URI reference is written in percent codes. */
  private static String reference(String text) {
    String coded =
        NOT_IN_REFERENCES
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        URLEncoder.encode(match.group(), StandardCharsets.UTF_8)
                            .replace("+", "%20")));
    return coded.startsWith("//") ? "/." + coded : coded;
  }

  private static void write(JsonGenerator json, Fault fault) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", fault.code());
    json.writeStringField("field", fault.field());
    json.writeStringField("message", fault.message());
    Json.number(json, "line", fault.line());
    Json.number(json, "column", fault.column());
    json.writeEndObject();
  }
}
