package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.error.ErrorCode;
import dev.importer.internal.record.Surrogates;
import dev.importer.results.ChangedRow;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredChange;
import dev.importer.row.ValueReplacement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The statements on the tables of changes. */
final class ChangeTable {

  private static final String INSERT =
      """
      INSERT INTO <p>import_changes (import_id, number, kind, created_at, row_count, cell_count,
          now_valid, now_refused, request, undoes)
      VALUES (:import, :number, :kind, :createdAt, :rows, :cells, :nowValid, :nowRefused,
          :request, :undoes)
      """;

  private static final String SELECT =
      """
      SELECT import_id, number, kind, created_at, row_count, cell_count, now_valid, now_refused,
          request, undoes, undone_by
      FROM <p>import_changes WHERE import_id = :import
      """;

  private static final String ROWS =
      """
      SELECT row_number, status, status_after, cells FROM <p>changed_rows
      WHERE import_id = :import AND change_number = :number AND row_number > :after
      ORDER BY row_number LIMIT :limit OFFSET :offset
      """;

  private static final String UNDONE =
      "UPDATE <p>import_changes SET undone_by = :by WHERE import_id = :import AND number = :number";

  private static final String DELETE_ROWS =
      """
      DELETE FROM <p>changed_rows
      WHERE import_id = :import AND (change_number, row_number) IN (
          SELECT change_number, row_number FROM <p>changed_rows WHERE import_id = :import
          ORDER BY change_number, row_number LIMIT :limit)
      """;

  private ChangeTable() {}

  /** Stores a change, and marks the one that it undoes. */
  static void insert(Handle handle, StoredChange change) {
    handle
        .createUpdate(INSERT)
        .bind("import", change.importId())
        .bind("number", change.number())
        .bind("kind", change.kind().text())
        .bind("createdAt", Times.text(change.createdAt()))
        .bind("rows", change.rows())
        .bind("cells", change.cells())
        .bind("nowValid", change.nowValid())
        .bind("nowRefused", change.nowRefused())
        .bind("request", request(change))
        .bind("undoes", change.undoes())
        .execute();
    Long undoes = change.undoes();
    if (undoes == null) {
      return;
    }
    // Who undoes an undo does again what that has undone, and it can be undone again.
    Optional<Long> again = find(handle, change.importId(), undoes).map(StoredChange::undoes);
    markUndone(handle, change.importId(), undoes, change.number());
    again.ifPresent(number -> markUndone(handle, change.importId(), number, null));
  }

  private static void markUndone(Handle handle, long importId, long number, @Nullable Long by) {
    handle
        .createUpdate(UNDONE)
        .bind("import", importId)
        .bind("number", number)
        .bind("by", by)
        .execute();
  }

  static Optional<StoredChange> find(Handle handle, long importId, long number) {
    return handle
        .createQuery(SELECT + " AND number = :number")
        .bind("import", importId)
        .bind("number", number)
        .map(ChangeTable::read)
        .findOne();
  }

  /** Changes before one, newest first. */
  static List<StoredChange> list(Handle handle, long importId, long before, int limit, int offset) {
    return handle
        .createQuery(
            SELECT + " AND number < :before ORDER BY number DESC LIMIT :limit OFFSET :offset")
        .bind("import", importId)
        .bind("before", before)
        .bind("limit", limit)
        .bind("offset", offset)
        .map(ChangeTable::read)
        .list();
  }

  /** Rows of a change behind one. */
  static List<ChangedRow> rows(
      Handle handle, long importId, long number, long after, int limit, int offset) {
    return handle
        .createQuery(ROWS)
        .bind("import", importId)
        .bind("number", number)
        .bind("after", after)
        .bind("limit", limit)
        .bind("offset", offset)
        .map(
            (row, context) ->
                new ChangedRow(
                    row.getLong("row_number"),
                    RecordStatus.of(row.getString("status")),
                    RecordStatus.of(row.getString("status_after")),
                    row.getString("cells")))
        .list();
  }

  /**
   * Forgets rows of changes of an import.
   *
   * @return whether there may be more
   */
  static boolean deleteRows(Handle handle, long importId, int most) {
    return handle.createUpdate(DELETE_ROWS).bind("import", importId).bind("limit", most).execute()
        > 0;
  }

  /** Forgets changes of an import whose rows are forgotten. */
  static void delete(Handle handle, long importId) {
    handle.execute("DELETE FROM <p>import_changes WHERE import_id = ?", importId);
  }

  private static String request(StoredChange change) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ValueReplacement replacement = change.replacement();
    if (replacement != null) {
      ObjectNode replace = json.putObject("replace");
      replace.put("field", replacement.field());
      ArrayNode from = replace.putArray("from");
      replacement.from().forEach(from::add);
      replace.put("code", replacement.code());
      replace.put("rule", replacement.rule());
      replace.put("to", replacement.to());
    }
    if (change.filename() != null) {
      json.put("filename", change.filename());
    }
    return Surrogates.escapeLone(json.toString());
  }

  private static StoredChange read(ResultSet row, StatementContext context) throws SQLException {
    JsonNode request;
    try {
      request = Json.MAPPER.readTree(row.getString("request"));
    } catch (JsonProcessingException e) {
      throw new SQLException("a change holds malformed JSON", e);
    }
    return new StoredChange(
        row.getLong("import_id"),
        row.getLong("number"),
        StoredChange.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        Times.instant(row.getString("created_at")),
        row.getLong("row_count"),
        row.getLong("cell_count"),
        row.getLong("now_valid"),
        row.getLong("now_refused"),
        replacement(request.path("replace")),
        request.path("filename").textValue(),
        number(row, "undoes"),
        number(row, "undone_by"));
  }

  private static @Nullable ValueReplacement replacement(JsonNode json) {
    if (json.isMissingNode()) {
      return null;
    }
    String field = json.path("field").textValue();
    String code = json.path("code").textValue();
    String rule = json.path("rule").textValue();
    @Nullable String[] from = new @Nullable String[json.path("from").size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = json.path("from").get(i).textValue();
    }
    ErrorCode known =
        code == null
            ? null
            : ErrorCode.find(code).orElseGet(() -> new ErrorCode(code, ErrorCode.Scope.ROW));
    ValueReplacement replacement =
        from.length == 0 && known != null
            ? ValueReplacement.ofRefused(field, known, rule)
            : ValueReplacement.of(field, from);
    if (known != null) {
      replacement = replacement.onlyRefused(known, rule);
    }
    return replacement.with(json.path("to").textValue());
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
