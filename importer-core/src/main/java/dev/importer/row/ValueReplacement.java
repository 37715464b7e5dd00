package dev.importer.row;

import dev.importer.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value that is to stand in the place of others in a column of stored rows.
 *
 * <pre>{@code
 * ValueReplacement.of("age", "n/a").with(null)
 * ValueReplacement.ofRefused("country", ErrorCode.CONSTRAINT_ERROR, "enum").with("Germany")
 * }</pre>
 */
public final class ValueReplacement {

  private final String field;
  private final List<@Nullable String> from;
  private final @Nullable String code;
  private final @Nullable String rule;
  private final @Nullable String to;

  private ValueReplacement(
      String field,
      List<@Nullable String> from,
      @Nullable String code,
      @Nullable String rule,
      @Nullable String to) {
    this.field = Objects.requireNonNull(field);
    this.from = Collections.unmodifiableList(new ArrayList<>(from));
    this.code = code;
    this.rule = rule;
    this.to = to;
  }

  /**
   * In all rows, valid or refused, whose cell is exactly one of these values, which is emptied
   * unless {@link #with} says more.
   *
   * @param field the name of a field, or the label of a column
   * @param from the values as texts; null for cells that are empty
   * @throws IllegalArgumentException if there is no value
   */
  public static ValueReplacement of(String field, @Nullable String... from) {
    if (from.length == 0) {
      throw new IllegalArgumentException("name at least one value that is to be replaced");
    }
    return new ValueReplacement(field, Arrays.asList(from), null, null, null);
  }

  /**
   * In all refused rows that have an error of this kind in the field, whatever the cell holds.
   *
   * @param rule the rule that is broken; null for any
   */
  public static ValueReplacement ofRefused(String field, ErrorCode code, @Nullable String rule) {
    return new ValueReplacement(field, List.of(), code.text(), rule, null);
  }

  /** The same, only in refused rows that have an error of this kind in the field. */
  public ValueReplacement onlyRefused(ErrorCode errorCode, @Nullable String brokenRule) {
    return new ValueReplacement(field, from, errorCode.text(), brokenRule, to);
  }

  /** The same, also of another value; null for cells that are empty. */
  public ValueReplacement or(@Nullable String value) {
    List<@Nullable String> more = new ArrayList<>(from);
    more.add(value);
    return new ValueReplacement(field, more, code, rule, to);
  }

  /** The same with another value to be put there; null to empty the cells. */
  public ValueReplacement with(@Nullable String value) {
    return new ValueReplacement(field, from, code, rule, value);
  }

  /** The name of the field, or the label of the column. */
  public String field() {
    return field;
  }

  /** The values that are replaced, null for empty cells; no element if all are. */
  public List<@Nullable String> from() {
    return from;
  }

  /** The code of the error that rows must have; null if valid rows are changed, too. */
  public @Nullable String code() {
    return code;
  }

  /** The rule of that error; null for any. */
  public @Nullable String rule() {
    return rule;
  }

  /** What is put there; null if the cells are emptied. */
  public @Nullable String to() {
    return to;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ValueReplacement that
        && field.equals(that.field)
        && from.equals(that.from)
        && Objects.equals(code, that.code)
        && Objects.equals(rule, that.rule)
        && Objects.equals(to, that.to);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, from, code, rule, to);
  }

  @Override
  public String toString() {
    return field + ": " + from + " -> " + to;
  }
}
