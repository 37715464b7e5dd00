package dev.importer.internal.csv;

import dev.importer.source.Dialect;
import java.util.Objects;

/**
 * The characters that have a meaning in a CSV text.
 *
 * @param delimiter what separates cells
 * @param quote what encloses a cell, or {@link #NONE}
 * @param escape what makes the following quote part of the cell, or {@link #NONE}; unless it is a
 *     quote itself, also a delimiter, a line end or an escape
 * @param skipInitialSpace whether white space at the start of a cell is no part of it
 * @param comment what makes a line a comment if it begins with it, or {@link #NONE}
 */
public record Syntax(
    String delimiter, int quote, int escape, boolean skipInitialSpace, int comment) {

  /** Equal to no character, unlike a NUL, which a text may hold. */
  public static final int NONE = -1;

  /** The syntax of a dialect with a delimiter, a quote and an escape; the rest is off if absent. */
  public static Syntax of(Dialect dialect) {
    int quote = codeOf(Objects.requireNonNull(dialect.quoteChar()));
    int escape = codeOf(Objects.requireNonNull(dialect.escapeChar()));
    Character comment = dialect.commentChar();
    return new Syntax(
        Objects.requireNonNull(dialect.delimiter()),
        quote,
        quote == NONE && escape == '"' ? NONE : escape,
        Boolean.TRUE.equals(dialect.skipInitialSpace()),
        comment == null ? NONE : codeOf(comment));
  }

  /**
   * Whether the escape has a meaning outside of quotes, too. A double quote never has: it is the
   * one of the standard, left where another quote was named.
   */
  boolean escapesEverywhere() {
    return escape != NONE && escape != quote && escape != '"';
  }

  private static int codeOf(char character) {
    return character == Dialect.NONE ? NONE : character;
  }

  /** Whether a character is white space that ends no line. */
  static boolean isBlank(char c) {
    return c != '\n' && c != '\r' && (Character.isWhitespace(c) || Character.isSpaceChar(c));
  }
}
