package dev.importer.job;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose cells lose the white space at both their ends, zero-width characters and byte order marks
 * included: nobody's, all, or those of some fields. Immutable.
 */
public final class Trim {

  /** No cell is trimmed. */
  public static final Trim NONE = new Trim(false, Set.of());

  /** Every cell is trimmed. */
  public static final Trim CELLS = new Trim(true, Set.of());

  private final boolean all;
  private final Set<String> fields;

  private Trim(boolean all, Set<String> fields) {
    this.all = all;
    this.fields = fields;
  }

  /**
   * The cells of these fields are trimmed.
   *
   * @param names the names of the fields, at least one
   */
  public static Trim fields(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("fields must name at least one field");
    }
    return new Trim(false, Set.copyOf(Arrays.asList(names)));
  }

  /** Reads what {@link #text} writes; null if it says nothing. */
  static @Nullable Trim read(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (names.contains("")) {
      return null;
    }
    return switch (text) {
      case "none" -> NONE;
      case "cells" -> CELLS;
      default -> fields(names.toArray(String[]::new));
    };
  }

  String text() {
    return all ? "cells" : fields.isEmpty() ? "none" : String.join(",", new TreeSet<>(fields));
  }

  /** The names of the fields, if it is limited to some; empty otherwise. */
  public Set<String> fields() {
    return fields;
  }

  /** Whether the cells of this field are trimmed; null stands for a column without a field. */
  public boolean includes(@Nullable String field) {
    return all || (field != null && fields.contains(field));
  }

  /** Equal if the same cells are trimmed. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Trim trim && trim.all == all && trim.fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode() * 31 + Boolean.hashCode(all);
  }

  /** As the option is written. */
  @Override
  public String toString() {
    return text();
  }
}
