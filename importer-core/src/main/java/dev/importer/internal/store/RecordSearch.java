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
import java.util.Map;
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

  private static final String OF_ONE_IMPORT =
      """
      SELECT r.* FROM records r %s
      WHERE r.id > :after AND r.id <= :last
        AND EXISTS (SELECT 1 FROM imports i WHERE i.id = :importId AND %s)
      """;

  /** The imports lead, so that rows of deleted imports are jumped over and not looked at. */
  private static final String OF_ALL_IMPORTS =
      """
      SELECT r.* FROM imports i
      CROSS JOIN records r %s
        ON r.id > max(:after, i.id * 1000000000) AND r.id <= i.id * 1000000000 + 999999999
      WHERE i.id >= :firstImport AND %s
      """;

  private static final String WITH_ERROR =
      """
       AND EXISTS (SELECT 1 FROM json_each(errors) error
         WHERE (:errorCode IS NULL OR error.value ->> 'code' = :errorCode)
           AND (:errorRule IS NULL OR error.value ->> 'rule' = :errorRule)
           AND (:errorField IS NULL OR error.value ->> 'field' = :errorField))
      """;

  private static final String LIVE =
      "i.deleted_at IS NULL AND i.status IN ('pending', 'processing', 'completed')";

  private final RecordQuery query;
  private final Function<String, Set<String>> names;
  private final String rows;

  /**
   * A search.
   *
   * @param names gives all names under which rows may have what a name of the query means
   */
  RecordSearch(RecordQuery query, Function<String, Set<String>> names) {
    this.query = query;
    this.names = names;
    RecordStatus status = query.status();
    if (status == null && query.error() != null) {
      // No other row has an error, and these have an index.
      status = RecordStatus.FAILED;
    }
    boolean failed = status == RecordStatus.FAILED;
    String index = failed ? "INDEXED BY records_failed" : "";
    String order = query.importId() == null ? " ORDER BY i.id, r.id" : " ORDER BY r.id";
    this.rows =
        String.format(
                Locale.ROOT, query.importId() == null ? OF_ALL_IMPORTS : OF_ONE_IMPORT, index, LIVE)
            + statusCondition(status)
            + order;
  }

  /**
   * A literal, because the index on failed rows is partial; the plus keeps others from being made.
   */
  private static String statusCondition(@Nullable RecordStatus status) {
    if (status == null) {
      return "";
    }
    return switch (status) {
      case FAILED -> " AND r.status = 'failed'";
      case VALID -> " AND +r.status = 'valid'";
    };
  }

  Page<StoredRecord> page(Handle handle) {
    PageRequest request = query.page();
    long after = Cursor.idOf(LIST, request.cursor(), 0);
    if (query.importId() != null) {
      after = Math.max(after, RecordIds.of(query.importId(), 0));
    }
    return query.text() == null && query.error() == null && query.where().isEmpty()
        ? plainPage(handle, after)
        : filteredPage(handle, after);
  }

  private Page<StoredRecord> plainPage(Handle handle, long after) {
    PageRequest request = query.page();
    Part found =
        read(
            bindPlace(
                    handle.createQuery(
                        "SELECT "
                            + RecordMapper.COLUMNS
                            + " FROM ("
                            + rows
                            + " LIMIT :limit OFFSET :offset)"),
                    after)
                .bind("limit", request.limit() + 1)
                .bind("offset", request.offset()));
    return page(found.records(), found.cut());
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

  /** The rows that one statement looks at. */
  private record Window(long lastId, int rows) {}

  private Window windowAfter(Handle handle, long after, int rowsToLookAt) {
    return bindPlace(
            handle.createQuery(
                "SELECT coalesce(max(id), :after) AS last_id, count(*) AS rows FROM ("
                    + rows
                    + " LIMIT "
                    + rowsToLookAt
                    + ")"),
            after)
        .map((row, context) -> new Window(row.getLong("last_id"), row.getInt("rows")))
        .one();
  }

  private Part matches(Handle handle, long after, Window window, int limit) {
    StringBuilder sql =
        new StringBuilder("SELECT " + RecordMapper.COLUMNS + " FROM (")
            .append(rows)
            // No limit: an import before the others may have got more rows since the window was
            // measured, and a limit would push as many rows out at its end.
            .append(") WHERE id <= :windowEnd");
    if (query.text() != null) {
      sql.append(" AND instr(lower(data), lower(:text)) > 0");
    }
    RecordQuery.ErrorKind error = query.error();
    if (error != null) {
      sql.append(WITH_ERROR);
    }
    for (int i = 0; i < query.where().size(); i++) {
      sql.append(
          String.format(
              Locale.ROOT,
              """
               AND EXISTS (SELECT 1 FROM json_each(data) member
                 WHERE member.key IN (SELECT value FROM json_each(:names%1$d)) AND (CASE member.type
                   WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' WHEN 'null' THEN 'null'
                   ELSE CAST(member.value AS TEXT) END = :value%1$d
                   OR member.type IN ('integer', 'real') AND data -> member.fullkey = :value%1$d))
              """,
              i));
    }
    sql.append(" ORDER BY id LIMIT :limit");
    Query statement =
        bindPlace(handle.createQuery(sql.toString()), after)
            .bind("windowEnd", window.lastId())
            .bind("limit", limit);
    if (query.text() != null) {
      statement.bind("text", query.text());
    }
    if (error != null) {
      statement
          .bind("errorCode", error.code())
          .bind("errorRule", error.rule())
          .bind("errorField", error.field());
    }
    int i = 0;
    for (Map.Entry<String, String> condition : query.where().entrySet()) {
      statement
          .bind("names" + i, Json.write(names.apply(condition.getKey())))
          .bind("value" + i, condition.getValue());
      i++;
    }
    return read(statement);
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

  private static Part read(Query statement) {
    List<StoredRecord> records = new ArrayList<>();
    long characters = 0;
    try (ResultIterator<StoredRecord> rows = statement.map(new RecordMapper()).iterator()) {
      while (rows.hasNext()) {
        StoredRecord row = rows.next();
        records.add(row);
        characters += row.dataJson().length() + row.errorsJson().length();
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
