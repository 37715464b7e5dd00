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
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows of one import into the table of its target, and out of it again, within a transaction
 * of somebody else. What it needs besides does not grow with the number of rows. Not thread-safe.
 */
public final class TargetRows {

  /** The names of temporary tables. */
  private static final String COMING = "importer_coming_rows";

  private static final String GIVEN = "importer_given_rows";
  private static final String FORMER = "importer_former_rows";
  private static final String KEPT = "importer_kept_rows";
  private static final String OTHERS = "importer_other_rows";

  private final Connection connection;
  private final BoundTarget target;
  private final String kept;
  private final long importId;
  private final Instant now;
  private final LongConsumer passed;
  private final Savepoints savepoints;

  private TargetRows(
      Connection connection,
      BoundTarget target,
      String kept,
      long importId,
      Instant now,
      LongConsumer passed) {
    this.connection = connection;
    this.target = target;
    this.kept = kept;
    this.importId = importId;
    this.now = now;
    this.passed = passed;
    this.savepoints = new Savepoints(connection, target.dialect());
  }

  /**
   * Rows of an import.
   *
   * @param connection in a transaction
   * @param kept the name of our own table of what is kept
   * @param now the time that rows get
   * @param passed is told how many rows more were read
   */
  public static TargetRows of(
      Connection connection,
      BoundTarget target,
      String kept,
      long importId,
      Instant now,
      LongConsumer passed) {
    return new TargetRows(connection, target, kept, importId, now, passed);
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
    return new TargetRows(connection, target, KEPT, 0, now, passed -> {});
  }

  private ComingRows open(String name, TargetRefusals refusals) throws SQLException {
    return ComingRows.open(
        connection,
        target,
        refusals,
        new TargetStatements(target, name, kept),
        passed,
        target.ofAll().stream().map(this::valueOf).toList());
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
   * @param given the rows, in their order
   * @param last the number of the last one
   */
  public TargetDifferences rehearse(Iterator<GivenRow> given, long last, TargetRefusals refusals)
      throws SQLException {
    target.dialect().prepare(connection);
    long[] refused = {0};
    TargetRefusals counted =
        error -> {
          refused[0]++;
          refusals.refuse(error);
        };
    try (ComingRows rows = open(COMING, counted)) {
      rows.execute(
          "CREATE TEMP TABLE " + GIVEN + " (n INTEGER PRIMARY KEY, line bigint, data text)");
      target.dialect().give(connection, GIVEN, given);
      rows.fill(
          new RowSource(
              "SELECT g.n, g.line, g.data FROM " + GIVEN + " g WHERE g.n > ? AND g.n <= ?",
              List.of()),
          last);
      rows.end();
      write(rows, last, true);
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

  private void write(ComingRows rows, long last, boolean keepsValues) throws SQLException {
    refuseWithoutKey(rows);
    try (Writing writing = new Writing(rows, keepsValues)) {
      boolean mayBeNew = mayAllBeNew(rows);
      if (mayBeNew && writing.addAll(last)) {
        return;
      }
      long refused = refuseRepeated(rows) + refuseThere(rows);
      writing.run(last, mayBeNew && refused == 0);
    }
    refuseMissing(rows);
  }

  /**
   * Whether it may be that all rows are new. To add them all then shows whether it is so, and
   * whether each has a key of its own, which costs less than to look for keys that repeat.
   */
  private boolean mayAllBeNew(ComingRows rows) throws SQLException {
    Target.Mode mode = target.target().mode();
    if (mode == Target.Mode.UPDATE || target.key().isEmpty()) {
      return mode != Target.Mode.UPDATE;
    }
    return target.isPlain()
        && (mode == Target.Mode.INSERT || rows.find(rows.statements().anyMatched()).isEmpty());
  }

  private void refuseWithoutKey(ComingRows rows) throws SQLException {
    if (!target.key().isEmpty()) {
      long unused =
          rows.refuseAll(
              rows.statements().withoutKey(),
              "key",
              found ->
                  "has no value, but the table '"
                      + target.target().table()
                      + "' finds its rows by it");
    }
  }

  /** Refuses rows whose key an earlier one has; says how many. */
  private long refuseRepeated(ComingRows rows) throws SQLException {
    return target.key().isEmpty()
        ? 0
        : rows.refuseAll(rows.statements().repeated(), "key", found -> repeated(found.other()));
  }

  /** Refuses rows that the table has, where only new ones are wanted; says how many. */
  private long refuseThere(ComingRows rows) throws SQLException {
    return target.target().mode() == Target.Mode.REFUSE
        ? rows.refuseAll(
            rows.statements().matched(),
            "exists",
            found -> "is in the table '" + target.target().table() + "' already")
        : 0;
  }

  /** Refuses rows that were not found in the table, where no new ones are wanted. */
  private void refuseMissing(ComingRows rows) throws SQLException {
    if (target.target().mode() == Target.Mode.UPDATE) {
      long unused =
          rows.refuseAll(
              rows.statements().unkept(),
              "missing",
              found -> "is not in the table '" + target.target().table() + "'",
              importId);
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
    private final @Nullable PreparedStatement insertAll;
    private final @Nullable PreparedStatement insertNew;

    /** Rows that the table refuses so far; what they refer to may come later. */
    private final BitSet refused = new BitSet();

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
      boolean adds = mode != Target.Mode.UPDATE;
      this.insertAll = adds ? rows.prepare(statements.insertAll()) : null;
      this.insertNew = adds && looks ? rows.prepare(statements.insertNew()) : null;
    }

    /** Adds all rows as new ones if the table takes them; says whether it has. */
    boolean addAll(long last) throws SQLException {
      return savepoints.attempt(() -> add(0, last)).isEmpty();
    }

    /**
     * Writes all rows that the table takes, and refuses the others.
     *
     * @param isTried whether it is known that the table does not take all of them
     */
    void run(long last, boolean isTried) throws SQLException {
      if (isTried) {
        halve(0, last);
      } else {
        write(0, last);
      }
      int before = refused.cardinality() + 1;
      while (!refused.isEmpty() && refused.cardinality() < before) {
        before = refused.cardinality();
        for (int row = refused.nextSetBit(0); row >= 0; row = refused.nextSetBit(row + 1)) {
          if (attempt(row - 1, row).isEmpty()) {
            refused.clear(row);
          }
        }
      }
      for (int row = refused.nextSetBit(0); row >= 0; row = refused.nextSetBit(row + 1)) {
        Optional<Refusal> refusal = attempt(row - 1, row);
        if (refusal.isPresent()) {
          rows.refuse(row, refusal.get());
        }
      }
    }

    private void write(long after, long last) throws SQLException {
      if (after < last && attempt(after, last).isPresent()) {
        halve(after, last);
      }
    }

    private void halve(long after, long last) throws SQLException {
      if (last - after > 1) {
        long middle = after + (last - after) / 2;
        write(after, middle);
        write(middle, last);
      } else {
        refused.set(Math.toIntExact(last));
      }
    }

    private Optional<Refusal> attempt(long after, long last) throws SQLException {
      return savepoints.attempt(
          () -> {
            boolean hasSome = keep != null && write(keep, after, last) > 0;
            if (update != null && hasSome) {
              long unused = write(update, after, last);
            }
            if (insertNew != null && hasSome) {
              long unused = write(insertNew, after, last);
            } else {
              add(after, last);
            }
          });
    }

    private void add(long after, long last) throws SQLException {
      if (insertAll != null) {
        bindRange(insertAll, 1, after, last);
        insertAll.executeUpdate();
      }
    }

    private long write(PreparedStatement statement, long after, long last) throws SQLException {
      statement.setLong(1, importId);
      bindRange(statement, 2, after, last);
      return statement.executeLargeUpdate();
    }

    @Override
    public void close() throws SQLException {
      for (PreparedStatement each : new PreparedStatement[] {keep, update, insertAll, insertNew}) {
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
      rows.lock();
      LeftAlone leftAlone = new LeftAlone();
      rows.forEach(rows.statements().changedSince(), found -> leftAlone.add(found.row()), importId);
      try (TakingBack taking = new TakingBack(rows);
          PreparedStatement forget = rows.prepare(rows.statements().forgetAll())) {
        taking.run(last);
        taking.stuck.stream().forEach(leftAlone::add);
        forget.setLong(1, importId);
        forget.executeUpdate();
        return new UndoResult(
            importId, taking.removed, taking.restored, leftAlone.count, leftAlone.first());
      }
    }
  }

  /** Counts rows that were left as they are. */
  private static final class LeftAlone {
    private final List<Long> rows = new ArrayList<>();
    private long count;

    void add(long row) {
      count++;
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

  /** Takes rows out of the table, or gives them the values of before, in whatever order it lets. */
  private final class TakingBack implements AutoCloseable {

    private final ComingRows rows;
    private final PreparedStatement delete;
    private final @Nullable PreparedStatement restore;

    /** Rows for which something is in the way. */
    private final BitSet stuck = new BitSet();

    private long removed;
    private long restored;

    TakingBack(ComingRows rows) throws SQLException {
      this.rows = rows;
      this.delete = rows.prepare(rows.statements().delete());
      delete.setLong(1, importId);
      this.restore = target.updated().isEmpty() ? null : rows.prepare(rows.statements().restore());
      if (restore != null) {
        restore.setLong(1, importId);
      }
    }

    void run(long last) throws SQLException {
      takeBack(0, last);
      addReferredTo();
      long before = -1;
      while (!stuck.isEmpty() && removed + restored > before) {
        before = removed + restored;
        for (int row = stuck.nextSetBit(0); row >= 0; row = stuck.nextSetBit(row + 1)) {
          long done = removed + restored;
          takeBack(row - 1, row);
          if (removed + restored > done) {
            stuck.clear(row);
          }
        }
      }
    }

    private void takeBack(long after, long last) throws SQLException {
      if (restore != null) {
        restored += tryAll(restore, 2, after, last, stuck);
      }
      removed += tryAll(delete, 2, after, last, stuck);
    }

    @Override
    public void close() throws SQLException {
      delete.close();
      if (restore != null) {
        restore.close();
      }
    }

    /** Rows that nobody has changed, but that something refers to which would go with them. */
    private void addReferredTo() throws SQLException {
      if (!target.references().isEmpty()) {
        rows.forEach(
            rows.statements().remainingUnchanged(),
            found -> stuck.set(Math.toIntExact(found.row())),
            importId);
      }
    }
  }

  /**
   * Runs a statement for all rows between two, and leaves those alone that it cannot be done for.
   *
   * @param parameter the first of the two parameters for these rows
   * @return how many rows it has changed
   */
  private long tryAll(
      PreparedStatement update, int parameter, long after, long last, BitSet refused)
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
      refused.set(Math.toIntExact(last));
      return 0;
    }
    long middle = after + (last - after) / 2;
    return tryAll(update, parameter, after, middle, refused)
        + tryAll(update, parameter, middle, last, refused);
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
      before.lock();
      List<Found> changed = before.find(before.statements().changedSince() + " LIMIT 1", importId);
      if (!changed.isEmpty()) {
        return Optional.of(changed.get(0).row());
      }
      refuseWithoutKey(after);
      long unused = refuseRepeated(after);
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
      ComingRows.bind(query, 0, source, 0, last);
      try (ResultSet found = query.executeQuery()) {
        long row = found.next() ? found.getLong(1) : 0;
        return row == 0 ? Optional.empty() : Optional.of(row);
      }
    }
  }

  /**
   * Rows that the import has added get their new values where they are, if nobody has their key.
   */
  private void rewrite(ComingRows before, ComingRows after, long last) throws SQLException {
    BitSet inPlace = new BitSet();
    after.forEach(
        after.statements().inPlace(FORMER),
        found -> inPlace.set(Math.toIntExact(found.row())),
        importId);
    if (inPlace.isEmpty()) {
      return;
    }
    BitSet refused = new BitSet();
    try (PreparedStatement rewrite = after.prepare(after.statements().rewrite(FORMER))) {
      rewrite.setLong(1, importId);
      long unused = tryAll(rewrite, 2, 0, last, refused);
    }
    inPlace.andNot(refused);
    before.remove(inPlace);
    after.remove(inPlace);
  }

  /** Takes rows out; gives the number of one that something refers to. */
  private Optional<Long> takeOut(ComingRows before, long last) throws SQLException {
    try (TakingBack taking = new TakingBack(before);
        PreparedStatement forget = before.prepare(before.statements().forget())) {
      taking.run(last);
      if (!taking.stuck.isEmpty()) {
        return Optional.of((long) taking.stuck.nextSetBit(0));
      }
      forget.setLong(1, importId);
      forget.executeUpdate();
      return Optional.empty();
    }
  }

  /** Refuses rows whose key another row of the import has brought into the table. */
  private void refuseTaken(ComingRows after, RowSource others, long last) throws SQLException {
    if (after.find(after.statements().matched() + " LIMIT 1").isEmpty()) {
      return;
    }
    try (ComingRows rest = open(OTHERS, error -> {})) {
      rest.fill(others, last);
      rest.end();
      long unused =
          after.refuseAll(
              after.statements().taken(OTHERS), "key", found -> repeated(found.other()));
    }
  }
}
