package dev.importer.server.internal.schemas;

import dev.importer.schema.Schema;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.problem.Problem;
import java.util.Collection;
import java.util.regex.Pattern;

/** What a schema may be called that is saved as a file of its name. */
final class SchemaName {

  /** These are devices and no files on Windows, whatever ending they have. */
  private static final Pattern DEVICE =
      Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?", Pattern.CASE_INSENSITIVE);

  private SchemaName() {}

  /**
   * Requires a name that a schema may have, and a file on every system.
   *
   * @throws dev.importer.server.internal.problem.ProblemException {@code bad-parameter} (400) if it
   *     is not, {@code conflict} (409) if it means something else
   */
  static void require(String name) {
    try {
      var unused = Schema.builder(name).build();
    } catch (IllegalArgumentException e) {
      throw Paging.bad("name", e.getMessage() + ".");
    }
    if (DEVICE.matcher(name).matches()) {
      throw Paging.bad(
          "name", "The name '" + name + "' is that of a device on Windows. Choose another one.");
    }
    if (name.equalsIgnoreCase(Schema.NONE.name())) {
      throw Problem.of(
              409,
              "conflict",
              "The name 'none' is taken: it means that nothing is checked. Choose another one.")
          .exception();
    }
  }

  /**
   * Requires that no other schema has the name in other letters: on many systems the two would be
   * one file.
   *
   * @throws dev.importer.server.internal.problem.ProblemException {@code conflict} (409)
   */
  static void requireNoOtherCase(String name, Collection<String> others) {
    others.stream()
        .filter(other -> other.equalsIgnoreCase(name) && !other.equals(name))
        .findFirst()
        .ifPresent(
            other -> {
              throw Problem.of(
                      409,
                      "conflict",
                      "There is a schema '"
                          + other
                          + "' already, whose name differs in upper and lower case only. Choose"
                          + " another name, or replace that one.")
                  .exception();
            });
  }
}
