package dev.importer.internal.check;

import dev.importer.internal.type.Cast;
import dev.importer.internal.type.Unfit;
import dev.importer.schema.Field;
import dev.importer.schema.MissingValue;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A field made ready for checking cells: its missing values, its cast, and its constraints. */
final class FieldCheck {

  private static final Set<String> ONLY_EMPTY = Set.of("");

  private final Field field;
  private final boolean required;
  private final Set<String> missing;
  private final boolean onlyEmpty;
  private final Cast cast;
  private final ConstraintCheck[] constraints;

  /**
   * A check.
   *
   * @param missingValues those of the schema, for fields that have none of their own
   */
  FieldCheck(Field field, List<MissingValue> missingValues) {
    List<MissingValue> own = field.missingValues();
    this.field = field;
    this.required = field.isRequired();
    this.missing =
        (own == null ? missingValues : own)
            .stream().map(MissingValue::value).collect(Collectors.toUnmodifiableSet());
    this.onlyEmpty = missing.equals(ONLY_EMPTY);
    this.cast = Cast.to(field.type(), field.format(), field.options());
    this.constraints = ConstraintCheck.of(field).toArray(ConstraintCheck[]::new);
  }

  /** A value as it is stored, whatever its form in the source was; null if it is none. */
  static @Nullable Object storedValue(Field field, Object cell) {
    Object value = storedForm(field).apply(cell);
    return value instanceof Unfit ? null : value;
  }

  /** The cast from cells in the form in which values are stored, whatever it was in the source. */
  static Cast storedForm(Field field) {
    FieldType type = field.type();
    return switch (type) {
      case GEOPOINT -> Cast.to(type, "array", field.options());
      case GEOJSON, LIST -> Cast.to(type, field.format(), field.options());
      case YEAR -> FieldCheck::storedYear;
      default -> Cast.to(type, Field.DEFAULT_FORMAT, TypeOptions.defaultOf(type));
    };
  }

  /** A number with more digits than four, or below 0, is a year, too, once it is stored. */
  private static Object storedYear(Object cell) {
    return cell instanceof Long year && year >= Year.MIN_VALUE && year <= Year.MAX_VALUE
        ? Year.of(year.intValue())
        : Cast.to(FieldType.YEAR, Field.DEFAULT_FORMAT, TypeOptions.NONE).apply(cell);
  }

  String name() {
    return field.name();
  }

  boolean isRequired() {
    return required;
  }

  /**
   * Casts a cell and checks the value; after a type error no constraint is looked at.
   *
   * @param cell what the source says, or null if it says nothing
   * @param findings takes what is wrong
   * @return the typed value; null if it is missing or wrong
   */
  @Nullable Object check(@Nullable Object cell, List<Finding> findings) {
    int before = findings.size();
    Object value = judge(cell, findings);
    if (findings.size() > before && cell instanceof String text) {
      hint(text, findings.subList(before, findings.size()));
    }
    return value;
  }

  /** Nothing is cleaned unasked, but a message says so where that is all that would be needed. */
  private void hint(String text, List<Finding> findings) {
    CleaningHint hint = CleaningHint.of(text, field, this::judgement);
    if (hint != null) {
      findings.replaceAll(finding -> finding.with(hint.words()));
    }
  }

  /** What would become of a text in this field. */
  CleaningHint.Judgement judgement(String text) {
    List<Finding> left = new ArrayList<>();
    Object value = judge(text, left);
    return !left.isEmpty()
        ? CleaningHint.Judgement.INVALID
        : value == null ? CleaningHint.Judgement.NO_VALUE : CleaningHint.Judgement.VALID;
  }

  /**
   * Checks a value in the form in which it is stored, whatever its form in the source is.
   *
   * @param stored the value; null, and a text that stands for no value in the field, are none
   */
  @Nullable Object checkStored(@Nullable Object stored, List<Finding> findings) {
    return judge(stored, storedForm(field), findings);
  }

  private @Nullable Object judge(@Nullable Object cell, List<Finding> findings) {
    return judge(cell, cast, findings);
  }

  private @Nullable Object judge(@Nullable Object cell, Cast form, List<Finding> findings) {
    if (cell == null || isMissing(cell)) {
      if (required) {
        findings.add(Finding.constraint("required", "a value is required"));
      }
      return null;
    }
    Object value = form.apply(cell);
    if (value instanceof Unfit unfit) {
      findings.add(Finding.type(field.type().text(), unfit.message()));
      return null;
    }
    for (ConstraintCheck constraint : constraints) {
      Finding finding = constraint.apply(value);
      if (finding != null) {
        findings.add(finding);
      }
    }
    return value;
  }

  /** What a cell says, whatever the constraints: null if nothing, an {@link Unfit} if no value. */
  @Nullable Object read(@Nullable Object cell) {
    return cell == null || isMissing(cell) ? null : cast.apply(cell);
  }

  /** Whether the cell as it is written stands for no value; nothing is cast for that. */
  boolean isMissing(@Nullable Object cell) {
    if (cell == null) {
      return true;
    }
    return onlyEmpty ? cell.equals("") : !missing.isEmpty() && missing.contains(cell.toString());
  }
}
