package dev.importer.server.internal.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.error.SchemaException;
import dev.importer.schema.Schema;
import dev.importer.server.internal.http.JsonBody;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema as somebody sent it.
 *
 * @param schema what it means
 * @param json what is stored
 */
record SchemaBody(Schema schema, String json) {

  /** So many faults are listed one by one. */
  static final int MOST_FAULTS = 1_000;

  private static final String UNKNOWN_MEMBER = "unknown-member";
  private static final String BAD_SCHEMA = "bad-schema";

  /**
   * Reads a body.
   *
   * @param name what the schema is called
   * @throws ProblemException with all that is wrong with it
   */
  static SchemaBody read(String name, byte[] body) {
    String json = SchemaFolder.withoutMark(text(body));
    JsonNode whole = JsonBody.parse(json);
    if (!whole.isObject()) {
      throw Problem.of(
              400,
              "bad-body",
              "The body must be a JSON object, a Table Schema such as"
                  + " {\"fields\":[{\"name\":\"age\",\"type\":\"integer\"}]}.")
          .exception();
    }
    List<Problem.Fault> faults = new ArrayList<>();
    DescriptorMembers.unknown(whole)
        .forEach(
            place ->
                faults.add(
                    fault(
                        UNKNOWN_MEMBER,
                        Paging.shorten(place),
                        "Table Schema has no such member; names of your own need a colon in them")));
    try {
      Schema schema = Schema.parse(name, json);
      if (faults.isEmpty()) {
        return new SchemaBody(schema, json);
      }
    } catch (SchemaException e) {
      e.faults().forEach(each -> faults.add(fault(BAD_SCHEMA, each.pointer(), each.message())));
    } catch (IllegalArgumentException e) {
      faults.add(fault(BAD_SCHEMA, "", String.valueOf(e.getMessage())));
    }
    throw problem(faults);
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.of(400, "json-syntax", "The body is not UTF-8, as JSON between programs is.")
          .exception();
    }
  }

  private static Problem.Fault fault(String code, String place, String message) {
    return new Problem.Fault(code, place, message, null, null);
  }

  private static String sentence(String message) {
    return message.endsWith("?") || message.endsWith(".") ? message : message + ".";
  }

  private static ProblemException problem(List<Problem.Fault> faults) {
    boolean onlyUnknown = faults.stream().allMatch(each -> each.code().equals(UNKNOWN_MEMBER));
    Problem.Fault first = faults.get(0);
    String place = first.field() == null || first.field().isEmpty() ? "" : first.field() + ": ";
    String more =
        faults.size() == 1
            ? ""
            : " These are " + faults.size() + " faults in all; correct each of 'errors'.";
    return Problem.of(
            400,
            onlyUnknown ? UNKNOWN_MEMBER : BAD_SCHEMA,
            "The schema cannot be saved: " + place + sentence(first.message()) + more)
        .withFaults(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)))
        .exception();
  }
}
