package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.importer.error.ErrorCode;
import dev.importer.internal.record.ErrorTally;
import dev.importer.internal.record.Surrogates;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ErrorSummary.Example;
import dev.importer.results.ErrorSummary.Group;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The statements on the table error_groups. */
final class ErrorGroupTable {

  private static final String UPSERT =
      """
      INSERT INTO <p>error_groups (import_id, number, code, rule, field, count, examples)
      VALUES (:importId, :number, :code, :rule, :field, :count, :examples)
      ON CONFLICT (import_id, number) DO UPDATE SET
          count = excluded.count, examples = excluded.examples
      """;

  /** One statement, so that counts and warnings are of the same moment. */
  private static final String SUMMARY =
      """
      SELECT i.warnings, g.number, g.code, g.rule, g.field, g.count, g.examples
      FROM <p>imports i LEFT JOIN <p>error_groups g ON g.import_id = i.id
      WHERE i.id = ? AND i.deleted_at IS NULL
      ORDER BY g.number
      """;

  private static final String GROUPS =
      """
      SELECT number, code, rule, field, count, examples FROM <p>error_groups
      WHERE import_id = ? ORDER BY number
      """;

  private ErrorGroupTable() {}

  /** Stores groups that have changed, and removes those that are empty now. */
  static void write(Handle handle, long importId, List<ErrorTally.Numbered> changes) {
    if (changes.isEmpty()) {
      return;
    }
    try (PreparedBatch upserts = handle.prepareBatch(UPSERT)) {
      for (ErrorTally.Numbered each : changes) {
        Group group = each.group();
        upserts
            .bind("importId", importId)
            .bind("number", each.number())
            .bind("code", group.code().text())
            .bind("rule", group.rule())
            .bind("field", group.field())
            .bind("count", group.count())
            .bind("examples", examples(group.examples()))
            .add();
      }
      upserts.execute();
    }
    if (changes.stream().anyMatch(each -> each.group().count() == 0)) {
      handle.execute("DELETE FROM <p>error_groups WHERE import_id = ? AND count = 0", importId);
    }
  }

  /** Removes the groups of an import that has no rows any more. */
  static void clear(Handle handle, long importId) {
    handle.execute("DELETE FROM <p>error_groups WHERE import_id = ?", importId);
  }

  static List<ErrorTally.Numbered> read(Handle handle, long importId) {
    return handle.select(GROUPS, importId).map((row, context) -> group(row)).list();
  }

  /** The groups and the warnings of an import; empty if there is no such import. */
  static Optional<ErrorSummary> summary(Handle handle, long importId) {
    List<ErrorTally.Numbered> groups = new ArrayList<>();
    List<Map<String, Long>> warnings =
        handle
            .select(SUMMARY, importId)
            .map(
                (row, context) -> {
                  if (row.getString("code") != null) {
                    groups.add(group(row));
                  }
                  return warnings(row);
                })
            .list();
    return warnings.stream().findFirst().map(each -> ErrorTally.summary(groups, each));
  }

  private static Map<String, Long> warnings(ResultSet row) throws SQLException {
    try {
      return Json.readCounts(row.getString("warnings"));
    } catch (JsonProcessingException e) {
      throw new SQLException("an import holds malformed JSON", e);
    }
  }

  private static ErrorTally.Numbered group(ResultSet row) throws SQLException {
    String code = row.getString("code");
    return new ErrorTally.Numbered(
        row.getInt("number"),
        new Group(
            ErrorCode.find(code).orElseGet(() -> new ErrorCode(code, ErrorCode.Scope.ROW)),
            row.getString("rule"),
            row.getString("field"),
            row.getLong("count"),
            examples(row.getString("examples"))));
  }

  private static String examples(List<Example> examples) {
    ArrayNode json = Json.MAPPER.createArrayNode();
    for (Example example : examples) {
      json.addObject()
          .put("row", example.row())
          .put("line", example.line())
          .put("value", example.value())
          .put("message", example.message())
          .put("suggestion", example.suggestion());
    }
    return Surrogates.escapeLone(json.toString());
  }

  private static List<Example> examples(String text) throws SQLException {
    try {
      List<Example> examples = new ArrayList<>();
      for (JsonNode json : Json.MAPPER.readTree(text)) {
        examples.add(
            new Example(
                json.get("row").longValue(),
                json.get("line").longValue(),
                json.get("value").textValue(),
                json.get("message").textValue(),
                json.get("suggestion").textValue()));
      }
      return examples;
    } catch (JsonProcessingException e) {
      throw new SQLException("a group of errors holds malformed JSON", e);
    }
  }
}
