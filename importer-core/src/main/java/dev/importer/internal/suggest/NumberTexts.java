package dev.importer.internal.suggest;

import dev.importer.internal.text.VisibleText;
import dev.importer.internal.type.Notation;
import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import dev.importer.schema.Field;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in other notations than that of their field, and with units. A unit is dropped only if
 * all refused values have the same one, since it would not be known any more afterwards.
 */
final class NumberTexts implements Slip {

  private static final Pattern NO_FRACTION = Pattern.compile("\\.0*$");

  private final FieldType type;
  private final Notation notation;
  private final Separators separators = new Separators();
  private final Set<String> units = new HashSet<>();
  private final boolean whole;

  NumberTexts(Field field, Collection<String> values, boolean whole) {
    this.type = field.type();
    this.notation = Notation.of(field.type(), field.format(), field.options());
    this.whole = whole;
    if (field.options() instanceof TypeOptions.OfNumber form && form.decimalChar().equals(",")) {
      separators.learn(Separators.DecimalMark.COMMA);
    }
    for (String value : values) {
      Amount amount = Amount.of(VisibleText.strip(value));
      if (amount != null) {
        units.add(amount.unit());
        if (whole) {
          separators.learn(amount.digits());
        }
      }
    }
    units.remove("");
  }

  @Override
  public @Nullable ValueSuggestion undo(String value) {
    Amount amount = Amount.of(value);
    String plain = amount == null ? null : separators.plain(amount.digits());
    if (amount == null || plain == null || !isClear(amount.unit())) {
      return null;
    }
    String number = type == FieldType.NUMBER ? plain : NO_FRACTION.matcher(plain).replaceFirst("");
    return new ValueSuggestion(
        notation.number((amount.negative() ? "-" : "") + number),
        amount.unit().isEmpty() ? Reason.NUMBER_NOTATION : Reason.UNIT);
  }

  private boolean isClear(String unit) {
    return unit.isEmpty() || (whole && units.size() == 1);
  }
}
