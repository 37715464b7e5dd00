package dev.importer.internal.suggest;

import dev.importer.internal.type.Notation;
import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import dev.importer.schema.Field;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words for true and false in several languages, as far as they mean one of them everywhere. */
final class TruthWords implements Slip {

  private static final Set<String> TRUE =
      Set.of(
          "true",
          "t",
          "yes",
          "y",
          "on",
          "1",
          "x",
          "\u2713",
          "\u2714",
          "ja",
          "j",
          "wahr",
          "oui",
          "vrai",
          "si",
          "verdadero",
          "vero",
          "sim");

  private static final Set<String> FALSE =
      Set.of(
          "false", "f", "no", "n", "off", "0", "nein", "falsch", "non", "faux", "falso", "nao",
          "nee", "nej");

  private final Notation notation;

  TruthWords(Field field) {
    this.notation = Notation.of(field.type(), field.format(), field.options());
  }

  @Override
  public @Nullable ValueSuggestion undo(String value) {
    String word = Folding.fold(value);
    boolean isTrue = TRUE.contains(word);
    return isTrue || FALSE.contains(word)
        ? new ValueSuggestion(notation.truth(isTrue), Reason.TRUTH_WORD)
        : null;
  }
}
