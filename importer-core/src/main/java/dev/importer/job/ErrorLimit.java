package dev.importer.job;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many rows of a source may be refused before none of it is wanted. Immutable.
 *
 * @param kind how it is measured
 * @param amount the number of rows, or the share in ten thousandths of a percent; 0 where there is
 *     nothing to say
 */
public record ErrorLimit(Kind kind, long amount) {

  /** How a limit is measured. */
  public enum Kind {
    /** Any number of rows. */
    ANY,
    /** A number of rows. */
    ROWS,
    /** A share of the rows. */
    PERCENT,
    /** No row at all. */
    STRICT
  }

  /**
   * A share is judged from this row on, besides at the end: the first rows of a file say little
   * about the rest.
   */
  public static final int FIRST_ROW_OF_A_SHARE = 1_000;

  /** Any number of rows may be refused. */
  public static final ErrorLimit ANY = new ErrorLimit(Kind.ANY, 0);

  /** One bad row is too many: the import fails with {@code refused-row}, which says what is bad. */
  public static final ErrorLimit STRICT = new ErrorLimit(Kind.STRICT, 0);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,4})?) ?%");
  private static final int SHARE_DECIMALS = 4;
  private static final long WHOLE = 1_000_000;

  /** Checks that the amount fits. */
  public ErrorLimit {
    if (amount < 0) {
      throw new IllegalArgumentException("maxErrors must not be negative, but is " + amount);
    }
    if (kind == Kind.PERCENT && amount > WHOLE) {
      throw new IllegalArgumentException("maxErrors must not be more than 100 %");
    }
  }

  /** This many rows may be refused; {@link Long#MAX_VALUE} for any number. */
  public static ErrorLimit rows(long rows) {
    return rows == Long.MAX_VALUE ? ANY : new ErrorLimit(Kind.ROWS, rows);
  }

  /**
   * This share of the rows may be refused.
   *
   * @param percent 0 to 100, with at most four decimals
   */
  public static ErrorLimit percent(BigDecimal percent) {
    try {
      return new ErrorLimit(Kind.PERCENT, percent.movePointRight(SHARE_DECIMALS).longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "maxErrors must be 0 to 100 % with at most four decimals, but is " + percent + " %", e);
    }
  }

  /**
   * Reads what {@link #text} writes: {@code 100}, {@code 2.5%}, {@code any} or {@code strict}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static ErrorLimit parse(String text) {
    Matcher share = SHARE.matcher(text);
    if (share.matches()) {
      return percent(new BigDecimal(share.group(1)));
    }
    if (NUMBER.matcher(text).matches()) {
      return rows(Long.parseLong(text));
    }
    return switch (text) {
      case "any" -> ANY;
      case "strict" -> STRICT;
      default ->
          throw new IllegalArgumentException(
              "maxErrors must be a number of rows, such as 100, or a share of them, such as 5%,"
                  + " but is '"
                  + text
                  + "'");
    };
  }

  /** The limit in one word: {@code 100}, {@code 2.5%}, {@code any} or {@code strict}. */
  public String text() {
    return switch (kind) {
      case ANY -> "any";
      case STRICT -> "strict";
      case ROWS -> Long.toString(amount);
      case PERCENT -> share(amount) + "%";
    };
  }

  /** Whether a share is passed once all these rows are seen; never of other kinds of limit. */
  public boolean isShareExceeded(long failed, long rows) {
    return kind == Kind.PERCENT && failed * WHOLE > amount * rows;
  }

  private static String share(long units) {
    BigDecimal share = BigDecimal.valueOf(units, SHARE_DECIMALS);
    return share.signum() == 0 ? "0" : share.stripTrailingZeros().toPlainString();
  }
}
