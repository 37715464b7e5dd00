package dev.importer.internal.host;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an import in a temporary table, with the columns and types of the table of the
 * application that they are for. Not thread-safe; whoever opens it closes it.
 */
final class ComingRows implements AutoCloseable {

  /** So many rows are put into it by one statement. */
  private static final long ROWS_AT_ONCE = 20_000;

  /** So many rows are refused at once by a rule for all of them. */
  private static final int FOUND_AT_ONCE = 50_000;

  private static final int FETCHED_ROWS = 1_000;

  private static final int REMOVED_AT_ONCE = 1_000;

  /**
   * A row that a statement has found.
   *
   * @param other the number of another row; 0 for none
   * @param key its key as far as it shows
   */
  record Found(long row, long line, long other, @Nullable String key) {}

  /** Says why a row is refused. */
  interface Reason {
    String of(Found found);
  }

  private final Connection connection;
  private final BoundTarget target;
  private final TargetRefusals refusals;
  private final TargetStatements statements;
  private final Savepoints savepoints;

  /** What columns hold that are the same in all rows. */
  private final List<Object> constants;

  /** Is told how many rows more were read. */
  private final LongConsumer passed;

  private ComingRows(
      Connection connection,
      BoundTarget target,
      TargetRefusals refusals,
      TargetStatements statements,
      LongConsumer passed,
      List<Object> constants) {
    this.constants = constants;
    this.passed = passed;
    this.connection = connection;
    this.target = target;
    this.refusals = refusals;
    this.statements = statements;
    this.savepoints = new Savepoints(connection, target.dialect());
  }

  /** An empty temporary table. */
  static ComingRows open(
      Connection connection,
      BoundTarget target,
      TargetRefusals refusals,
      TargetStatements statements,
      LongConsumer passed,
      List<Object> constants)
      throws SQLException {
    ComingRows rows = new ComingRows(connection, target, refusals, statements, passed, constants);
    rows.execute(statements.create());
    return rows;
  }

  TargetStatements statements() {
    return statements;
  }

  /** Fills it with the rows up to one; those whose values its columns do not take are refused. */
  void fill(RowSource source, long last) throws SQLException {
    for (long after = 0; after < last; after += ROWS_AT_ONCE) {
      long until = Math.min(last, after + ROWS_AT_ONCE);
      fill(source, after, until);
      passed.accept(until - after);
    }
  }

  private void fill(RowSource source, long after, long last) throws SQLException {
    Optional<Refusal> refusal =
        savepoints.attempt(
            () -> {
              try (PreparedStatement fill = prepare(statements.fill(source.sql()))) {
                int parameter = 0;
                for (Object value : constants) {
                  target.dialect().bind(fill, ++parameter, value);
                }
                bind(fill, parameter, source, after, last);
                fill.executeUpdate();
              }
            });
    if (refusal.isEmpty()) {
      return;
    }
    if (last - after > 1) {
      long middle = after + (last - after) / 2;
      fill(source, after, middle);
      fill(source, middle, last);
      return;
    }
    try (PreparedStatement query = prepare("SELECT s.n, s.line FROM (" + source.sql() + ") s")) {
      bind(query, 0, source, after, last);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          refusals.refuse(
              errorOf(new Found(found.getLong(1), found.getLong(2), 0, null), refusal.get()));
        }
      }
    }
  }

  /** Sets the parameters of a source, behind some others. */
  static void bind(PreparedStatement statement, int others, RowSource source, long after, long last)
      throws SQLException {
    int parameter = others;
    for (Object value : source.parameters()) {
      statement.setObject(++parameter, value);
    }
    statement.setLong(++parameter, source.base() + after);
    statement.setLong(++parameter, source.base() + last);
  }

  /** To be called once it is filled. */
  void end() throws SQLException {
    for (String statement : statements.filled()) {
      execute(statement);
    }
  }

  long count() throws SQLException {
    try (PreparedStatement query = prepare(statements.count());
        ResultSet found = query.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  /** Refuses all rows that a statement finds; parameters are numbers. Says how many there were. */
  long refuseAll(String statement, String rule, Reason reason, long... parameters)
      throws SQLException {
    long count = 0;
    List<Found> portion = find(statement + " LIMIT " + FOUND_AT_ONCE, parameters);
    while (!portion.isEmpty()) {
      BitSet rows = new BitSet();
      portion.forEach(each -> rows.set(Math.toIntExact(each.row())));
      remove(rows);
      for (Found each : portion) {
        refusals.refuse(
            new ImportError(
                ErrorCode.DB_CONSTRAINT,
                rule,
                target.key().get(0).field(),
                null,
                each.key(),
                reason.of(each),
                each.row(),
                each.line()));
      }
      count += portion.size();
      portion = find(statement + " LIMIT " + FOUND_AT_ONCE, parameters);
    }
    return count;
  }

  /** The rows that a statement finds; parameters are numbers. */
  List<Found> find(String statement, long... parameters) throws SQLException {
    List<Found> rows = new ArrayList<>();
    forEach(statement, rows::add, parameters);
    return rows;
  }

  /** Tells of each row that a statement finds. Nothing must be written meanwhile. */
  void forEach(String statement, Consumer<Found> reader, long... parameters) throws SQLException {
    try (PreparedStatement query = prepare(statement)) {
      query.setFetchSize(FETCHED_ROWS);
      for (int i = 0; i < parameters.length; i++) {
        query.setLong(i + 1, parameters[i]);
      }
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          reader.accept(
              new Found(found.getLong(1), found.getLong(2), found.getLong(3), found.getString(4)));
        }
      }
    }
  }

  /** Keeps others from changing the rows of the table that these will change. */
  void lock() throws SQLException {
    Optional<String> statement = statements.lock();
    if (statement.isPresent()) {
      execute(statement.get());
    }
  }

  /** Refuses a row that the table refuses. */
  void refuse(long row, Refusal refusal) throws SQLException {
    BitSet rows = new BitSet();
    rows.set(Math.toIntExact(row));
    for (Found each :
        find(
            "SELECT \"#n\", \"#line\", 0, NULL FROM " + statements.rows() + " WHERE \"#n\" = ?",
            row)) {
      remove(rows);
      refusals.refuse(errorOf(each, refusal));
    }
  }

  private ImportError errorOf(Found row, Refusal refusal) {
    return new ImportError(
        ErrorCode.DB_CONSTRAINT,
        refusal.constraint(),
        fieldOf(refusal.constraint()),
        null,
        null,
        "the table '" + target.target().table() + "' refuses the row: " + refusal.reason(),
        row.row(),
        row.line());
  }

  /** Some constraints are called like the only column that they are about. */
  private @Nullable String fieldOf(@Nullable String constraint) {
    return constraint == null
        ? null
        : target.ofRows().stream()
            .filter(
                column ->
                    constraint.equals(column.name())
                        || constraint.equals(target.target().table() + "." + column.name()))
            .map(TargetColumn::field)
            .findFirst()
            .orElse(null);
  }

  void remove(BitSet rows) throws SQLException {
    try (PreparedStatement remove = prepare(statements.remove())) {
      int waiting = 0;
      for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
        remove.setLong(1, row);
        remove.addBatch();
        if (++waiting == REMOVED_AT_ONCE) {
          remove.executeBatch();
          waiting = 0;
        }
      }
      remove.executeBatch();
    }
  }

  PreparedStatement prepare(String statement) throws SQLException {
    return connection.prepareStatement(statement);
  }

  void execute(String statement) throws SQLException {
    try (Statement each = connection.createStatement()) {
      each.execute(statement);
    }
  }

  @Override
  public void close() throws SQLException {
    execute(statements.drop());
  }
}
