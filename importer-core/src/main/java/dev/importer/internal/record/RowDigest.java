package dev.importer.internal.record;

import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.type.NumberCasts;
import dev.importer.internal.type.Values;
import dev.importer.row.Header;
import dev.importer.row.JsonText;
import dev.importer.type.GeoPoint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Year;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 64 bits that stand for the data of a valid row. Rows with the same values under the same names
 * have the same digest, in whatever order and notation: 1, 1.0 and 1.00 are one number, and a value
 * that is absent is one that is null. A row as it was checked has the digest that it has when it is
 * read back. Rows that differ may by accident have one digest, one in 10^19 pairs; nothing is
 * decided by it but what is told. Not thread-safe.
 */
public final class RowDigest {

  /** Instead of the digest of a row that has no data, because it is refused. */
  public static final long NONE = 0;

  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final long TEXT = 0x2545F4914F6CDD1DL;
  private static final long NUMBER = 0xD6E8FEB86659FD93L;
  private static final long NESTED = 0xA0761D6478BD642FL;
  private static final long TRUE = 0xE7037ED1A0B428DBL;
  private static final long FALSE = 0x8EBC6AF09C88C6E3L;

  /** No long has more digits. */
  private static final int MAX_LONG_DIGITS = 19;

  private @Nullable Header keyedHeader;
  private long[] keys = {};

  /** The digest of a row that was checked; never {@link #NONE}. */
  public long of(CheckedRow.Valid row) {
    long[] names = keysOf(row.names());
    long sum = 0;
    for (int i = 0; i < names.length; i++) {
      sum += member(names[i], row.value(i));
    }
    return end(sum);
  }

  /** The digest of a valid row that was stored, from its cells by name; never {@link #NONE}. */
  public static long of(Map<String, @Nullable Object> cells) {
    long sum = 0;
    for (Map.Entry<String, @Nullable Object> cell : cells.entrySet()) {
      sum += member(text(cell.getKey(), TEXT), cell.getValue());
    }
    return end(sum);
  }

  private long[] keysOf(Header header) {
    if (header != keyedHeader) {
      long[] made = new long[header.size()];
      for (int i = 0; i < made.length; i++) {
        made[i] = text(header.label(i), TEXT);
      }
      keys = made;
      keyedHeader = header;
    }
    return keys;
  }

  /** A sum has no order, and nothing adds nothing to it. */
  private static long member(long name, @Nullable Object value) {
    return value == null ? 0 : mixed(Long.rotateLeft(name, 17) ^ value(value));
  }

  private static long end(long sum) {
    long digest = mixed(sum + FACTOR);
    return digest == NONE ? 1 : digest;
  }

  private static long value(Object value) {
    if (value instanceof String text) {
      return text(text, TEXT);
    } else if (value instanceof Long number) {
      return number(number);
    } else if (value instanceof BigDecimal || value instanceof BigInteger) {
      return decimal(NumberCasts.toDecimal(value).stripTrailingZeros());
    } else if (value instanceof Boolean truth) {
      return truth ? TRUE : FALSE;
    } else if (value instanceof Year year) {
      return number(year.getValue());
    } else if (value instanceof JsonText json) {
      return text(Values.canonical(json).toString(), NESTED);
    } else if (value instanceof Collection<?> || value instanceof GeoPoint) {
      return value(new JsonText(RecordEncoder.json(value)));
    }
    return text(Values.text(value), TEXT);
  }

  private static long number(long value) {
    return (value ^ NUMBER) * FACTOR;
  }

  private static long decimal(BigDecimal stripped) {
    long digits = (long) stripped.precision() - stripped.scale();
    boolean whole = stripped.scale() <= 0 && digits <= MAX_LONG_DIGITS;
    return whole && stripped.toBigIntegerExact().bitLength() < Long.SIZE
        ? number(stripped.longValueExact())
        : text(stripped.toString(), NUMBER);
  }

  /** Four characters at a time, because this is done for every cell. */
  private static long text(String text, long kind) {
    int length = text.length();
    long hash = kind ^ length;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      long four =
          text.charAt(i)
              | ((long) text.charAt(i + 1) << 16)
              | ((long) text.charAt(i + 2) << 32)
              | ((long) text.charAt(i + 3) << 48);
      hash = Long.rotateLeft((hash ^ four) * FACTOR, 29);
    }
    long rest = 0;
    for (; i < length; i++) {
      rest = (rest << Character.SIZE) | text.charAt(i);
    }
    return Long.rotateLeft((hash ^ rest) * FACTOR, 29);
  }

  /** The last steps of MurmurHash3, after which every bit depends on every other. */
  private static long mixed(long value) {
    long hash = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
