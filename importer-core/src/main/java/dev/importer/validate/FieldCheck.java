package dev.importer.validate;

import dev.importer.schema.Field;
import dev.importer.type.Cast;
import dev.importer.type.Unfit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field made ready for checking cells: its cast, and its constraints. */
final class FieldCheck {

  /** An absent value, and text that stands for one (Table Schema: {@code missingValues}). */
  private static final String MISSING = "";

  private final Field field;
  private final boolean required;
  private final Cast cast;
  private final ConstraintCheck[] constraints;

  FieldCheck(Field field) {
    this.field = field;
    this.required = field.isRequired();
    this.cast = Cast.to(field.type(), field.format(), field.options());
    this.constraints = ConstraintCheck.of(field).toArray(ConstraintCheck[]::new);
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
    if (cell == null || cell.equals(MISSING)) {
      if (required) {
        findings.add(Finding.constraint("required", "a value is required"));
      }
      return null;
    }
    Object value = cast.apply(cell);
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
}
