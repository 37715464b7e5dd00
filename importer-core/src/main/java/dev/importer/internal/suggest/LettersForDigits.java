package dev.importer.internal.suggest;

import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Letters that look like digits among digits. At the end, an {@code l} may be a unit and is left
 * alone.
 */
final class LettersForDigits implements Slip {

  private static final Pattern FORM =
      Pattern.compile("[-+]?(?=.*[0-9])(?=.*[OolI|])[0-9OolI|.,]{2,20}");
  private static final Pattern ZERO = Pattern.compile("[Oo]");
  private static final Pattern ONE = Pattern.compile("[lI|](?=[0-9])");

  @Override
  public @Nullable ValueSuggestion undo(String value) {
    if (!FORM.matcher(value).matches()) {
      return null;
    }
    String zeros = ZERO.matcher(value).replaceAll("0");
    return new ValueSuggestion(ONE.matcher(zeros).replaceAll("1"), Reason.LETTER_FOR_DIGIT);
  }
}
