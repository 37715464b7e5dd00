package dev.importer.internal.values;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.results.RecordQuery.ErrorKind;
import org.jspecify.annotations.Nullable;

/** What the errors have in common whose values are compared. */
record Kind(ErrorCode code, @Nullable String rule, @Nullable String field) {

  static Kind of(ImportError error) {
    return new Kind(error.code(), error.rule(), error.field());
  }

  static boolean isAskedFor(ImportError error, ErrorKind asked) {
    return (asked.code() == null || asked.code().equals(error.code().text()))
        && (asked.rule() == null || asked.rule().equals(error.rule()))
        && (asked.field() == null || asked.field().equals(error.field()));
  }
}
