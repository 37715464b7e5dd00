package dev.importer.internal.host;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SQLite. */
final class SqliteDialect implements TargetDialect {

  private static final String COLUMNS =
      """
      SELECT name, type, "notnull", dflt_value, pk, hidden
      FROM pragma_table_xinfo(:table, :schema) WHERE hidden <> 1
      """;

  private static final String KEYS =
      """
      SELECT l.name AS index_name, x.name AS column_name, x.coll AS collation
      FROM pragma_index_list(:table, :schema) l, pragma_index_xinfo(l.name, :schema) x
      WHERE l."unique" = 1 AND l.partial = 0 AND x.key = 1
      """;

  private static final String REFERENCES =
      """
      SELECT m.name AS other, f.id, f.seq, f."from" AS source, f."to" AS target
      FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
      WHERE m.type = 'table' AND lower(f."table") = lower(?)
        AND f.on_delete NOT IN ('NO ACTION', 'RESTRICT')
      ORDER BY m.name, f.id, f.seq
      """;

  /**
   * The table and its triggers, in the main database; a clause like ON CONFLICT IGNORE is in the
   * text.
   */
  private static final String PLAIN =
      """
      SELECT count(*) = 1 AND max(type = 'table' AND upper(sql) NOT LIKE '%CONFLICT%')
      FROM main.sqlite_schema
      WHERE lower(tbl_name) = lower(:table) AND type IN ('table', 'trigger') AND :schema IS NULL
      """;

  private static final int ROWS_PER_STATEMENT = 500;

  /** Long rows are not collected for one. */
  private static final int CHARACTERS_AT_ONCE = 1 << 20;

  /** The primary result codes of constraints, of types that do not fit, and of too long texts. */
  private static final Set<Integer> REFUSALS = Set.of(18, 19, 20);

  /** What the driver puts around the sentence of SQLite. */
  private static final Pattern SENTENCE =
      Pattern.compile("\\[[A-Z_]+] [^(]*\\((.*)\\)", Pattern.DOTALL);

  private static final Pattern BROKEN = Pattern.compile("[A-Z ]+ constraint failed: (.+)");

  @Override
  public HostTable describe(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    Map<String, HostColumn> columns = new LinkedHashMap<>();
    List<Map<String, String>> keys = new ArrayList<>();
    try (PreparedStatement query = prepare(connection, KEYS, schema, table);
        ResultSet found = query.executeQuery()) {
      Map<String, Map<String, String>> indexes = new LinkedHashMap<>();
      while (found.next()) {
        // One over an expression has no name for it, and is no key of columns.
        indexes
            .computeIfAbsent(found.getString("index_name"), name -> new HashMap<>())
            .put(
                Objects.requireNonNullElse(found.getString("column_name"), ""),
                found.getString("collation"));
      }
      keys.addAll(indexes.values());
    }
    Map<Integer, String> primary = new TreeMap<>();
    try (PreparedStatement query = prepare(connection, COLUMNS, schema, table);
        ResultSet found = query.executeQuery()) {
      while (found.next()) {
        String name = found.getString("name");
        String type = found.getString("type").toUpperCase(Locale.ROOT);
        boolean isPrimary = found.getInt("pk") > 0;
        boolean fillsItself =
            found.getString("dflt_value") != null || (isPrimary && type.equals("INTEGER"));
        columns.put(
            name,
            new HostColumn(
                name,
                type,
                kindOf(type),
                found.getBoolean("notnull") && !fillsItself,
                found.getInt("hidden") > 1));
        if (isPrimary) {
          primary.put(found.getInt("pk"), name);
        }
      }
    }
    List<String> primaryKey = List.copyOf(primary.values());
    // Behind the index that it has if it is not the number of the row, which says how it compares.
    keys.add(primaryKey.stream().collect(Collectors.toMap(Function.identity(), name -> "BINARY")));
    return new HostTable(
        columns,
        keys,
        references(connection, table, primaryKey),
        isPlain(connection, schema, table));
  }

  private static boolean isPlain(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    try (PreparedStatement query = prepare(connection, PLAIN, schema, table);
        ResultSet found = query.executeQuery()) {
      return found.next() && found.getBoolean(1);
    }
  }

  private static List<HostTable.Reference> references(
      Connection connection, String table, List<String> primaryKey) throws SQLException {
    Map<String, HostTable.Reference> references = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(REFERENCES)) {
      query.setString(1, table);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          String other = found.getString("other");
          String to = found.getString("target");
          references
              .computeIfAbsent(
                  other + "/" + found.getInt("id"),
                  id -> new HostTable.Reference(TargetDialect.quoted(other), new LinkedHashMap<>()))
              .columns()
              .put(
                  found.getString("source"), to == null ? primaryKey.get(found.getInt("seq")) : to);
        }
      }
    }
    return List.copyOf(references.values());
  }

  private static PreparedStatement prepare(
      Connection connection, String query, @Nullable String schema, String table)
      throws SQLException {
    String text = query.replace(":table", "?1").replace(":schema", "?2");
    PreparedStatement statement = connection.prepareStatement(text);
    statement.setString(1, table);
    statement.setString(2, schema);
    return statement;
  }

  /**
   * What the affinity of a declared type makes of values.
   *
   * @see <a href="https://www.sqlite.org/datatype3.html">its rules</a>
   */
  private static ColumnKind kindOf(String type) {
    if (type.contains("INT")) {
      return ColumnKind.INTEGER;
    }
    if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
      return ColumnKind.TEXT;
    }
    if (type.isEmpty()) {
      return ColumnKind.OTHER;
    }
    if (type.contains("BLOB")) {
      return ColumnKind.BYTES;
    }
    if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
      return ColumnKind.NUMBER;
    }
    // Of numeric affinity, which leaves texts that are no numbers as they are.
    return type.contains("NUM") || type.contains("DEC") ? ColumnKind.NUMBER : ColumnKind.OTHER;
  }

  private static String affinity(TargetColumn column) {
    return switch (column.host().kind()) {
      case INTEGER -> "INTEGER";
      case TEXT -> "TEXT";
      case BYTES -> "BLOB";
      case NUMBER ->
          column.host().type().contains("NUM") || column.host().type().contains("DEC")
              ? "NUMERIC"
              : "REAL";
      default -> column.host().type().isEmpty() ? "BLOB" : "NUMERIC";
    };
  }

  @Override
  public @Nullable String faultOfField(String name) {
    return name.contains("\"") || name.contains("\\")
        ? "SQLite cannot read a field with a quotation mark or a backslash in its name"
        : null;
  }

  @Override
  public void prepare(Connection connection) {
    // Constraints that wait for the end of a transaction are left to it.
  }

  @Override
  public String create(String name, String table, List<TargetColumn> columns) {
    return "CREATE TEMP TABLE "
        + name
        + " (\"#n\" INTEGER PRIMARY KEY, \"#line\" INTEGER"
        + columns.stream()
            .map(
                column ->
                    ", "
                        + TargetDialect.quoted(column.name())
                        + " "
                        + affinity(column)
                        + collation(column))
            .collect(Collectors.joining())
        + ")";
  }

  @Override
  public List<String> filled(String name) {
    return List.of();
  }

  @Override
  public void give(Connection connection, String table, Iterator<GivenRow> rows)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(insert(table, ROWS_PER_STATEMENT));
        PreparedStatement rest = connection.prepareStatement(insert(table, 1))) {
      List<GivenRow> portion = new ArrayList<>();
      long characters = 0;
      while (rows.hasNext()) {
        GivenRow row = rows.next();
        portion.add(row);
        characters += row.data().length();
        if (portion.size() == ROWS_PER_STATEMENT) {
          insert(insert, portion);
        } else if (characters >= CHARACTERS_AT_ONCE || !rows.hasNext()) {
          for (GivenRow each : portion) {
            insert(rest, List.of(each));
          }
        } else {
          continue;
        }
        portion.clear();
        characters = 0;
      }
    }
  }

  private static String insert(String table, int rows) {
    return "INSERT INTO "
        + table
        + " (n, line, data) VALUES "
        + String.join(", ", Collections.nCopies(rows, "(?, ?, ?)"));
  }

  private static void insert(PreparedStatement insert, List<GivenRow> rows) throws SQLException {
    int parameter = 0;
    for (GivenRow row : rows) {
      insert.setLong(++parameter, row.number());
      insert.setLong(++parameter, row.line());
      insert.setString(++parameter, row.data());
    }
    insert.executeUpdate();
  }

  @Override
  public String from(String rows, List<TargetColumn> columns) {
    return "(" + rows + ") s";
  }

  @Override
  public String value(TargetColumn column) {
    String path = "'$.\"" + Objects.requireNonNull(column.field()).replace("'", "''") + "\"'";
    String value = "s.data ->> " + path;
    // Numbers in a text keep all their digits.
    return column.host().kind() == ColumnKind.TEXT && column.isOfNumbers()
        ? "CASE WHEN json_type(s.data, "
            + path
            + ") IN ('integer', 'real') THEN s.data -> "
            + path
            + " ELSE "
            + value
            + " END"
        : value;
  }

  @Override
  public String equalKeys(String there, String here, TargetColumn column) {
    return there + " = " + here + collation(column);
  }

  private static String collation(TargetColumn column) {
    return column.collation().isEmpty()
        ? ""
        : " COLLATE " + TargetDialect.quoted(column.collation());
  }

  @Override
  public String comparable(String expression, TargetColumn column) {
    return expression + " COLLATE BINARY";
  }

  @Override
  public String kept(List<TargetColumn> columns) {
    return "json_array("
        + columns.stream()
            .map(column -> "t." + TargetDialect.quoted(column.name()))
            .collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  public String restored(int index, TargetColumn column) {
    return "(l.before ->> " + index + ")";
  }

  @Override
  public String text(String expression) {
    return "CAST(" + expression + " AS TEXT)";
  }

  @Override
  public String parameter(TargetColumn column) {
    return "?";
  }

  @Override
  public void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
    statement.setObject(
        parameter, value instanceof Number || value instanceof Boolean ? value : value.toString());
  }

  @Override
  public String lockingRows() {
    return "";
  }

  @Override
  public Optional<Refusal> refusal(SQLException failure) {
    if (!REFUSALS.contains(failure.getErrorCode() & 0xFF)) {
      return Optional.empty();
    }
    Matcher wrapped = SENTENCE.matcher(String.valueOf(failure.getMessage()));
    String sentence = wrapped.matches() ? wrapped.group(1) : String.valueOf(failure.getMessage());
    Matcher broken = BROKEN.matcher(sentence);
    return Optional.of(new Refusal(broken.matches() ? broken.group(1) : null, sentence));
  }
}
