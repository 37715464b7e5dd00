package dev.importer.internal.reference;

import dev.importer.internal.type.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What values of a column of PostgreSQL are, and how it reads them from text. */
enum PostgresColumn {
  INT2("int2"),
  INT4("int4"),
  INT8("int8"),
  NUMERIC("numeric"),
  FLOAT4("float4"),
  FLOAT8("float8"),
  BOOL("bool"),
  DATE("date"),
  TIMESTAMP("timestamp"),
  TIMESTAMPTZ("timestamptz"),
  UUID("uuid"),
  BPCHAR("bpchar"),
  TEXT("text"),
  /** Whatever else it is, it is compared as text. */
  OTHER("text");

  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** More digits than any number that is a key has; larger exponents would fill the memory. */
  private static final int MOST_DIGITS = 1_000;

  private static final int LAST_YEAR = 9999;

  private final String type;

  PostgresColumn(String type) {
    this.type = type;
  }

  /**
   * The kind of a column.
   *
   * @param jdbcType its type of {@link Types}
   * @param typeName what the database calls it
   */
  static PostgresColumn of(int jdbcType, String typeName) {
    String name = typeName.toLowerCase(Locale.ROOT);
    return switch (jdbcType) {
      case Types.SMALLINT -> INT2;
      case Types.INTEGER -> INT4;
      case Types.BIGINT -> name.equals("oid") ? OTHER : INT8;
      case Types.NUMERIC -> NUMERIC;
      case Types.REAL -> FLOAT4;
      case Types.DOUBLE -> name.equals("money") ? OTHER : FLOAT8;
      case Types.BIT, Types.BOOLEAN -> name.equals("bool") ? BOOL : OTHER;
      case Types.DATE -> DATE;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          name.equals("timestamptz") ? TIMESTAMPTZ : TIMESTAMP;
      case Types.CHAR -> name.equals("bpchar") ? BPCHAR : OTHER;
      case Types.VARCHAR -> name.equals("varchar") || name.equals("text") ? TEXT : OTHER;
      default -> name.equals("uuid") ? UUID : OTHER;
    };
  }

  /** The type that values are made to be compared. */
  String type() {
    return type;
  }

  /** The column as it is compared. */
  String expression(String column) {
    return this == OTHER ? "CAST(" + column + " AS text)" : column;
  }

  /** A value as text that the type reads; null if it is none of the type. */
  @Nullable String text(Object value) {
    return switch (this) {
      case INT2 -> whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT4 -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT8 -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case NUMERIC, FLOAT4, FLOAT8 -> {
        BigDecimal number = number(value);
        yield number == null ? null : number.toString();
      }
      case BOOL -> {
        String word = value.toString().toLowerCase(Locale.ROOT);
        yield word.equals("true") || word.equals("false") ? word : null;
      }
      case DATE, TIMESTAMP, TIMESTAMPTZ -> time(value);
      case UUID -> {
        String text = value.toString();
        yield UUID_FORM.matcher(text).matches() ? text : null;
      }
      case BPCHAR, TEXT, OTHER -> {
        String text = Values.text(value);
        yield KeyLookup.isStorable(text) ? text : null;
      }
    };
  }

  private static @Nullable String whole(Object value, long least, long most) {
    BigDecimal number = number(value);
    if (number == null || number.stripTrailingZeros().scale() > 0) {
      return null;
    }
    BigInteger whole = number.toBigIntegerExact();
    boolean fits =
        whole.compareTo(BigInteger.valueOf(least)) >= 0
            && whole.compareTo(BigInteger.valueOf(most)) <= 0;
    return fits ? whole.toString() : null;
  }

  private static @Nullable BigDecimal number(Object value) {
    String text = Values.text(value).strip();
    if (text.length() > MOST_DIGITS) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      boolean small =
          Math.abs((long) number.scale()) <= MOST_DIGITS
              && Math.abs((long) number.precision() - number.scale()) <= MOST_DIGITS;
      return small ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private @Nullable String time(Object value) {
    String text = Values.text(value).strip().replace(' ', 'T');
    try {
      return switch (this) {
        case DATE -> {
          LocalDate date = LocalDate.parse(text);
          yield isUsual(date.getYear()) ? date.toString() : null;
        }
        case TIMESTAMP -> {
          LocalDateTime time = LocalDateTime.parse(text);
          yield isUsual(time.getYear()) ? time.toString() : null;
        }
        default -> {
          OffsetDateTime time = OffsetDateTime.parse(text);
          yield isUsual(time.getYear()) ? time.toString() : null;
        }
      };
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Other years are written in ways that differ. */
  private static boolean isUsual(int year) {
    return year >= 1 && year <= LAST_YEAR;
  }
}
