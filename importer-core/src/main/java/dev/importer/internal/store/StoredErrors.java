package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.error.ErrorCode;
import dev.importer.internal.record.ErrorTally;
import dev.importer.results.StoredRecord;

/** Takes the errors that are stored with a row out of the counts, those that are not listed too. */
final class StoredErrors {

  private StoredErrors() {}

  static void removeFrom(ErrorTally tally, StoredRecord row) {
    try {
      for (JsonNode error : Json.MAPPER.readTree(row.errorsJson())) {
        if (error.path("code").textValue().equals(ErrorCode.MORE_ERRORS.text())) {
          for (JsonNode more : error.path("more")) {
            remove(tally, row, more, more.path("count").longValue());
          }
        } else {
          remove(tally, row, error, 1);
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored record is not the JSON that was stored", e);
    }
  }

  private static void remove(ErrorTally tally, StoredRecord row, JsonNode error, long count) {
    String code = error.path("code").textValue();
    tally.remove(
        ErrorCode.find(code).orElseGet(() -> new ErrorCode(code, ErrorCode.Scope.ROW)),
        error.path("rule").textValue(),
        error.path("field").textValue(),
        row.rowNumber(),
        count);
  }
}
