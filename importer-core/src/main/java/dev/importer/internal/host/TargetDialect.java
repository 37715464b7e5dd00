package dev.importer.internal.host;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What databases say differently about rows that go into tables of the application. */
sealed interface TargetDialect permits SqliteDialect, PostgresDialect {

  /** That of the database behind a connection. */
  static TargetDialect of(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("SQLite")
        ? new SqliteDialect()
        : new PostgresDialect();
  }

  /** A name as it stands in statements. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Describes a table; one without columns if there is none. */
  HostTable describe(Connection connection, @Nullable String schema, String table)
      throws SQLException;

  /** Why a field of this name cannot be read by statements; null if it can. */
  @Nullable String faultOfField(String name);

  /** To be run before rows are written: all constraints are checked with each statement. */
  void prepare(Connection connection) throws SQLException;

  /** Makes a temporary table with the columns {@code #n}, {@code #line} and those of the target. */
  String create(String name, String table, List<TargetColumn> columns);

  /** To be run once a temporary table is filled, so that statements find their way in it. */
  List<String> filled(String name);

  /** Brings rows that are given into a table with n, line and data. */
  void give(Connection connection, String table, Iterator<GivenRow> rows) throws SQLException;

  /** Rows with n, line and data, called s, and what their members are read from. */
  String from(String rows, List<TargetColumn> columns);

  /** The value of a column in such a row. */
  String value(TargetColumn column);

  /** The keys of the table, called t, and of a row that comes are equal in this column. */
  String equalKeys(String there, String here, TargetColumn column);

  /** An expression in a form in which it can be compared, to the letter. */
  String comparable(String expression, TargetColumn column);

  /** Values of the table, called t, as one JSON array. */
  String kept(List<TargetColumn> columns);

  /** One of the values of such an array, called l.before, as its column takes it. */
  String restored(int index, TargetColumn column);

  /** A value of a column as text. */
  String text(String expression);

  /** A parameter for the value of a column. */
  String parameter(TargetColumn column);

  /** Sets such a parameter. */
  void bind(PreparedStatement statement, int parameter, Object value) throws SQLException;

  /** Keeps others from changing rows of the table, called t, that a statement reads. */
  String lockingRows();

  /** Why the table refuses rows; empty if something else has failed. */
  Optional<Refusal> refusal(SQLException failure);
}
