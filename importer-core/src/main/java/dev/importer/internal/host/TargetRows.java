package dev.importer.internal.host;

import dev.importer.internal.host.ComingRows.Found;
import dev.importer.job.Target;
import dev.importer.results.TargetDifferences;
import dev.importer.results.TargetDifferences.ColumnValue;
import dev.importer.results.TargetDifferences.Kind;
import dev.importer.results.TargetDifferences.RowDifference;
import dev.importer.results.TargetResult;
import dev.importer.results.UndoResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows of one import into the table of its target, and out of it again, within a transaction
 * of somebody else. What it needs besides does not grow with the number of rows. Not thread-safe.
 */
public final class TargetRows {

  /** The names of temporary tables. */
  private static final String COMING = "importer_coming_rows";

  private static final String FORMER = "importer_former_rows";
  private static final String KEPT = "importer_kept_rows";
  private static final String OTHERS = "importer_other_rows";

  /** So many rows that the table refuses are tried once more: what they refer to may come later. */
  private static final int MOST_TRIED_AGAIN = 10_000;

  private final Connection connection;
  private final BoundTarget target;
  private final String kept;
  private final long importId;
  private final Instant now;
  private final Savepoints savepoints;

  private TargetRows(
      Connection connection, BoundTarget target, String kept, long importId, Instant now) {
    this.connection = connection;
    this.target = target;
    this.kept = kept;
    this.importId = importId;
    this.now = now;
    this.savepoints = new Savepoints(connection, target.dialect());
  }

  /**
   * Rows of an import.
   *
   * @param connection in a transaction
   * @param kept the name of our own table of what is kept
   * @param now the time that rows get
   */
  public static TargetRows of(
      Connection connection, BoundTarget target, String kept, long importId, Instant now) {
    return new TargetRows(connection, target, kept, importId, now);
  }

  /**
   * Rows that are of no import yet.
   *
   * @param connection in a transaction that is taken back
   * @param now the time that rows get
   */
  public static TargetRows rehearsed(Connection connection, BoundTarget target, Instant now)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE "
              + KEPT
              + " (import_id bigint, row_number bigint, action text, before text,"
              + " PRIMARY KEY (import_id, row_number))");
    }
    return new TargetRows(connection, target, KEPT, 0, now);
  }

  private ComingRows open(String name, TargetRefusals refusals) throws SQLException {
    return ComingRows.open(connection, target, refusals, new TargetStatements(target, name, kept));
  }

  /**
   * Brings rows into the table.
   *
   * @param last the number of the last row
   * @return what has become of them
   */
  public TargetResult apply(RowSource source, long last, TargetRefusals refusals)
      throws SQLException {
    target.dialect().prepare(connection);
    try (ComingRows rows = open(COMING, refusals)) {
      rows.fill(source, last);
      rows.end();
      write(rows, last, target.target().isUndoable());
      return result(rows.count());
    }
  }

  /**
   * Finds out what rows would become.
   *
   * @param portions the rows, some at a time, each with the number of its last one
   */
  public TargetDifferences rehearse(Iterable<Given> portions, TargetRefusals refusals)
      throws SQLException {
    target.dialect().prepare(connection);
    long[] refused = {0};
    TargetRefusals counted =
        error -> {
          refused[0]++;
          refusals.refuse(error);
        };
    try (ComingRows rows = open(COMING, counted)) {
      long after = 0;
      for (Given each : portions) {
        rows.fill(each.source(target.dialect()), after, each.last());
        after = each.last();
      }
      rows.end();
      write(rows, after, true);
      TargetResult result = result(rows.count());
      List<RowDifference> differences = new ArrayList<>();
      differences.addAll(first(rows, Kind.INSERTED));
      differences.addAll(first(rows, Kind.UPDATED));
      return new TargetDifferences(
          target.name(),
          target.target().table(),
          result.inserted(),
          result.updated(),
          result.unchanged(),
          result.skipped(),
          refused[0],
          differences);
    }
  }

  /**
   * Rows that are given.
   *
   * @param json an array of objects with n, line and data
   * @param last the number of the last one
   */
  public record Given(String json, long last) {

    RowSource source(TargetDialect dialect) {
      return new RowSource(
          "SELECT g.n, g.line, g.data FROM (" + dialect.given() + ") g WHERE g.n > ? AND g.n <= ?",
          List.of(json));
    }
  }

  private void write(ComingRows rows, long last, boolean keepsValues) throws SQLException {
    String table = target.target().table();
    TargetStatements statements = rows.statements();
    if (!target.key().isEmpty()) {
      rows.refuseAll(
          statements.withoutKey(),
          "key",
          found -> "has no value, but the table '" + table + "' finds its rows by it");
      rows.refuseAll(statements.repeated(), "key", found -> repeated(found.other()));
    }
    if (target.target().mode() == Target.Mode.REFUSE) {
      rows.refuseAll(
          statements.matched(), "exists", found -> "is in the table '" + table + "' already");
    }
    if (target.target().mode() == Target.Mode.UPDATE) {
      rows.refuseAll(
          statements.unmatched(), "missing", found -> "is not in the table '" + table + "'");
    }
    try (Writing writing = new Writing(rows, keepsValues)) {
      writing.run(last);
    }
  }

  private String repeated(long other) {
    return "the table '"
        + target.target().table()
        + "' finds its rows by it, and row "
        + other
        + " has the same";
  }

  /** Writes rows, and finds those that the table refuses by trying ever fewer of them. */
  private final class Writing implements AutoCloseable {

    private final ComingRows rows;
    private final @Nullable PreparedStatement keep;
    private final @Nullable PreparedStatement update;
    private final @Nullable PreparedStatement insert;
    private final List<Long> refused = new ArrayList<>();

    Writing(ComingRows rows, boolean keepsValues) throws SQLException {
      this.rows = rows;
      Target.Mode mode = target.target().mode();
      boolean looks =
          mode == Target.Mode.UPSERT || mode == Target.Mode.UPDATE || mode == Target.Mode.SKIP;
      TargetStatements statements = rows.statements();
      this.keep = looks ? rows.prepare(statements.keep(keepsValues)) : null;
      this.update =
          looks && mode != Target.Mode.SKIP && !target.updated().isEmpty()
              ? rows.prepare(statements.update())
              : null;
      this.insert = mode == Target.Mode.UPDATE ? null : rows.prepare(statements.insert());
    }

    void run(long last) throws SQLException {
      write(0, last);
      boolean progress = true;
      while (progress && !refused.isEmpty()) {
        List<Long> again = List.copyOf(refused);
        refused.clear();
        for (long row : again) {
          if (attempt(row - 1, row).isPresent()) {
            refused.add(row);
          }
        }
        progress = refused.size() < again.size();
      }
      for (long row : refused) {
        Optional<Refusal> refusal = attempt(row - 1, row);
        if (refusal.isPresent()) {
          rows.refuse(row, refusal.get());
        }
      }
    }

    private void write(long after, long last) throws SQLException {
      Optional<Refusal> refusal = after < last ? attempt(after, last) : Optional.empty();
      if (refusal.isEmpty()) {
        return;
      }
      if (last - after > 1) {
        long middle = after + (last - after) / 2;
        write(after, middle);
        write(middle, last);
      } else if (refused.size() < MOST_TRIED_AGAIN) {
        refused.add(last);
      } else {
        rows.refuse(last, refusal.get());
      }
    }

    private Optional<Refusal> attempt(long after, long last) throws SQLException {
      return savepoints.attempt(
          () -> {
            if (keep != null) {
              keep.setLong(1, importId);
              bindRange(keep, 2, after, last);
              keep.executeUpdate();
            }
            if (update != null) {
              int parameter = bindAll(update, target.updated());
              update.setLong(parameter, importId);
              bindRange(update, parameter + 1, after, last);
              update.executeUpdate();
            }
            if (insert != null) {
              int parameter = bindAll(insert, target.columns());
              insert.setLong(parameter, importId);
              bindRange(insert, parameter + 1, after, last);
              insert.executeUpdate();
            }
          });
    }

    @Override
    public void close() throws SQLException {
      for (PreparedStatement each : new PreparedStatement[] {keep, update, insert}) {
        if (each != null) {
          each.close();
        }
      }
    }
  }

  private static void bindRange(PreparedStatement statement, int parameter, long after, long last)
      throws SQLException {
    statement.setLong(parameter, after);
    statement.setLong(parameter + 1, last);
  }

  /** Sets what is the same for all rows; gives the number of the next parameter. */
  private int bindAll(PreparedStatement statement, List<TargetColumn> columns) throws SQLException {
    int parameter = 0;
    for (TargetColumn column : columns) {
      if (!column.isOfRow()) {
        target.dialect().bind(statement, ++parameter, valueOf(column));
      }
    }
    return parameter + 1;
  }

  private Object valueOf(TargetColumn column) {
    if (column.feed() instanceof TargetColumn.Feed.Constant constant) {
      return constant.value();
    }
    return column.feed() instanceof TargetColumn.Feed.ImportId ? importId : now;
  }

  private TargetResult result(long rows) throws SQLException {
    Map<String, Long> counts = counts();
    long found = counts.values().stream().mapToLong(Long::longValue).sum();
    return result(counts, rows - found);
  }

  /**
   * What has become of all rows of the import that are in the table now.
   *
   * @param valid how many valid rows it has
   */
  public TargetResult current(long valid) throws SQLException {
    return result(valid);
  }

  private TargetResult result(Map<String, Long> counts, long inserted) {
    return new TargetResult(
        target.name(),
        target.target().table(),
        inserted,
        counts.getOrDefault("updated", 0L),
        counts.getOrDefault("unchanged", 0L),
        counts.getOrDefault("skipped", 0L),
        null);
  }

  private Map<String, Long> counts() throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    String statement = new TargetStatements(target, COMING, kept).counts();
    try (PreparedStatement query = connection.prepareStatement(statement)) {
      query.setLong(1, importId);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          counts.put(found.getString(1), found.getLong(2));
        }
      }
    }
    return counts;
  }

  private List<RowDifference> first(ComingRows rows, Kind kind) throws SQLException {
    List<RowDifference> differences = new ArrayList<>();
    boolean updated = kind == Kind.UPDATED;
    try (PreparedStatement query = rows.prepare(rows.statements().firstOf(updated))) {
      query.setLong(1, importId);
      query.setInt(2, TargetDifferences.MOST_ROWS);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          differences.add(difference(found, kind));
        }
      }
    }
    return differences;
  }

  private RowDifference difference(ResultSet row, Kind kind) throws SQLException {
    List<ColumnValue> key = new ArrayList<>();
    List<ColumnValue> columns = new ArrayList<>();
    int place = 2;
    for (TargetColumn column : target.ofRows()) {
      String after = row.getString(++place);
      if (column.isKey()) {
        key.add(new ColumnValue(column.name(), kind == Kind.UPDATED ? after : null, after));
      } else if (kind == Kind.INSERTED) {
        columns.add(new ColumnValue(column.name(), null, after));
      } else if (column.isUpdated()) {
        String before =
            row.getString(3 + target.ofRows().size() + target.updated().indexOf(column));
        boolean isKeptOld = after == null && target.target().keepsOldWhereEmpty();
        if (!isKeptOld && !Objects.equals(before, after)) {
          columns.add(new ColumnValue(column.name(), before, after));
        }
      }
    }
    return new RowDifference(row.getLong(1), row.getLong(2), kind, key, columns);
  }

  /**
   * Takes all rows of the import out of the table again, or gives them the values of before, as far
   * as nobody has changed them since, and forgets what was kept of them.
   */
  public UndoResult takeBack(RowSource source, long last) throws SQLException {
    target.dialect().prepare(connection);
    try (ComingRows rows = open(COMING, error -> {})) {
      rows.fill(source, last);
      rows.end();
      LeftAlone leftAlone = new LeftAlone();
      rows.find(rows.statements().changedSince(), importId)
          .forEach(found -> leftAlone.add(found.row()));
      TakenBack taken = takeBack(rows, last, leftAlone);
      try (PreparedStatement forget = rows.prepare(rows.statements().forgetAll())) {
        forget.setLong(1, importId);
        forget.executeUpdate();
      }
      return new UndoResult(
          importId, taken.removed(), taken.restored(), leftAlone.count, leftAlone.first());
    }
  }

  /** Counts rows that were left as they are. */
  private static final class LeftAlone {
    private final List<Long> rows = new ArrayList<>();
    private final LongConsumer reader;
    private long count;

    LeftAlone() {
      this(row -> {});
    }

    /** Also tells somebody of each. */
    LeftAlone(LongConsumer reader) {
      this.reader = reader;
    }

    void add(long row) {
      count++;
      reader.accept(row);
      rows.add(row);
      if (rows.size() > 2 * UndoResult.MOST_LEFT_ALONE) {
        rows.sort(null);
        rows.subList(UndoResult.MOST_LEFT_ALONE, rows.size()).clear();
      }
    }

    List<Long> first() {
      return rows.stream().sorted().limit(UndoResult.MOST_LEFT_ALONE).toList();
    }
  }

  private record TakenBack(long removed, long restored) {}

  private TakenBack takeBack(ComingRows rows, long last, LeftAlone leftAlone) throws SQLException {
    long restored =
        target.updated().isEmpty()
            ? 0
            : takeBack(rows, rows.statements().restore(), last, leftAlone);
    return new TakenBack(takeBack(rows, rows.statements().delete(), last, leftAlone), restored);
  }

  private long takeBack(ComingRows rows, String statement, long last, LeftAlone leftAlone)
      throws SQLException {
    try (PreparedStatement update = rows.prepare(statement)) {
      update.setLong(1, importId);
      return tryAll(update, 2, 0, last, leftAlone);
    }
  }

  /**
   * Runs a statement for all rows between two, and leaves those alone that it cannot be done for.
   *
   * @param parameter the first of the two parameters for these rows
   * @return how many rows it has changed
   */
  private long tryAll(
      PreparedStatement update, int parameter, long after, long last, LeftAlone leftAlone)
      throws SQLException {
    if (after >= last) {
      return 0;
    }
    long[] count = {0};
    Optional<Refusal> refusal =
        savepoints.attempt(
            () -> {
              bindRange(update, parameter, after, last);
              count[0] = update.executeLargeUpdate();
            });
    if (refusal.isEmpty()) {
      return count[0];
    }
    if (last - after == 1) {
      leftAlone.add(last);
      return 0;
    }
    long middle = after + (last - after) / 2;
    return tryAll(update, parameter, after, middle, leftAlone)
        + tryAll(update, parameter, middle, last, leftAlone);
  }

  /**
   * Brings rows that were changed into the table as they are now, and takes them out as they were.
   *
   * @param former the rows that were valid, as they were
   * @param current the rows that are valid now
   * @param others the other valid rows of the import
   * @param last the number of the last row of the import
   * @return the number of a row that somebody else has changed in the table, or that something
   *     refers to, so that nothing can be done; empty if all is well
   */
  public Optional<Long> change(
      RowSource former, RowSource current, RowSource others, long last, TargetRefusals refusals)
      throws SQLException {
    target.dialect().prepare(connection);
    if (!target.target().isUndoable()) {
      Optional<Long> gone = first(former, last);
      if (gone.isPresent()) {
        return gone;
      }
    }
    if (target.key().isEmpty()) {
      TargetResult unused = apply(current, last, refusals);
      return Optional.empty();
    }
    try (ComingRows before = open(FORMER, error -> {});
        ComingRows after = open(COMING, refusals)) {
      before.fill(former, last);
      before.end();
      after.fill(current, last);
      after.end();
      List<Found> changed = before.find(before.statements().changedSince(), importId);
      if (!changed.isEmpty()) {
        return Optional.of(changed.get(0).row());
      }
      rewrite(before, after, last);
      Optional<Long> stuck = takeOut(before, last);
      if (stuck.isEmpty()) {
        refuseTaken(after, others, last);
        write(after, last, target.target().isUndoable());
      }
      return stuck;
    }
  }

  private Optional<Long> first(RowSource source, long last) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT min(s.n) FROM (" + source.sql() + ") s")) {
      ComingRows.bind(query, source, 0, last);
      try (ResultSet found = query.executeQuery()) {
        long row = found.next() ? found.getLong(1) : 0;
        return row == 0 ? Optional.empty() : Optional.of(row);
      }
    }
  }

  /** Rows that the import has added, and whose key stays, get their new values where they are. */
  private void rewrite(ComingRows before, ComingRows after, long last) throws SQLException {
    Set<Long> inPlace = new LinkedHashSet<>();
    after
        .find(after.statements().inPlace(FORMER), importId)
        .forEach(found -> inPlace.add(found.row()));
    List<TargetColumn> others =
        target.columns().stream().filter(column -> !column.isKey()).toList();
    if (!inPlace.isEmpty() && !others.isEmpty()) {
      LeftAlone refused = new LeftAlone(inPlace::remove);
      try (PreparedStatement rewrite = after.prepare(after.statements().rewrite(FORMER))) {
        int parameter = bindAll(rewrite, others);
        rewrite.setLong(parameter, importId);
        tryAll(rewrite, parameter + 1, 0, last, refused);
      }
    }
    for (long row : inPlace) {
      before.remove(row);
      after.remove(row);
    }
  }

  /** Takes rows out; gives the number of one that something refers to. */
  private Optional<Long> takeOut(ComingRows before, long last) throws SQLException {
    LeftAlone leftAlone = new LeftAlone();
    takeBack(before, last, leftAlone);
    if (leftAlone.count > 0) {
      return Optional.of(leftAlone.first().get(0));
    }
    try (PreparedStatement forget = before.prepare(before.statements().forget())) {
      forget.setLong(1, importId);
      forget.executeUpdate();
    }
    return Optional.empty();
  }

  /** Refuses rows whose key another row of the import has brought into the table. */
  private void refuseTaken(ComingRows after, RowSource others, long last) throws SQLException {
    if (after.find(after.statements().matched() + " LIMIT 1").isEmpty()) {
      return;
    }
    try (ComingRows rest = open(OTHERS, error -> {})) {
      rest.fill(others, last);
      rest.end();
      after.refuseAll(after.statements().taken(OTHERS), "key", found -> repeated(found.other()));
    }
  }
}
