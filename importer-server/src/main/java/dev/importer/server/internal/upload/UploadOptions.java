package dev.importer.server.internal.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.error.SchemaException;
import dev.importer.internal.text.Suggestion;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.job.OptionException;
import dev.importer.schema.Schema;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.source.Source;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of one call, from query parameters, form fields or the command line, in the order in
 * which they come. Each is checked as soon as it is known. Not thread-safe.
 */
public final class UploadOptions {

  /** The member that holds a schema itself, as the plan of an import has it. */
  private static final String OWN_SCHEMA = "own_schema";

  private static final Set<String> OF_OWN_SCHEMA = Set.of(OWN_SCHEMA, ImportOption.SCHEMA.text());

  private final List<ImportOption> allowed;
  private final Set<String> schemas;
  private final Set<ImportOption> given = EnumSet.noneOf(ImportOption.class);
  private ImportOptions options = ImportOptions.DEFAULT;

  private UploadOptions(List<ImportOption> allowed, Set<String> schemas) {
    this.allowed = allowed;
    this.schemas = schemas;
  }

  /** No options yet, of a call that asks for no schema. */
  public static UploadOptions of(ImportOption.Use use) {
    return of(use, Set.of());
  }

  /**
   * No options yet.
   *
   * @param use what they have to mean something to
   * @param schemas the names of the schemas there are
   */
  public static UploadOptions of(ImportOption.Use use, Set<String> schemas) {
    return new UploadOptions(ImportOption.of(use), schemas);
  }

  /** No options yet, of a call that asks for nothing but what the file is called. */
  static UploadOptions ofFile() {
    return new UploadOptions(List.of(ImportOption.FILENAME), Set.of());
  }

  /** Adds every query parameter. */
  UploadOptions withQuery(Query query) {
    query.parameters().forEach((name, values) -> values.forEach(value -> put(name, value)));
    return this;
  }

  /**
   * Adds one option.
   *
   * @throws ProblemException if there is no such option, the value cannot be used, or there was one
   *     before
   */
  public void put(String name, String value) {
    ImportOption option = option(name);
    if (!given.add(option) && !option.isRepeatable()) {
      throw bad(option, "The option " + name + " is given more than once.");
    }
    try {
      if (option == ImportOption.SCHEMA && !schemas.contains(value)) {
        throw option.unfit(value, schemas);
      }
      options = options.with(option, value);
    } catch (OptionException e) {
      throw bad(e);
    }
  }

  /** Takes a schema itself in the place of a name. */
  public void putSchema(Schema schema) {
    given.add(ImportOption.SCHEMA);
    options = options.withSchema(schema);
  }

  /**
   * Adds every member of a JSON object; one that is null is not given.
   *
   * @throws ProblemException if there is no such option, or its value cannot be used
   */
  UploadOptions withMembers(JsonNode object) {
    JsonNode own = object.path(OWN_SCHEMA);
    boolean hasOwn = !own.isMissingNode() && !own.isNull() && allowed.contains(ImportOption.SCHEMA);
    if (hasOwn && !own.isObject()) {
      throw Problem.ofField(
              "bad-option", OWN_SCHEMA, "own_schema must be an object, a Table Schema.")
          .exception();
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      boolean isOfOwn = hasOwn && OF_OWN_SCHEMA.contains(member.getKey());
      if (!member.getValue().isNull() && !isOfOwn) {
        put(member.getKey(), text(member.getKey(), member.getValue()));
      }
    }
    if (hasOwn) {
      putSchema(ownSchema(object.path(ImportOption.SCHEMA.text()).asText("own"), own));
    }
    requireConsistent();
    return this;
  }

  private static Schema ownSchema(String name, JsonNode json) {
    try {
      return Schema.parse(name, json.toString());
    } catch (SchemaException | IllegalArgumentException e) {
      throw Problem.ofField("bad-option", OWN_SCHEMA, String.valueOf(e.getMessage())).exception();
    }
  }

  /** Simple values are given as they would be in a query; the others have to be of their kind. */
  private String text(String name, JsonNode value) {
    ImportOption option = option(name);
    String kind = option.isRepeatable() ? String.valueOf(option.jsonSchema().get("type")) : "";
    boolean fits =
        switch (kind) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          default -> value.isValueNode();
        };
    if (!fits) {
      throw bad(
          option,
          "The option "
              + name
              + " must be "
              + (kind.isEmpty() ? "a string, a number, true or false" : "an " + kind)
              + " in JSON.");
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private ImportOption option(String name) {
    return ImportOption.named(name).filter(allowed::contains).orElseThrow(() -> unknown(name));
  }

  private ProblemException unknown(String name) {
    List<String> names = allowed.stream().map(ImportOption::text).toList();
    String hint = Suggestion.hint(name, names);
    return Problem.ofField(
            "unknown-option",
            name,
            "There is no option '"
                + Paging.shorten(name)
                + "'"
                + (hint.isEmpty() ? "." : hint)
                + " There are "
                + names
                + ".")
        .exception();
  }

  /** Takes the delimiter from the media type, which an option of its own overrules. */
  void assumeTabs() {
    if (!options.has(ImportOption.DELIMITER)) {
      options = options.with(ImportOption.DELIMITER, "tab");
    }
  }

  /** The name that was given for the file. */
  Optional<String> filename() {
    return options.filename();
  }

  /**
   * Checks what depends on several options. Call it before the upload is finished.
   *
   * @throws ProblemException if two options do not go together
   */
  public void requireConsistent() {
    try {
      options.requireConsistent();
    } catch (OptionException e) {
      throw bad(e);
    }
  }

  /** The source with what is known of it. */
  public Source applyTo(Source source) {
    return options.applyTo(source);
  }

  /** What is said about the import. */
  public ImportOptions importOptions() {
    return options;
  }

  private static ProblemException bad(OptionException failure) {
    return bad(failure.option(), String.valueOf(failure.getMessage()));
  }

  private static ProblemException bad(ImportOption option, String sentence) {
    return Problem.ofField("bad-option", option.text(), sentence).exception();
  }
}
