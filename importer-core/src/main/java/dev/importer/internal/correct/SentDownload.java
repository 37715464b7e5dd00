package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.parse.RowReader;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.results.StoredImport;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import dev.importer.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A download of refused rows that is sent as if it were a file of its own. It would become a second
 * import in which the numbers of the rows, the reasons and the guards against formulas are data.
 *
 * @param rowLabel what the number of the row is called
 * @param column where that column stands, 1-based
 * @param importId what stands in its first row as the import that it belongs to; blank if nothing
 */
public record SentDownload(String rowLabel, int column, String importId) {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** What a record has in an answer, of which no source would have all. */
  private static final List<String> RECORD = List.of("import_id", "row_number", "line_number");

  /**
   * Refuses a source that is one.
   *
   * @param content its bytes
   * @param plan how they are read
   * @param schema what its rows would be checked against
   * @param imports finds an import by its number
   * @throws SourceException {@code is-correction} if it is one; its {@link
   *     SourceException#importId} is the import that it corrects, if that exists
   */
  public static void refuse(
      Content content,
      ImportPlan plan,
      Schema schema,
      Spool spool,
      LongFunction<Optional<StoredImport>> imports) {
    Optional<SentDownload> found = find(content, plan, schema, spool);
    if (found.isPresent()) {
      throw found.get().refusal(imports);
    }
  }

  /**
   * The one that a source is, if it is one: its labels are those of a download, and neither does
   * the schema know such a label nor does the plan say what to do with that column.
   */
  private static Optional<SentDownload> find(
      Content content, ImportPlan plan, Schema schema, Spool spool) {
    try (RowReader reader =
        RowReader.open(
            content, plan.detected().format(), plan.detected().dialect(), plan.repair(), spool)) {
      return Optional.ofNullable(
              plan.detected().format().isTable() ? ofCsv(reader) : ofJson(reader))
          .filter(found -> schema.indexOf(found.rowLabel) < 0)
          .filter(found -> !plan.mapping().columns().containsKey(found.rowLabel))
          .filter(found -> !plan.mapping().columns().containsKey("#" + found.column));
    } catch (SourceException e) {
      // Whoever reads it tells what is wrong.
      return Optional.empty();
    }
  }

  private static @Nullable SentDownload ofCsv(RowReader reader) {
    List<String> labels = reader.labels().stream().map(FormulaGuard::unguarded).toList();
    ReservedLabels ours = ReservedLabels.among(labels);
    if (ours == null) {
      return null;
    }
    int column = labels.indexOf(ours.importId());
    Row first = column < 0 ? null : reader.next();
    String importId = first == null || column >= first.size() ? "" : text(first.cell(column));
    return new SentDownload(ours.row(), labels.indexOf(ours.row()) + 1, importId);
  }

  private static @Nullable SentDownload ofJson(RowReader reader) {
    Row first = reader.next();
    if (first == null) {
      return null;
    }
    List<String> labels = first.header().labels();
    if (labels.containsAll(RECORD) && first.cell("data") instanceof JsonText) {
      String number = "row_number";
      return new SentDownload(number, labels.indexOf(number) + 1, text(first.cell("import_id")));
    }
    ReservedLabels ours = ReservedLabels.among(labels);
    return ours == null
        ? null
        : new SentDownload(
            ours.row(), labels.indexOf(ours.row()) + 1, text(first.cell(ours.importId())));
  }

  private static String text(@Nullable Object cell) {
    return Objects.toString(cell, "").strip();
  }

  private SourceException refusal(LongFunction<Optional<StoredImport>> imports) {
    Optional<StoredImport> target =
        NUMBER.matcher(importId).matches()
            ? imports.apply(Long.parseLong(importId))
            : Optional.empty();
    String which =
        target
            .map(found -> "import " + found.id() + " ('" + found.filename() + "')")
            .orElse("an import that is not known here");
    String message =
        "This is a download of refused rows of "
            + which
            + ", as its columns such as '"
            + rowLabel
            + "' say. Send it as corrections of that import, which puts the rows in their places."
            + " To import it as a file of its own all the same, remove that column or leave it out"
            + " (map="
            + rowLabel
            + "=).";
    SourceException refusal = new SourceException(ErrorCode.IS_CORRECTION, message);
    return target.map(found -> refusal.ofImport(found.id())).orElse(refusal);
  }
}
