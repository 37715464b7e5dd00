package dev.importer.internal.host;

import java.util.List;

/**
 * Where rows come from that go into a table, or out of it.
 *
 * @param sql a query for rows with their number n, their line and their data, which ends with a
 *     number behind which they begin and the last one, as parameters
 * @param parameters the parameters before these two
 * @param base what is added to both of these
 */
public record RowSource(String sql, List<Object> parameters, long base) {

  /** Copies the list. */
  public RowSource {
    parameters = List.copyOf(parameters);
  }

  /** Rows whose numbers are asked for as they are. */
  public RowSource(String sql, List<Object> parameters) {
    this(sql, parameters, 0);
  }
}
