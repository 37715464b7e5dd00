package dev.importer.internal.suggest;

import dev.importer.internal.check.CellJudge;
import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import org.jspecify.annotations.Nullable;

/** What people and programs write where there is no value. */
final class NoValueWords implements Slip {

  @Override
  public @Nullable ValueSuggestion undo(String value) {
    return CellJudge.standsForNoValue(value) ? new ValueSuggestion(null, Reason.NO_VALUE) : null;
  }
}
