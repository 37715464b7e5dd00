package dev.importer.internal.store;

import dev.importer.results.History;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;

/** Sums up, by day and by kind of error, the counters that are kept beside the imports. */
final class HistoryQuery {

  private static final String DAYS =
      """
      SELECT * FROM (
          SELECT substr(created_at, 1, 10) AS day, count(*) AS imports,
              sum(processed_records) AS valid, sum(failed_records) AS failed
          FROM <p>imports WHERE deleted_at IS NULL
          GROUP BY day ORDER BY day DESC LIMIT :limit) AS latest
      ORDER BY day
      """;

  private static final String ERRORS =
      """
      SELECT g.code, g.rule, g.field, sum(g.count) AS count
      FROM <p>error_groups g JOIN <p>imports i ON i.id = g.import_id
      WHERE i.deleted_at IS NULL
      GROUP BY g.code, g.rule, g.field
      ORDER BY sum(g.count) DESC, g.code, g.rule, g.field LIMIT :limit
      """;

  private HistoryQuery() {}

  static History run(Handle handle) {
    return new History(
        handle
            .createQuery(DAYS)
            .bind("limit", History.MAX_DAYS)
            .map(
                (row, context) ->
                    new History.Day(
                        LocalDate.parse(row.getString("day")),
                        row.getLong("imports"),
                        row.getLong("valid"),
                        row.getLong("failed")))
            .list(),
        handle
            .createQuery(ERRORS)
            .bind("limit", History.MAX_ERRORS)
            .map(
                (row, context) ->
                    new History.ErrorCount(
                        row.getString("code"),
                        row.getString("rule"),
                        row.getString("field"),
                        row.getLong("count")))
            .list());
  }
}
