package dev.importer.internal.infer;

import dev.importer.internal.parse.RowReader;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.results.Inference;
import dev.importer.results.SourceDetection;
import dev.importer.source.QuoteRepair;
import java.util.regex.Pattern;

/** Finds a schema that every row of a source keeps to. */
public final class SchemaInference {

  private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9._-]+");
  private static final Pattern BAD_START = Pattern.compile("^[._-]+");
  private static final int MAX_NAME_LENGTH = 100;

  private SchemaInference() {}

  /**
   * Reads all rows of a source. What is kept of them does not grow with their number.
   *
   * @param name the name of the source, after which the schema is called
   * @throws dev.importer.error.SourceException if the source cannot be used
   */
  public static Inference infer(
      Content content, SourceDetection detected, String name, Spool spool) {
    content.requireUnchanged();
    try (RowReader reader =
        RowReader.open(content, detected.format(), detected.dialect(), QuoteRepair.OFF, spool)) {
      Inference inference = new Columns(reader, spool.limits()).infer(schemaName(name));
      content.requireUnchanged();
      return inference;
    }
  }

  /** The name of a file without its ending, in the characters that names of schemas have. */
  private static String schemaName(String source) {
    int dot = source.indexOf('.', 1);
    String stem = dot < 0 ? source : source.substring(0, dot);
    String name = BAD_START.matcher(FORBIDDEN.matcher(stem).replaceAll("_")).replaceFirst("");
    if (name.isEmpty()) {
      return "inferred";
    }
    return name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
  }
}
