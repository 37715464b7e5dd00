package dev.importer.server.internal.upload;

import dev.importer.internal.text.Suggestion;
import dev.importer.job.ErrorLimit;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.job.Severities;
import dev.importer.server.internal.http.Encodings;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import dev.importer.source.Source;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of one upload, from query parameters, form fields or the command line, in the order
 * in which they come. Each is checked as soon as it is known. Not thread-safe.
 */
public final class UploadOptions {

  /** The names of the options, as HTTP has them. */
  public static final List<String> NAMES =
      List.of(
          "schema",
          "format",
          "encoding",
          "delimiter",
          "quote",
          "escape",
          "header",
          "skip_rows",
          "header_rows",
          "header_join",
          "repair",
          "max_errors",
          "strict",
          "severity",
          "on_duplicate",
          "filename");

  /** Those of them that corrections have; everything else is known from the import. */
  public static final List<String> OF_CORRECTIONS =
      List.of("format", "encoding", "delimiter", "quote", "escape", "skip_rows", "filename");

  private final List<String> names;
  private final Set<String> schemas;
  private final Set<String> given = new HashSet<>();
  private @Nullable String schema;
  private @Nullable Format format;
  private @Nullable Charset encoding;
  private @Nullable String delimiter;
  private @Nullable Character quote;
  private @Nullable Character escape;
  private @Nullable Boolean header;
  private @Nullable Integer skipRows;
  private @Nullable Integer headerRows;
  private @Nullable String headerJoin;
  private boolean repair;
  private @Nullable ErrorLimit maxErrors;
  private boolean strict;
  private @Nullable Severities severities;
  private @Nullable OnDuplicate onDuplicate;
  private @Nullable String filename;

  /**
   * No options yet.
   *
   * @param schemas the names of the schemas there are
   */
  public UploadOptions(Set<String> schemas) {
    this(NAMES, schemas);
  }

  private UploadOptions(List<String> names, Set<String> schemas) {
    this.names = names;
    this.schemas = schemas;
  }

  /** No options yet, of which only these may come. */
  public static UploadOptions of(List<String> names) {
    return of(names, Set.of());
  }

  /**
   * No options yet, of which only these may come.
   *
   * @param schemas the names of the schemas there are
   */
  public static UploadOptions of(List<String> names, Set<String> schemas) {
    return new UploadOptions(names, schemas);
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
    if (!names.contains(name)) {
      throw Problem.ofField(
              "unknown-option",
              name,
              "There is no option '"
                  + Paging.shorten(name)
                  + "'"
                  + end(name, names)
                  + " There are "
                  + names
                  + ".")
          .exception();
    }
    if (!given.add(name)) {
      throw bad(name, "is given more than once");
    }
    switch (name) {
      case "schema" -> schema = schema(value);
      case "format" -> format = format(value);
      case "encoding" -> encoding = encoding(value);
      case "delimiter" -> delimiter = delimiter(value);
      case "quote" -> quote = character(name, value);
      case "escape" -> escape = character(name, value);
      case "header" -> header = truth(name, value);
      case "skip_rows" -> skipRows = (int) number(name, value, Integer.MAX_VALUE);
      case "header_rows" -> headerRows = headerRows(name, value);
      case "header_join" -> headerJoin = headerJoin(name, value);
      case "repair" -> repair = truth(name, value);
      case "max_errors" -> maxErrors = limit(value);
      case "strict" -> strict = truth(name, value);
      case "severity" -> severities = severities(value);
      case "on_duplicate" -> onDuplicate = onDuplicate(value);
      default -> filename = value;
    }
  }

  /** Takes the delimiter from the media type, which an option of its own overrules. */
  void assumeTabs() {
    if (delimiter == null) {
      delimiter = "\t";
    }
  }

  /** The name that was given for the file. */
  Optional<String> filename() {
    return Optional.ofNullable(filename);
  }

  /**
   * Checks what depends on several options. Call it before the upload is finished.
   *
   * @throws ProblemException if two options do not go together
   */
  public void requireConsistent() {
    for (Character special : new Character[] {quote, escape}) {
      if (special != null
          && special != Dialect.NONE
          && delimiter != null
          && delimiter.indexOf(special) >= 0) {
        throw bad("delimiter", "must not contain the quote or escape character");
      }
    }
    if (strict && maxErrors != null) {
      throw bad("max_errors", "must not be given with strict, which allows no error at all");
    }
    var unused = dialect();
  }

  /** The source with what is known of it. */
  public Source applyTo(Source source) {
    Source known = source.withDialect(dialect());
    if (filename != null) {
      known = known.withName(filename);
    }
    return format == null ? known : known.withFormat(format);
  }

  /** What is said about the import. */
  public ImportOptions importOptions() {
    ImportOptions options = ImportOptions.DEFAULT;
    if (schema != null) {
      options = options.withSchema(schema);
    }
    if (repair) {
      options = options.withRepair(QuoteRepair.BY_ROW_WIDTH);
    }
    if (severities != null) {
      options = options.withSeverities(severities);
    }
    if (onDuplicate != null) {
      options = options.withOnDuplicate(onDuplicate);
    }
    if (strict) {
      options = options.withMaxErrors(ErrorLimit.STRICT);
    }
    return maxErrors == null ? options : options.withMaxErrors(maxErrors);
  }

  private Dialect dialect() {
    return new Dialect(
        encoding, delimiter, quote, escape, header, skipRows, headerRows, headerJoin);
  }

  private String schema(String value) {
    if (!schemas.contains(value)) {
      throw bad("schema", "must be one of " + schemas.stream().sorted().toList(), value, schemas);
    }
    return value;
  }

  private static Format format(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "csv" -> Format.CSV;
      case "json" -> Format.JSON;
      case "ndjson" -> Format.NDJSON;
      default ->
          throw bad(
              "format", "must be csv, json or ndjson", value, List.of("csv", "json", "ndjson"));
    };
  }

  private static Charset encoding(String value) {
    return Encodings.named(value)
        .orElseThrow(
            () ->
                bad(
                    "encoding",
                    "must be the name of a character encoding, such as utf-8",
                    value,
                    Charset.availableCharsets().keySet()));
  }

  private static String delimiter(String value) {
    String text = value.equals("\\t") || value.equalsIgnoreCase("tab") ? "\t" : value;
    try {
      var unused = Dialect.UNSPECIFIED.withDelimiter(text);
    } catch (IllegalArgumentException e) {
      throw bad("delimiter", "must be 1 to 8 characters, none of them a line end or a quote");
    }
    return text;
  }

  private static char character(String name, String value) {
    if (value.isEmpty()) {
      return Dialect.NONE;
    }
    if (value.length() > 1 || value.charAt(0) < ' ') {
      throw bad(name, "must be one character, or empty for none");
    }
    return value.charAt(0);
  }

  private static int headerRows(String name, String value) {
    long rows = number(name, value, Dialect.MOST_HEADER_ROWS);
    if (rows == 0) {
      throw bad(name, "must be 1 to " + Dialect.MOST_HEADER_ROWS + "; say header=false for none");
    }
    return (int) rows;
  }

  private static String headerJoin(String name, String value) {
    try {
      var unused = Dialect.UNSPECIFIED.withHeaderJoin(value);
    } catch (IllegalArgumentException e) {
      throw bad(name, "must be at most 8 characters without line ends");
    }
    return value;
  }

  private static ErrorLimit limit(String value) {
    try {
      return ErrorLimit.parse(value);
    } catch (IllegalArgumentException e) {
      throw bad("max_errors", "must be a number of rows, such as 100, or a share, such as 5%");
    }
  }

  private static Severities severities(String value) {
    try {
      return Severities.parse(value);
    } catch (IllegalArgumentException e) {
      throw bad("severity", "cannot be used: " + e.getMessage());
    }
  }

  private static OnDuplicate onDuplicate(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "return" -> OnDuplicate.RETURN_EXISTING;
      case "refuse" -> OnDuplicate.REFUSE;
      case "allow" -> OnDuplicate.ALLOW;
      default -> throw bad("on_duplicate", "must be return, refuse or allow");
    };
  }

  private static boolean truth(String name, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(name, "must be true or false", value, List.of("true", "false"));
    };
  }

  private static long number(String name, String value, long most) {
    boolean digits = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || value.length() > 18 || Long.parseLong(value) > most) {
      throw bad(name, "must be a whole number, 0 or more");
    }
    return Long.parseLong(value);
  }

  private static ProblemException bad(String name, String rule) {
    return bad(name, rule, "", List.of());
  }

  /** With the one of the allowed values that was probably meant. */
  private static ProblemException bad(
      String name, String rule, String value, Collection<String> allowed) {
    return Problem.ofField(
            "bad-option", name, "The option " + name + " " + rule + end(value, allowed))
        .exception();
  }

  /** What ends a sentence: a question if one of the names was probably meant, or a full stop. */
  private static String end(String written, Collection<String> names) {
    String question = Suggestion.hint(written, names);
    return question.isEmpty() ? "." : question;
  }
}
