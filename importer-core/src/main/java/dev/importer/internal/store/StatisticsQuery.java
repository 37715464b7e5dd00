package dev.importer.internal.store;

import dev.importer.results.Statistics;
import org.jdbi.v3.core.Handle;

/** Sums up the counters that the imports keep; no row is counted one by one. */
final class StatisticsQuery {

  private static final String SQL =
      """
      SELECT count(*) AS imports,
          count(*) FILTER (WHERE status = 'pending') AS pending,
          count(*) FILTER (WHERE status = 'processing') AS processing,
          count(*) FILTER (WHERE status = 'completed') AS completed,
          count(*) FILTER (WHERE status = 'failed') AS failed,
          count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
          coalesce(sum(total_records), 0) AS records,
          coalesce(sum(processed_records), 0) AS valid_records,
          coalesce(sum(failed_records), 0) AS failed_records,
          <size> AS bytes
      FROM <p>imports WHERE deleted_at IS NULL
      """;

  private StatisticsQuery() {}

  static Statistics run(Handle handle) {
    return handle
        .createQuery(SQL)
        .map(
            (row, context) ->
                new Statistics(
                    row.getLong("imports"),
                    row.getLong("pending"),
                    row.getLong("processing"),
                    row.getLong("completed"),
                    row.getLong("failed"),
                    row.getLong("cancelled"),
                    row.getLong("records"),
                    row.getLong("valid_records"),
                    row.getLong("failed_records"),
                    row.getLong("bytes")))
        .one();
  }
}
