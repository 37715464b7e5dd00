package dev.importer.internal.store;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/**
 * Makes the texts of statements, which are the same for every database, fit the one at hand. In
 * them {@code <p>} stands before the name of each table, {@code <i>} before that of an index that
 * is made, and a few other names in angle brackets stand for what databases say differently.
 *
 * @param schema the schema that our tables are in; null if that is left to the connections
 * @param prefix what the names of our tables and indexes begin with; may be empty
 * @param differences what stands for each name besides {@code <p>}; may hold {@code <p>} itself
 */
record Sql(@Nullable String schema, String prefix, Map<String, String> differences)
    implements TemplateEngine {

  /** What our tables begin with among those of a host. */
  static final String PREFIX_AMONG_OTHERS = "importer_";

  private static final Pattern NAME = Pattern.compile("<([a-z_]+)>");

  /** Databases differ in how long names may be; the longest of ours has eighteen characters. */
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,39})?");

  /** Names that SQLite and PostgreSQL keep for themselves. */
  private static final Pattern RESERVED = Pattern.compile("(sqlite|pg)_.*");

  Sql {
    if (!PREFIX.matcher(prefix).matches()
        || RESERVED.matcher(prefix.toLowerCase(Locale.ROOT)).matches()) {
      throw new IllegalArgumentException(
          "tablePrefix must be empty, or up to 40 letters, digits and underscores that begin with no"
              + " digit and with neither sqlite_ nor pg_, but is '"
              + prefix
              + "'");
    }
  }

  /** The text of a statement for this database. */
  String of(String text) {
    return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(value(name.group(1))));
  }

  private String value(String name) {
    if (name.equals("p")) {
      return qualifiedPrefix();
    }
    if (name.equals("i")) {
      return prefix;
    }
    String value = differences.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no database says anything for <" + name + ">");
    }
    return value.replace("<p>", qualifiedPrefix());
  }

  private String qualifiedPrefix() {
    return schema == null ? prefix : '"' + schema.replace("\"", "\"\"") + "\"." + prefix;
  }

  /** Whether a table of a join can depend on the row of another one. */
  boolean joinsLaterally() {
    return differences.containsKey("lateral");
  }

  /**
   * How long a row of the table records is that is called r, as an expression; 0 where rows are
   * read one by one.
   */
  String rowBytes() {
    return differences.getOrDefault("row_bytes", "0");
  }

  /** Whether answers come in portions of so many rows. */
  boolean answersInPortions() {
    return differences.containsKey("row_bytes");
  }

  @Override
  public String render(String template, StatementContext context) {
    return of(template);
  }
}
