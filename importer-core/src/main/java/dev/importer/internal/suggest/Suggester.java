package dev.importer.internal.suggest;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.internal.check.CellJudge;
import dev.importer.internal.text.VisibleText;
import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.type.FieldType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Suggests what the refused values of one field were meant to be. Whatever it suggests, the field
 * would take. Not thread-safe.
 */
public final class Suggester {

  private final Field field;
  private final CellJudge judge;
  private final List<Slip> slips;

  private Suggester(Field field, CellJudge judge, List<Slip> slips) {
    this.field = field;
    this.judge = judge;
    this.slips = slips;
  }

  /**
   * A suggester for values that were refused in one way.
   *
   * @param code the kind of fault; only a type or a constraint is kept by another value
   * @param name the field; null, and one that the schema does not have, get no suggestions
   * @param values those values, all of them if {@code whole}: some can be understood only by what
   *     stands beside them
   */
  public static @Nullable Suggester of(
      Schema schema,
      CellJudge judge,
      ErrorCode code,
      @Nullable String name,
      Collection<String> values,
      boolean whole) {
    boolean ofValue = code.equals(ErrorCode.TYPE_ERROR) || code.equals(ErrorCode.CONSTRAINT_ERROR);
    return !ofValue || name == null
        ? null
        : schema.fields().stream()
            .filter(field -> field.name().equals(name))
            .findFirst()
            .map(field -> new Suggester(field, judge, slips(field, values, whole)))
            .orElse(null);
  }

  private static List<Slip> slips(Field field, Collection<String> values, boolean whole) {
    List<Slip> slips = new ArrayList<>();
    slips.add(new SpreadsheetTexts());
    slips.add(new NoValueWords());
    slips.add(new AllowedValues(field));
    switch (field.type()) {
      case BOOLEAN -> slips.add(new TruthWords(field));
      case INTEGER, NUMBER, YEAR -> {
        slips.add(new NumberTexts(field, values, whole));
        slips.add(new LettersForDigits());
      }
      case DATE -> slips.add(new DateTexts(field, values, whole));
      default -> {
        if (field.type() == FieldType.STRING && field.format().equals("email")) {
          slips.add(new EmailTexts());
        }
      }
    }
    return slips;
  }

  /** What a value was probably meant to be; null if nothing is near. */
  public @Nullable ValueSuggestion of(@Nullable String value) {
    if (value == null || isCut(value)) {
      return null;
    }
    String stripped = VisibleText.strip(value);
    ValueSuggestion bare = accepted(value, new ValueSuggestion(stripped, Reason.WHITE_SPACE));
    if (bare != null || stripped.isEmpty()) {
      return bare;
    }
    return slips.stream()
        .map(slip -> slip.undo(stripped))
        .filter(Objects::nonNull)
        .map(suggestion -> accepted(value, suggestion))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** What an error repeats of a long value is not the value. */
  private static boolean isCut(String value) {
    return value.length() >= ImportError.MAX_VALUE_LENGTH - 1 && value.endsWith("…");
  }

  private @Nullable ValueSuggestion accepted(String value, ValueSuggestion suggestion) {
    String to = suggestion.to();
    if (to == null || to.isEmpty()) {
      boolean changes = !value.isEmpty() && judge.mayBeEmpty(field.name());
      return changes ? new ValueSuggestion(null, suggestion.reason()) : null;
    }
    return !to.equals(value) && judge.isValue(field.name(), to) ? suggestion : null;
  }
}
