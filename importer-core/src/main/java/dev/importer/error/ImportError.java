package dev.importer.error;

import dev.importer.internal.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a row was refused: what is wrong, and where. It has the same shape in Java, in
 * JSON and in the columns of a download.
 *
 * @param code the kind of fault
 * @param rule what was broken: the type for a {@code type-error}, the constraint for a {@code
 *     constraint-error}, the property of the schema ({@code unique}, {@code primaryKey} and so on)
 *     for a rule across rows, the code that the application has given for a {@code row-check};
 *     otherwise null
 * @param field the field of the schema, or the label of the column where the schema has no such
 *     field; null if the fault is not in one column
 * @param column the position of the cell in its record, 1-based; null if the fault is not in one
 *     cell
 * @param value the offending value as text, cut after {@value #MAX_VALUE_LENGTH} characters; null
 *     if there is none
 * @param message a sentence for people, without the name of the field, cut after {@value
 *     #MAX_MESSAGE_LENGTH} characters
 * @param row the number of the row among the data rows, 1-based
 * @param line the physical line on which the row starts, 1-based
 * @param count how many errors of the row this one stands for: 1, or more for those that there was
 *     no room to list one by one
 */
public record ImportError(
    ErrorCode code,
    @Nullable String rule,
    @Nullable String field,
    @Nullable Integer column,
    @Nullable String value,
    String message,
    long row,
    long line,
    long count) {

  /** The longest value, in characters, that an error repeats; the stored row has all of it. */
  public static final int MAX_VALUE_LENGTH = 200;

  /** The longest message, in characters. */
  public static final int MAX_MESSAGE_LENGTH = 500;

  /** Cuts an over-long value or message, never inside a surrogate pair. */
  public ImportError {
    if (count < 1) {
      throw new IllegalArgumentException("an error stands for at least one, but count is " + count);
    }
    value = value == null ? null : cut(value, MAX_VALUE_LENGTH);
    message = cut(message, MAX_MESSAGE_LENGTH);
  }

  /** One error. */
  public ImportError(
      ErrorCode code,
      @Nullable String rule,
      @Nullable String field,
      @Nullable Integer column,
      @Nullable String value,
      String message,
      long row,
      long line) {
    this(code, rule, field, column, value, message, row, line, 1);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + '…';
  }

  /** The message led by the name of the field, for example {@code age: 'abc' is not an integer}. */
  public String text() {
    return field == null ? message : VisibleText.of(field) + ": " + message;
  }
}
