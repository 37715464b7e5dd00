package dev.importer.server.internal.schemas;

import dev.importer.internal.source.Digest;
import dev.importer.schema.Schema;
import dev.importer.server.internal.problem.Problem;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;

/**
 * The entity tag of a schema (RFC 9110, 8.8.3), so that whoever sends it back in {@code If-Match}
 * replaces or deletes only what he has seen.
 */
final class SchemaTag {

  private static final String ANY = "*";

  private SchemaTag() {}

  /** The tag of a schema as it is shown. */
  static String of(Schema schema) {
    return "\"" + Digest.sha256(schema.toJson()).substring(0, 32) + "\"";
  }

  /**
   * Requires that a schema is what the headers of a request expect.
   *
   * @param name what it is called
   * @param current the schema of this name now, if there is one
   * @param hasFile whether there is a file of this name, be it one that is no schema
   * @throws dev.importer.server.internal.problem.ProblemException {@code changed-meanwhile} (412)
   *     if it is not
   */
  static void require(Context ctx, String name, Optional<Schema> current, boolean hasFile) {
    Optional<String> tag = current.map(SchemaTag::of);
    String expected = ctx.header("If-Match");
    if (expected != null && !matches(expected, tag)) {
      throw problem(
          tag,
          tag.isEmpty()
              ? "There is no schema '" + name + "' any more. Nothing was changed."
              : "Somebody else has changed the schema '"
                  + name
                  + "' meanwhile. Look at it again, then repeat what you have done. Nothing was"
                  + " changed.");
    }
    String unwanted = ctx.header("If-None-Match");
    if (unwanted != null && (matches(unwanted, tag) || (hasFile && unwanted.strip().equals(ANY)))) {
      throw problem(
          tag,
          "There is a schema '"
              + name
              + "' already. Choose another name, or send it without If-None-Match to replace that"
              + " one. Nothing was changed.");
    }
  }

  private static boolean matches(String header, Optional<String> tag) {
    return tag.isPresent()
        && (header.strip().equals(ANY)
            || Arrays.stream(header.split(",", -1)).map(String::strip).anyMatch(tag.get()::equals));
  }

  private static RuntimeException problem(Optional<String> tag, String detail) {
    Problem problem = Problem.of(412, "changed-meanwhile", detail);
    return tag.map(each -> problem.withHeader("ETag", each)).orElse(problem).exception();
  }
}
