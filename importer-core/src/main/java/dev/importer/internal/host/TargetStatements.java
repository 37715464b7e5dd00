package dev.importer.internal.host;

import static java.util.stream.Collectors.joining;

import dev.importer.job.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The statements that bring rows into a table, and out of it. In them {@code t} is the table,
 * {@code i} the rows that come, in a temporary table, and {@code l} what is kept of rows that the
 * table had before: for each of them what was done, and the values of before. Where a row is not in
 * it, the import has added it.
 */
final class TargetStatements {

  private static final String RANGE = " i.\"#n\" > ? AND i.\"#n\" <= ?";

  private final BoundTarget target;
  private final TargetDialect dialect;
  private final String rows;
  private final String kept;

  /**
   * Statements about the rows of one temporary table.
   *
   * @param rows its name
   * @param kept the name of our own table of what is kept
   */
  TargetStatements(BoundTarget target, String rows, String kept) {
    this.target = target;
    this.dialect = target.dialect();
    this.rows = rows;
    this.kept = kept;
  }

  private static String quoted(TargetColumn column) {
    return TargetDialect.quoted(column.name());
  }

  private static String list(List<TargetColumn> columns, Function<TargetColumn, String> each) {
    return columns.stream().map(each).collect(joining(", "));
  }

  private static String all(List<TargetColumn> columns, Function<TargetColumn, String> each) {
    return columns.isEmpty() ? "1 = 1" : columns.stream().map(each).collect(joining(" AND "));
  }

  /** The name of the temporary table. */
  String rows() {
    return rows;
  }

  String create() {
    return dialect.create(rows, target.table(), target.columns());
  }

  String drop() {
    return "DROP TABLE IF EXISTS " + rows;
  }

  List<String> filled() {
    return dialect.filled(rows);
  }

  /**
   * Fills the temporary table from rows with n, line and data; parameters of {@link
   * BoundTarget#ofAll} first.
   */
  String fill(String source) {
    return "INSERT INTO "
        + rows
        + " (\"#n\", \"#line\", "
        + list(target.columns(), TargetStatements::quoted)
        + ") SELECT s.n, s.line, "
        + list(
            target.columns(),
            column -> column.isOfRow() ? dialect.value(column) : dialect.parameter(column))
        + " FROM "
        + dialect.from(source, target.ofRows());
  }

  String count() {
    return "SELECT count(*) FROM " + rows;
  }

  String remove() {
    return "DELETE FROM " + rows + " WHERE \"#n\" = ?";
  }

  /** A row by its number, its line, the number of another one, and its key as far as it shows. */
  private String found(String other) {
    return "SELECT i.\"#n\", i.\"#line\", "
        + other
        + ", "
        + dialect.text("i." + quoted(target.key().get(0)))
        + " FROM ";
  }

  /** Rows that lack a part of the key. */
  String withoutKey() {
    return found("NULL")
        + rows
        + " i WHERE ("
        + target.key().stream()
            .map(column -> "i." + quoted(column) + " IS NULL")
            .collect(joining(" OR "))
        + ") ORDER BY i.\"#n\"";
  }

  /** Rows whose key an earlier one has, with its number. */
  String repeated() {
    String columns = list(target.key(), TargetStatements::quoted);
    return found("d.first_n")
        + rows
        + " i JOIN (SELECT min(\"#n\") AS first_n, "
        + columns
        + " FROM "
        + rows
        + " GROUP BY "
        + columns
        + " HAVING count(*) > 1) d ON "
        + all(target.key(), column -> "i." + quoted(column) + " = d." + quoted(column))
        + " WHERE i.\"#n\" > d.first_n ORDER BY i.\"#n\"";
  }

  /** Rows whose key another row of the same import has, which is in another temporary table. */
  String taken(String others) {
    return found("o.\"#n\"")
        + rows
        + " i JOIN "
        + others
        + " o ON "
        + all(target.key(), column -> "i." + quoted(column) + " = o." + quoted(column))
        + " ORDER BY i.\"#n\"";
  }

  private String onKey() {
    return equalKeys("t", "i");
  }

  private String equalKeys(String there, String here) {
    return all(
        target.key(),
        column ->
            dialect.equalKeys(there + "." + quoted(column), here + "." + quoted(column), column));
  }

  /** Keeps others from changing rows of the table; empty where whoever writes is alone. */
  Optional<String> lock() {
    return dialect.lockingRows().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "SELECT count(*) FROM (SELECT 1 FROM "
                + rows
                + " i JOIN "
                + target.table()
                + " t ON "
                + onKey()
                + dialect.lockingRows()
                + ") locked");
  }

  /** Rows that the table has. */
  String matched() {
    return found("NULL")
        + rows
        + " i JOIN "
        + target.table()
        + " t ON "
        + onKey()
        + " ORDER BY i.\"#n\"";
  }

  /** Some row that the table has. */
  String anyMatched() {
    return found("NULL") + rows + " i JOIN " + target.table() + " t ON " + onKey() + " LIMIT 1";
  }

  /** Rows of which nothing is kept: the table did not have them. */
  String unkept() {
    return found("NULL") + rows + " i WHERE" + notKept() + " ORDER BY i.\"#n\"";
  }

  /**
   * Whether a row of the table holds all that the row says.
   *
   * @param isOfBefore whether the table had the row, and kept what the row does not say
   */
  private String same(List<TargetColumn> columns, boolean isOfBefore) {
    return all(
        columns,
        column -> {
          String there = dialect.comparable("t." + quoted(column), column);
          String here = dialect.comparable("i." + quoted(column), column);
          String equal = there + " IS NOT DISTINCT FROM " + here;
          return isOfBefore && target.target().keepsOldWhereEmpty() && column.isOfRow()
              ? "(i." + quoted(column) + " IS NULL OR " + equal + ")"
              : equal;
        });
  }

  /**
   * Keeps what the table has of the rows: what will be done, and the values of before.
   *
   * @param withValues whether the values of before are kept
   */
  String keep(boolean withValues) {
    String same = same(target.compared(), true);
    boolean skips = target.target().mode() == Target.Mode.SKIP;
    boolean keeps = withValues && !target.updated().isEmpty();
    return "INSERT INTO "
        + kept
        + " (import_id, row_number, action, before) SELECT ?, i.\"#n\", "
        + (skips ? "'skipped'" : "CASE WHEN " + same + " THEN 'unchanged' ELSE 'updated' END")
        + ", "
        + (skips || !keeps
            ? "NULL"
            : "CASE WHEN " + same + " THEN NULL ELSE " + dialect.kept(target.updated()) + " END")
        + " FROM "
        + rows
        + " i JOIN "
        + target.table()
        + " t ON "
        + onKey()
        + " WHERE"
        + RANGE
        + dialect.lockingRows();
  }

  private String joinKept() {
    return rows + " i JOIN " + kept + " l ON l.import_id = ? AND l.row_number = i.\"#n\"";
  }

  private String notKept() {
    return " NOT EXISTS (SELECT 1 FROM "
        + kept
        + " l WHERE l.import_id = ? AND l.row_number = i.\"#n\")";
  }

  private String newValue(TargetColumn column) {
    String value = "i." + quoted(column);
    return target.target().keepsOldWhereEmpty() && column.isOfRow()
        ? "coalesce(" + value + ", t." + quoted(column) + ")"
        : value;
  }

  /** Gives rows of the table their new values. */
  String update() {
    return "UPDATE "
        + target.table()
        + " AS t SET "
        + list(target.updated(), column -> quoted(column) + " = " + newValue(column))
        + " FROM "
        + joinKept()
        + " WHERE "
        + onKey()
        + " AND l.action = 'updated' AND"
        + RANGE;
  }

  /** Adds all rows to the table. */
  String insertAll() {
    return insert("");
  }

  /** Adds the rows to the table that it had not; the parameter for the import first. */
  String insertNew() {
    return insert(notKept() + " AND");
  }

  private String insert(String which) {
    return "INSERT INTO "
        + target.table()
        + " ("
        + list(target.columns(), TargetStatements::quoted)
        + ") SELECT "
        + list(target.columns(), column -> "i." + quoted(column))
        + " FROM "
        + rows
        + " i WHERE"
        + which
        + RANGE
        + " ORDER BY i.\"#n\"";
  }

  /** How many rows were treated in which way. */
  String counts() {
    return "SELECT action, count(*) FROM " + kept + " WHERE import_id = ? GROUP BY action";
  }

  /** Gives rows of the table that still hold what the import wrote the values of before. */
  String restore() {
    List<TargetColumn> columns = target.updated();
    String values =
        Stream.iterate(0, index -> index < columns.size(), index -> index + 1)
            .map(index -> quoted(columns.get(index)) + " = " + oldValue(index, columns.get(index)))
            .collect(joining(", "));
    return "UPDATE "
        + target.table()
        + " AS t SET "
        + values
        + " FROM "
        + joinKept()
        + " WHERE "
        + onKey()
        + " AND l.action = 'updated' AND "
        + same(target.written(), true)
        + " AND"
        + RANGE;
  }

  /** A value that the import left as it was may have been changed since. */
  private String oldValue(int index, TargetColumn column) {
    String before = dialect.restored(index, column);
    return target.target().keepsOldWhereEmpty() && column.isOfRow()
        ? "CASE WHEN i."
            + quoted(column)
            + " IS NULL THEN t."
            + quoted(column)
            + " ELSE "
            + before
            + " END"
        : before;
  }

  private String addedAndSame() {
    return notKept() + " AND " + same(target.added(), false);
  }

  /** Whether a key of another table would be emptied or removed with a row of the table. */
  private String isReferredTo() {
    return target.references().stream()
        .map(
            reference ->
                "EXISTS (SELECT 1 FROM "
                    + reference.table()
                    + " r WHERE "
                    + reference.columns().entrySet().stream()
                        .map(
                            each ->
                                "r."
                                    + TargetDialect.quoted(each.getKey())
                                    + " = t."
                                    + TargetDialect.quoted(each.getValue()))
                        .collect(joining(" AND "))
                    + ")")
        .collect(joining(" OR ", "(", ")"));
  }

  /** Takes rows that the import added and that still hold what it wrote out of the table. */
  String delete() {
    String columns = list(target.key(), TargetStatements::quoted);
    return "DELETE FROM "
        + target.table()
        + " WHERE ("
        + columns
        + ") IN (SELECT "
        + list(target.key(), column -> "t." + quoted(column))
        + " FROM "
        + rows
        + " i JOIN "
        + target.table()
        + " t ON "
        + onKey()
        + " WHERE"
        + addedAndSame()
        + (target.references().isEmpty() ? "" : " AND NOT " + isReferredTo())
        + " AND"
        + RANGE
        + ")";
  }

  /** Rows whose row of the table is no longer what the import wrote, or is gone. */
  String changedSince() {
    String gone = "t." + quoted(target.key().get(0)) + " IS NULL";
    return foundAgainst("LEFT JOIN")
        + " WHERE (l.action IS NULL AND ("
        + gone
        + " OR NOT ("
        + same(target.added(), false)
        + "))) OR (l.action = 'updated' AND ("
        + gone
        + " OR NOT ("
        + same(target.written(), true)
        + "))) ORDER BY i.\"#n\"";
  }

  /** Rows that the import added, that are in the table still, and that nobody has changed. */
  String remainingUnchanged() {
    return foundAgainst("JOIN")
        + " WHERE l.action IS NULL AND "
        + same(target.added(), false)
        + " ORDER BY i.\"#n\"";
  }

  private String foundAgainst(String join) {
    return found("NULL")
        + rows
        + " i LEFT JOIN "
        + kept
        + " l ON l.import_id = ? AND l.row_number = i.\"#n\" "
        + join
        + " "
        + target.table()
        + " t ON "
        + onKey();
  }

  /** Forgets what was kept of rows. */
  String forget() {
    return "DELETE FROM "
        + kept
        + " WHERE import_id = ? AND row_number IN (SELECT \"#n\" FROM "
        + rows
        + ")";
  }

  String forgetAll() {
    return "DELETE FROM " + kept + " WHERE import_id = ?";
  }

  /** Whether a row stays where it is: the import added it, and nobody else has its key. */
  private String staysInPlace() {
    return "("
        + all(target.key(), column -> "f." + quoted(column) + " = i." + quoted(column))
        + " OR NOT EXISTS (SELECT 1 FROM "
        + target.table()
        + " o WHERE "
        + equalKeys("o", "i")
        + ")) AND"
        + notKept();
  }

  /** Gives rows that the import added their new values where they are. */
  String rewrite(String former) {
    return "UPDATE "
        + target.table()
        + " AS t SET "
        + list(target.columns(), column -> quoted(column) + " = i." + quoted(column))
        + " FROM "
        + rows
        + " i JOIN "
        + former
        + " f ON f.\"#n\" = i.\"#n\" WHERE "
        + equalKeys("t", "f")
        + " AND "
        + staysInPlace()
        + " AND"
        + RANGE;
  }

  /** The rows that this is done with. */
  String inPlace(String former) {
    return found("NULL")
        + rows
        + " i JOIN "
        + former
        + " f ON f.\"#n\" = i.\"#n\" WHERE "
        + staysInPlace();
  }

  /** The first rows that would be added, or changed, with their columns as texts. */
  String firstOf(boolean updated) {
    List<TargetColumn> columns = target.ofRows();
    return "SELECT i.\"#n\", i.\"#line\", "
        + list(columns, column -> dialect.text("i." + quoted(column)))
        + (updated && !target.updated().isEmpty()
            ? ", "
                + Stream.iterate(0, index -> index < target.updated().size(), index -> index + 1)
                    .map(
                        index -> dialect.text(dialect.restored(index, target.updated().get(index))))
                    .collect(joining(", "))
            : "")
        + " FROM "
        + (updated ? joinKept() + " WHERE l.action = 'updated'" : rows + " i WHERE" + notKept())
        + " ORDER BY i.\"#n\" LIMIT ?";
  }
}
