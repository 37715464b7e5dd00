package dev.importer.internal.suggest;

import dev.importer.internal.clean.SpreadsheetNotation;
import dev.importer.internal.text.VisibleText;
import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import org.jspecify.annotations.Nullable;

/** What programs put around a value so that a spreadsheet takes it for text. */
final class SpreadsheetTexts implements Slip {

  @Override
  public @Nullable ValueSuggestion undo(String value) {
    String inside = SpreadsheetNotation.inside(value);
    return inside == null
        ? null
        : new ValueSuggestion(VisibleText.strip(inside), Reason.SPREADSHEET_NOTATION);
  }
}
