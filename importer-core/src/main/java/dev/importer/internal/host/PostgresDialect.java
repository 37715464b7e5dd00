package dev.importer.internal.host;

import dev.importer.internal.copy.BinaryCopy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL. */
final class PostgresDialect implements TargetDialect {

  private static final String COLUMNS =
      """
      SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type, t.typcategory, b.typname,
          a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS required,
          a.attgenerated <> '' OR a.attidentity = 'a' AS computed
      FROM pg_attribute a
          JOIN pg_type t ON t.oid = a.atttypid
          JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
      WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  private static final String KEYS =
      """
      SELECT i.indexrelid::bigint AS index_id, a.attname
      FROM pg_index i
          CROSS JOIN LATERAL unnest(string_to_array(i.indkey::text, ' ')::int[])
              WITH ORDINALITY AS k (attnum, place)
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indrelid = to_regclass(?) AND i.indisunique AND i.indisvalid AND i.indimmediate
        AND i.indpred IS NULL AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
      """;

  private static final String REFERENCES =
      """
      SELECT c.oid::bigint AS id, c.conrelid::regclass::text AS other, s.attname AS source,
          t.attname AS target
      FROM pg_constraint c
          CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (source, target)
          JOIN pg_attribute s ON s.attrelid = c.conrelid AND s.attnum = k.source
          JOIN pg_attribute t ON t.attrelid = c.confrelid AND t.attnum = k.target
      WHERE c.contype = 'f' AND c.confrelid = to_regclass(?) AND c.confdeltype IN ('c', 'n', 'd')
      """;

  /**
   * Keys of a collation that takes different texts for equal may be unique by another one, and
   * those of tables that inherit are in none of the table itself.
   */
  private static final String PLAIN =
      """
      SELECT c.relkind = 'r' AND NOT c.relhasrules AND NOT c.relhassubclass
        AND NOT EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal)
        AND NOT EXISTS (SELECT 1 FROM pg_attribute a JOIN pg_collation k ON k.oid = a.attcollation
          WHERE a.attrelid = c.oid AND NOT k.collisdeterministic)
      FROM pg_class c WHERE c.oid = to_regclass(?)
      """;

  private static final int LONGEST_NAME_BYTES = 63;

  /** Lost connections, locks, rights, faults of statements and of the server: not of a row. */
  private static final Set<String> NOT_OF_A_ROW =
      Set.of("08", "0A", "25", "26", "28", "40", "42", "53", "54", "55", "57", "58", "XX");

  /** Values that do not fit a type. */
  private static final String DATA = "22";

  private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"");

  private static final Pattern CONSTRAINT = Pattern.compile("(?:constraint|column) \"([^\"]+)\"");

  @Override
  public HostTable describe(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    String name =
        (schema == null ? "" : TargetDialect.quoted(schema) + ".") + TargetDialect.quoted(table);
    Map<String, HostColumn> columns = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, name);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          columns.put(
              found.getString("attname"),
              new HostColumn(
                  found.getString("attname"),
                  found.getString("type"),
                  kindOf(found.getString("typcategory"), found.getString("typname")),
                  found.getBoolean("required"),
                  found.getBoolean("computed")));
        }
      }
    }
    Map<Long, Map<String, String>> keys = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(KEYS)) {
      query.setString(1, name);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          keys.computeIfAbsent(found.getLong("index_id"), id -> new HashMap<>())
              .put(found.getString("attname"), "");
        }
      }
    }
    return new HostTable(
        columns,
        new ArrayList<>(keys.values()),
        references(connection, name),
        isPlain(connection, name));
  }

  private static boolean isPlain(Connection connection, String table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(PLAIN)) {
      query.setString(1, table);
      try (ResultSet found = query.executeQuery()) {
        return found.next() && found.getBoolean(1);
      }
    }
  }

  private static List<HostTable.Reference> references(Connection connection, String table)
      throws SQLException {
    Map<Long, HostTable.Reference> references = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(REFERENCES)) {
      query.setString(1, table);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          String other = found.getString("other");
          references
              .computeIfAbsent(
                  found.getLong("id"), id -> new HostTable.Reference(other, new LinkedHashMap<>()))
              .columns()
              .put(found.getString("source"), found.getString("target"));
        }
      }
    }
    return List.copyOf(references.values());
  }

  /**
   * What a type holds.
   *
   * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-type.html">the categories</a>
   */
  private static ColumnKind kindOf(String category, String type) {
    return switch (type) {
      case "int2", "int4", "int8" -> ColumnKind.STRICT_INTEGER;
      case "json", "jsonb" -> ColumnKind.JSON;
      case "bytea" -> ColumnKind.BYTES;
      case "time", "timetz" -> ColumnKind.TIME;
      default ->
          switch (category) {
            case "S" -> ColumnKind.TEXT;
            case "N" -> ColumnKind.STRICT_NUMBER;
            case "B" -> ColumnKind.BOOLEAN;
            case "D" -> ColumnKind.DATE;
            case "T" -> ColumnKind.INTERVAL;
            case "A" -> ColumnKind.ARRAY;
            default -> ColumnKind.OTHER;
          };
    };
  }

  @Override
  public @Nullable String faultOfField(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES
        ? "PostgreSQL cannot read a field whose name has more than 63 bytes"
        : null;
  }

  @Override
  public void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
    }
  }

  @Override
  public String create(String name, String table, List<TargetColumn> columns) {
    return "CREATE TEMP TABLE "
        + name
        + " ON COMMIT DROP AS SELECT 0::bigint AS \"#n\", 0::bigint AS \"#line\""
        + columns.stream()
            .map(column -> ", t." + TargetDialect.quoted(column.name()))
            .collect(Collectors.joining())
        + " FROM "
        + table
        + " t WITH NO DATA";
  }

  @Override
  public List<String> filled(String name) {
    return List.of("ALTER TABLE " + name + " ADD PRIMARY KEY (\"#n\")", "ANALYZE " + name);
  }

  @Override
  public void give(Connection connection, String table, Iterator<GivenRow> rows)
      throws SQLException {
    try (BinaryCopy copy = BinaryCopy.into(connection, table, "n", "line", "data")) {
      while (rows.hasNext()) {
        GivenRow row = rows.next();
        copy.beginRow();
        copy.put((int) row.number());
        copy.put(row.line());
        copy.put(row.data());
      }
      copy.end();
    }
  }

  @Override
  public String from(String rows, List<TargetColumn> columns) {
    return "("
        + rows
        + ") s CROSS JOIN LATERAL json_to_record(CAST(s.data AS json)) AS x("
        + columns.stream()
            .filter(TargetColumn::isOfRow)
            // A field may fill several columns, of several types.
            .map(column -> field(column) + " " + column.host().type())
            .distinct()
            .collect(Collectors.joining(", "))
        + ")";
  }

  private static String field(TargetColumn column) {
    return TargetDialect.quoted(Objects.requireNonNull(column.field()));
  }

  @Override
  public String value(TargetColumn column) {
    return "x." + field(column);
  }

  @Override
  public String equalKeys(String there, String here, TargetColumn column) {
    return there + " = " + here;
  }

  @Override
  public String comparable(String expression, TargetColumn column) {
    return switch (column.host().kind()) {
      case TEXT -> expression + "::text COLLATE \"C\"";
      // Some have no equality, and some are equal that say different things.
      case JSON, ARRAY, INTERVAL, OTHER -> expression + "::text";
      default -> expression;
    };
  }

  @Override
  public String kept(List<TargetColumn> columns) {
    return "json_build_array("
        + columns.stream()
            .map(column -> "t." + TargetDialect.quoted(column.name()) + "::text")
            .collect(Collectors.joining(", "))
        + ")::text";
  }

  @Override
  public String restored(int index, TargetColumn column) {
    return "CAST(CAST(l.before AS json) ->> " + index + " AS " + column.host().type() + ")";
  }

  @Override
  public String text(String expression) {
    return "CAST(" + expression + " AS text)";
  }

  @Override
  public String parameter(TargetColumn column) {
    return "CAST(? AS " + column.host().type() + ")";
  }

  @Override
  public void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
    statement.setString(parameter, value.toString());
  }

  @Override
  public String lockingRows() {
    return " FOR UPDATE OF t";
  }

  @Override
  public Optional<Refusal> refusal(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.length() != 5 || NOT_OF_A_ROW.contains(state.substring(0, 2))) {
      return Optional.empty();
    }
    String sentence =
        String.valueOf(failure.getMessage())
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst("^[A-Z]+: +", "");
    if (state.startsWith(DATA)) {
      sentence = VALUE.matcher(sentence).replaceAll("the value");
    }
    Matcher constraint = CONSTRAINT.matcher(sentence);
    return Optional.of(new Refusal(constraint.find() ? constraint.group(1) : null, sentence));
  }
}
