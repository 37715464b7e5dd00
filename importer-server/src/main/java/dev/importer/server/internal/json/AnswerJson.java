package dev.importer.server.internal.json;

import dev.importer.Importer;
import dev.importer.results.ChangeResult;
import dev.importer.results.ChangedRow;
import dev.importer.results.CheckReport;
import dev.importer.results.CopiedImport;
import dev.importer.results.CopyResult;
import dev.importer.results.CorrectionResult;
import dev.importer.results.ErrorValues;
import dev.importer.results.ImportPage;
import dev.importer.results.Page;
import dev.importer.results.RememberedMapping;
import dev.importer.results.SourceDetection;
import dev.importer.results.StoredChange;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.results.UndoResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;

/**
 * The answers of the HTTP interface as JSON in UTF-8, for whoever gives them on another way; each
 * method names the schema in {@code /openapi.json} that describes what it writes.
 */
public final class AnswerJson {

  private AnswerJson() {}

  /** {@code UploadAnswer}: what became of a file. */
  public static byte[] upload(StoredImport stored, boolean duplicate) {
    return Json.bytes(json -> UploadJson.write(json, stored, duplicate));
  }

  /**
   * {@code CheckReport}: what an import would do.
   *
   * @param name what the source is called
   */
  public static byte[] check(String name, CheckReport report) {
    return Json.bytes(json -> CheckJson.write(json, name, report));
  }

  /**
   * The members {@code filename}, {@code format}, {@code dialect} and {@code detection} of an
   * {@code Import}: how a source would be read, and why.
   *
   * @param name what the source is called
   */
  public static byte[] detection(String name, SourceDetection detection) {
    return Json.bytes(json -> DetectionJson.write(json, name, detection));
  }

  /** {@code ImportPage}: imports, newest first. */
  public static byte[] imports(ImportPage page) {
    return Json.bytes(json -> ImportJson.page(json, page));
  }

  /** {@code Import}: one import. */
  public static byte[] oneImport(StoredImport stored) {
    return Json.bytes(json -> ImportJson.write(json, stored));
  }

  /** {@code ImportAndRecords}: one import with a page of its rows. */
  public static byte[] importAndRecords(
      Importer importer, StoredImport stored, Page<StoredRecord> page) {
    return Json.bytes(json -> ImportJson.withRecords(json, importer, stored, page));
  }

  /** {@code ErrorValues}: the different values that were refused. */
  public static byte[] errorValues(ErrorValues values) {
    return Json.bytes(json -> ErrorValuesJson.write(json, values));
  }

  /** {@code RecordPage}: rows that were found. */
  public static byte[] recordPage(Page<StoredRecord> page) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          RecordJson.members(json, page);
          json.writeEndObject();
        });
  }

  /** {@code CorrectionAnswer}: what became of corrected rows. */
  public static byte[] corrections(CorrectionResult result) {
    return Json.bytes(json -> CorrectionJson.write(json, result));
  }

  /** {@code ChangeAnswer}: what came of a change of stored rows. */
  public static byte[] change(ChangeResult result) {
    return Json.bytes(json -> ChangeJson.result(json, result, List.of()));
  }

  /**
   * {@code ChangePage}: what was changed in the rows of an import.
   *
   * @param total how many changes there are
   */
  public static byte[] changes(Page<StoredChange> page, long total) {
    return Json.bytes(json -> ChangeJson.page(json, page, total));
  }

  /** {@code ChangeAndRows}: one change with a page of its rows. */
  public static byte[] changedRows(StoredChange change, Page<ChangedRow> rows) {
    return Json.bytes(json -> ChangeJson.withRows(json, change, rows));
  }

  /** {@code UndoAnswer}: what was taken out of a table of the application. */
  public static byte[] undone(UndoResult result, StoredImport now) {
    return Json.bytes(json -> TargetJson.undone(json, result, now));
  }

  /** {@code RedoAnswer}: an import whose rows were brought back. */
  public static byte[] redone(StoredImport now) {
    return Json.bytes(json -> TargetJson.redone(json, now));
  }

  /** What was copied from one database to another, with a member for each import. */
  public static byte[] copied(CopyResult result, List<CopiedImport> imports) {
    return Json.bytes(json -> CopyJson.write(json, result, imports));
  }

  /** {@code SchemaList}: the schemas of an importer. */
  public static byte[] schemas(Importer importer) {
    return Json.bytes(json -> SchemaJson.write(json, importer, null));
  }

  /** {@code MappingPage}: what is remembered of how columns were mapped. */
  public static byte[] mappings(Page<RememberedMapping> page) {
    return Json.bytes(json -> MappingJson.page(json, page));
  }

  /** What is answered when a mapping has been forgotten. */
  public static byte[] forgottenMapping() {
    return Json.bytes(MappingJson::forgotten);
  }

  /** What is answered when an import has been deleted. */
  public static byte[] deleted() {
    return Json.bytes(ImportJson::deleted);
  }

  /** An array of {@code Record}, written as the rows come. The stream stays open. */
  public static void records(Iterator<StoredRecord> rows, OutputStream out) throws IOException {
    write(rows, ErrorsJson.array(out));
  }

  /** One {@code Record} a line, written as the rows come. The stream stays open. */
  public static void recordLines(Iterator<StoredRecord> rows, OutputStream out) throws IOException {
    write(rows, ErrorsJson.lines(out));
  }

  private static void write(Iterator<StoredRecord> rows, ErrorsJson writer) throws IOException {
    while (rows.hasNext()) {
      writer.write(rows.next());
    }
    writer.end();
  }
}
