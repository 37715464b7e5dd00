package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.internal.record.ErrorTally;
import dev.importer.results.StoredRecord;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the errors that are stored with a row, those that are not listed too. */
final class StoredErrors {

  private StoredErrors() {}

  /** Counts those of a row that is refused again as it was. */
  static void addTo(ErrorTally tally, StoredRecord row) {
    for (ImportError error : row.errors()) {
      if (!error.code().equals(ErrorCode.MORE_ERRORS)) {
        tally.add(error);
      }
    }
    forEachUnlisted(
        row,
        more ->
            tally.addUnlisted(code(more), rule(more), field(more), more.path("count").longValue()));
  }

  /** Takes those of a row out of the counts. */
  static void removeFrom(ErrorTally tally, StoredRecord row) {
    for (ImportError error : row.errors()) {
      if (!error.code().equals(ErrorCode.MORE_ERRORS)) {
        tally.remove(error.code(), error.rule(), error.field(), row.rowNumber(), 1);
      }
    }
    forEachUnlisted(
        row,
        more ->
            tally.remove(
                code(more),
                rule(more),
                field(more),
                row.rowNumber(),
                more.path("count").longValue()));
  }

  /** Whether a row has errors that are only counted. */
  static boolean hasUnlisted(StoredRecord row) {
    return row.errorsJson().contains(ErrorCode.MORE_ERRORS.text());
  }

  /**
   * Those of the errors that are only counted with a row: a row as it is stored may be found faulty
   * in other ways than it was in its file.
   */
  static List<ImportError> unlisted(StoredRecord row, List<ImportError> errors) {
    Set<List<@Nullable String>> counted = new HashSet<>();
    forEachUnlisted(
        row, more -> counted.add(Arrays.asList(code(more).text(), rule(more), field(more))));
    return errors.stream()
        .filter(
            error ->
                counted.isEmpty()
                    || counted.contains(
                        Arrays.asList(error.code().text(), error.rule(), error.field())))
        .toList();
  }

  private static void forEachUnlisted(StoredRecord row, Consumer<JsonNode> reader) {
    if (!hasUnlisted(row)) {
      return;
    }
    try {
      for (JsonNode error : Json.MAPPER.readTree(row.errorsJson())) {
        error.path("more").forEach(reader);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored record is not the JSON that was stored", e);
    }
  }

  private static ErrorCode code(JsonNode error) {
    String code = error.path("code").textValue();
    return ErrorCode.find(code).orElseGet(() -> new ErrorCode(code, ErrorCode.Scope.ROW));
  }

  private static @Nullable String rule(JsonNode error) {
    return error.path("rule").textValue();
  }

  private static @Nullable String field(JsonNode error) {
    return error.path("field").textValue();
  }
}
