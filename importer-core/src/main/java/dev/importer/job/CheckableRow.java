package dev.importer.job;

import dev.importer.row.ValidRow;
import org.jspecify.annotations.Nullable;

/**
 * One row that a {@link RowCheck} looks at: its values can be read and changed, and it can be
 * refused. What is changed shows at once. Made by the importer; usable only during the call.
 */
public interface CheckableRow extends ValidRow {

  /** The longest code, in characters. */
  int MAX_CODE_LENGTH = 100;

  /**
   * Refuses the row. It may be refused for several reasons; all of them are kept.
   *
   * @param field the field, or the label of a column without one, that is at fault; null if it is
   *     the row as a whole
   * @param code the kind of fault in words of your own, for example {@code blocked-customer}, by
   *     which such errors are counted: 1 to {@value #MAX_CODE_LENGTH} characters. It is the {@code
   *     rule} of the error, whose code is {@code row-check}
   * @param message a sentence for people, without the name of the field
   * @throws IllegalArgumentException if there is no such field or column, or if the code is blank
   *     or too long
   */
  void refuse(@Nullable String field, String code, String message);

  /**
   * Puts another value in the place of that of a field. It is checked as the field says: if it does
   * not fit, the row is refused. Where it is another value than before, that is kept as a change of
   * the cell by {@code checked-cell}.
   *
   * @param field the field, or the label of a column without one
   * @param value of the class that {@link dev.importer.type.FieldType} says, or as text in the form
   *     in which values are stored, for example {@code 2026-11-30} for a date; null for none
   * @throws IllegalArgumentException if there is no such field or column, or if no column of the
   *     source feeds the field. A record of JSON gets the member that it lacks
   */
  void set(String field, @Nullable Object value);
}
