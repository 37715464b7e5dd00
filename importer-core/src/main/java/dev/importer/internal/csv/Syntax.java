package dev.importer.internal.csv;

import dev.importer.source.Dialect;
import java.util.Objects;

/**
 * The characters that have a meaning in a CSV text.
 *
 * @param delimiter what separates cells
 * @param quote what encloses a cell, or {@link #NONE}
 * @param escape what makes the following quote part of the cell, or {@link #NONE}
 */
public record Syntax(String delimiter, int quote, int escape) {

  /** Equal to no character, unlike a NUL, which a text may hold. */
  public static final int NONE = -1;

  /** The syntax of a complete dialect. */
  public static Syntax of(Dialect dialect) {
    int quote = codeOf(Objects.requireNonNull(dialect.quoteChar()));
    int escape = codeOf(Objects.requireNonNull(dialect.escapeChar()));
    return new Syntax(
        Objects.requireNonNull(dialect.delimiter()), quote, quote == NONE ? NONE : escape);
  }

  private static int codeOf(char character) {
    return character == Dialect.NONE ? NONE : character;
  }
}
