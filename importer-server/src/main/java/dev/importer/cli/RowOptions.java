package dev.importer.cli;

import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows of an import are wanted. */
final class RowOptions {

  /** What may have become of a row, in lower case as everywhere else. */
  enum Status {
    valid,
    failed,
    all
  }

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only rows that are valid or failed, or all of them.")
  private @Nullable Status status;

  @Option(
      names = "--where",
      paramLabel = "FIELD=VALUE",
      description =
          "Only rows with this value in this field or column; may be given several times.")
  private Map<String, String> where = new LinkedHashMap<>();

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only refused rows with an error of this code, such as type-error.")
  private @Nullable String code;

  /**
   * The rows of an import.
   *
   * @param otherwise the status if none is asked for, neither itself nor by a code
   */
  RecordQuery of(long id, Status otherwise) {
    if (where.size() > RecordQuery.MAX_CONDITIONS) {
      throw new UnusableException(
          "--where may be given at most " + RecordQuery.MAX_CONDITIONS + " times.");
    }
    Status unasked = code == null ? otherwise : Status.all;
    RecordQuery query = RecordQuery.ofImport(id);
    Status wanted = status == null ? unasked : status;
    if (wanted != Status.all) {
      query = query.withStatus(RecordStatus.of(wanted.name()));
    }
    if (code != null) {
      query = query.withError(new RecordQuery.ErrorKind(code, null, null));
    }
    for (Map.Entry<String, String> each : where.entrySet()) {
      query = query.where(each.getKey(), each.getValue());
    }
    return query;
  }
}
