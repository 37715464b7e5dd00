package dev.importer.internal.store;

import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Finds records in the order of their ids. Conditions on the data cannot use an index, so they look
 * at a bounded number of rows at a time and give up after a while with a short page whose cursor
 * goes on where the search stopped.
 */
final class RecordSearch {

  private static final String LIST = "records";

  /** A page of large records ends early at about this much text. */
  private static final long MAX_PAGE_CHARACTERS = 8L << 20;

  private static final int FIRST_WINDOW_ROWS = 1_000;
  private static final int LAST_WINDOW_ROWS = 20_000;
  private static final long PATIENCE_NANOS = Duration.ofMillis(500).toNanos();

  private static final String WHOLE = "SELECT r.*";

  private static final String LIVE =
      "i.deleted_at IS NULL AND i.status IN ('pending', 'processing', 'completed')";

  private final RecordQuery query;
  private final RecordFilter filter;
  private final Sql sql;
  private final String ofStatus;
  private final String index;

  /**
   * A search.
   *
   * @param names gives all names under which rows may have what a name of the query means
   * @param sql tells what the database can do
   */
  RecordSearch(RecordQuery query, Function<String, Set<String>> names, Sql sql) {
    this.query = query;
    this.filter = new RecordFilter(query, names);
    this.sql = sql;
    RecordStatus status = query.status();
    if (status == null && query.error() != null) {
      // No other row has an error, and these have an index.
      status = RecordStatus.FAILED;
    }
    this.ofStatus = statusCondition(status);
    this.index = status == RecordStatus.FAILED ? "<by_failed>" : "";
  }

  /**
   * Rows in their order.
   *
   * @param columns what of them
   * @param conditions further ones, on {@code r}
   * @param most how many are wanted
   */
  private String select(String columns, String conditions, long most) {
    String all = ofStatus + conditions;
    if (query.importId() != null) {
      return columns + ofOneImport(all) + " ORDER BY r.id";
    }
    return columns
        + (sql.joinsLaterally() ? ofEachImport(all, most) : ofAllImports(all))
        + " ORDER BY i.id, r.id";
  }

  private String ofOneImport(String conditions) {
    return String.format(
        Locale.ROOT,
        """

        FROM <p>records r %s
        WHERE r.id > :after AND r.id <= :last
          AND EXISTS (SELECT 1 FROM <p>imports i WHERE i.id = :importId AND %s)%s
        """,
        index,
        LIVE,
        conditions);
  }

  /** The imports lead, so that rows of deleted imports are jumped over and not looked at. */
  private String ofAllImports(String conditions) {
    return String.format(
        Locale.ROOT,
        """

        FROM <p>imports i
        CROSS JOIN <p>records r %s
        WHERE r.id > CASE WHEN i.id * 1000000000 > :after THEN i.id * 1000000000 ELSE :after END
          AND r.id <= i.id * 1000000000 + 999999999
          AND i.id >= :firstImport AND %s%s
        """,
        index,
        LIVE,
        conditions);
  }

  /**
   * The same where each import can be asked for as many rows as are wanted, in their order.
   * Otherwise all rows of an import would be sorted to find the first ones.
   */
  private String ofEachImport(String conditions, long most) {
    return String.format(
        Locale.ROOT,
        """

        FROM <p>imports i
        CROSS JOIN <lateral> (
            SELECT * FROM <p>records r
            WHERE r.id > CASE WHEN i.id * 1000000000 > :after THEN i.id * 1000000000 ELSE :after END
              AND r.id <= i.id * 1000000000 + 999999999%s
            ORDER BY r.id LIMIT %d) r
        WHERE i.id >= :firstImport AND %s
        """,
        conditions,
        most,
        LIVE);
  }

  /** A literal, because the index on failed rows is partial. */
  private static String statusCondition(@Nullable RecordStatus status) {
    if (status == null) {
      return "";
    }
    return switch (status) {
      case FAILED -> " AND r.status = 'failed'";
      // There is no third; for an equation SQLite might make an index of its own first.
      case VALID -> " AND r.status <> 'failed'";
    };
  }

  Page<StoredRecord> page(Handle handle) {
    PageRequest request = query.page();
    long after = Cursor.idOf(LIST, request.cursor(), 0);
    if (query.importId() != null) {
      after = Math.max(after, RecordIds.of(query.importId(), 0));
    }
    return filter.acceptsAll() ? plainPage(handle, after) : filteredPage(handle, after);
  }

  private Page<StoredRecord> plainPage(Handle handle, long after) {
    Query rows = bindPage(handle.createQuery(selectPage(WHOLE)), after);
    if (sql.answersInPortions()) {
      Query lengths =
          handle.createQuery(
              "SELECT coalesce(max(bytes), 0) FROM ("
                  + selectPage("SELECT " + sql.rowBytes() + " AS bytes")
                  + ") AS lengths");
      Portions.bound(rows, bindPage(lengths, after).mapTo(long.class).one());
    }
    Part found = read(rows, query.page().limit() + 1);
    return page(found.records(), found.cut());
  }

  private String selectPage(String columns) {
    PageRequest request = query.page();
    return select(columns, "", (long) request.offset() + request.limit() + 1)
        + " LIMIT :limit OFFSET :offset";
  }

  private Query bindPage(Query statement, long after) {
    return bindPlace(statement, after)
        .bind("limit", query.page().limit() + 1)
        .bind("offset", query.page().offset());
  }

  private Page<StoredRecord> filteredPage(Handle handle, long start) {
    PageRequest request = query.page();
    int wanted = request.limit() + 1;
    int toSkip = request.offset();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    List<StoredRecord> found = new ArrayList<>();
    long after = start;
    int rowsToLookAt = FIRST_WINDOW_ROWS;
    while (true) {
      Window window = windowAfter(handle, after, rowsToLookAt);
      Part part = matches(handle, after, window, toSkip + wanted - found.size());
      List<StoredRecord> matches = part.records();
      int skipped = Math.min(toSkip, matches.size());
      toSkip -= skipped;
      found.addAll(matches.subList(skipped, matches.size()));
      if (part.cut() && found.isEmpty()) {
        // All of the large rows were passed over by the offset.
        after = matches.get(matches.size() - 1).id();
        continue;
      }
      if (part.cut() || found.size() >= wanted || window.rows() < rowsToLookAt) {
        return page(found, part.cut());
      }
      after = window.lastId();
      rowsToLookAt = Math.min(2 * rowsToLookAt, LAST_WINDOW_ROWS);
      if (System.nanoTime() > deadline && toSkip == 0) {
        return new Page<>(found, Cursor.after(LIST, after));
      }
    }
  }

  /**
   * The rows that one statement looks at.
   *
   * @param longest the length of the longest one
   */
  private record Window(long lastId, int rows, long longest) {}

  private Window windowAfter(Handle handle, long after, int rowsToLookAt) {
    return bindPlace(
            handle.createQuery(
                "SELECT coalesce(max(id), :after) AS last_id, count(*) AS rows,"
                    + " coalesce(max(bytes), 0) AS longest FROM ("
                    + select("SELECT r.id, " + sql.rowBytes() + " AS bytes", "", rowsToLookAt)
                    + " LIMIT "
                    + rowsToLookAt
                    + ") AS looked_at"),
            after)
        .map(
            (row, context) ->
                new Window(row.getLong("last_id"), row.getInt("rows"), row.getLong("longest")))
        .one();
  }

  private Part matches(Handle handle, long after, Window window, int limit) {
    // No limit on the rows: an import before the others may have got more of them since the window
    // was measured, and a limit would push as many rows out at its end.
    String rows = select(WHOLE, " AND r.id <= :windowEnd" + filter.conditions(), Integer.MAX_VALUE);
    Query statement = bindPlace(handle.createQuery(rows), after).bind("windowEnd", window.lastId());
    filter.bind(statement);
    return read(Portions.bound(statement, window.longest()), limit);
  }

  private Query bindPlace(Query statement, long after) {
    statement.bind("after", after);
    return query.importId() == null
        ? statement.bind("firstImport", RecordIds.importOf(after))
        : statement
            .bind("last", RecordIds.last(query.importId()))
            .bind("importId", query.importId());
  }

  /**
   * What one statement found.
   *
   * @param cut whether it was broken off because the records are large
   */
  private record Part(List<StoredRecord> records, boolean cut) {}

  /** Looks at one row after the other until there are enough, so that no more are held. */
  private Part read(Query statement, int limit) {
    List<StoredRecord> records = new ArrayList<>();
    long characters = 0;
    try (ResultIterator<Optional<StoredRecord>> rows =
        statement
            .map(
                (row, context) ->
                    filter.accepts(row)
                        ? Optional.of(RecordMapper.read(row))
                        : Optional.<StoredRecord>empty())
            .iterator()) {
      while (records.size() < limit && rows.hasNext()) {
        Optional<StoredRecord> row = rows.next();
        if (row.isPresent()) {
          records.add(row.get());
          characters +=
              row.get().dataJson().length()
                  + row.get().errorsJson().length()
                  + row.get().changesJson().length();
        }
        if (characters > MAX_PAGE_CHARACTERS) {
          return new Part(records, true);
        }
      }
    }
    return new Part(records, false);
  }

  private Page<StoredRecord> page(List<StoredRecord> found, boolean cut) {
    int limit = query.page().limit();
    if (found.size() <= limit && !cut) {
      return new Page<>(found, null);
    }
    List<StoredRecord> items = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(items, Cursor.after(LIST, items.get(items.size() - 1).id()));
  }
}
