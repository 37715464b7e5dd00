package dev.importer.internal.keys;

import dev.importer.internal.type.NumberCasts;
import dev.importer.row.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.Collection;

/**
 * The first 128 bits of the SHA-256 of a key. Values that mean the same give the same bytes, and no
 * two keys that differ do: each value begins with its kind and ends in a way of its own. Not
 * thread-safe.
 */
final class KeyDigest {

  private static final int BUFFER_BYTES = 1024;

  /** The most that is put between two looks at the room that is left. */
  private static final int RESERVE_BYTES = 16;

  /** No long has more digits. */
  private static final int MAX_LONG_DIGITS = 19;

  private final MessageDigest sha256;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
  private final ByteBuffer digest;

  KeyDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
    digest = ByteBuffer.allocate(sha256.getDigestLength());
  }

  /** Digests a key; what {@link #high} and {@link #low} said of an earlier one is gone. */
  void digest(int rule, Object... values) {
    bytes.clear().putInt(rule).putInt(values.length);
    for (Object value : values) {
      put(value);
    }
    flush();
    try {
      sha256.digest(digest.array(), 0, digest.capacity());
    } catch (DigestException e) {
      throw new AssertionError("the buffer has the length of the digest", e);
    }
  }

  /** The first eight bytes of the last digest. */
  long high() {
    return digest.getLong(0);
  }

  /** The next eight bytes of the last digest. */
  long low() {
    return digest.getLong(Long.BYTES);
  }

  private void put(Object value) {
    reserve();
    if (value instanceof String text) {
      bytes.put((byte) 's');
      putText(text);
    } else if (value instanceof Long number) {
      bytes.put((byte) 'i').putLong(number);
    } else if (value instanceof BigDecimal || value instanceof BigInteger) {
      putDecimal(NumberCasts.toDecimal(value).stripTrailingZeros());
    } else if (value instanceof Boolean truth) {
      bytes.put((byte) (truth ? 't' : 'f'));
    } else if (value instanceof OffsetDateTime time) {
      bytes.put((byte) 'm').putLong(time.toEpochSecond()).putInt(time.getNano());
    } else if (value instanceof JsonText json) {
      bytes.put((byte) 'j');
      putText(json.text());
    } else if (value instanceof Collection<?> items) {
      bytes.put((byte) 'l').putInt(items.size());
      items.forEach(this::put);
    } else {
      bytes.put((byte) 'o');
      putText(value.getClass().getName());
      putText(value.toString());
    }
  }

  /** 1, 1.0 and 1e0 are one number. */
  private void putDecimal(BigDecimal stripped) {
    long digits = (long) stripped.precision() - stripped.scale();
    if (stripped.scale() <= 0
        && digits <= MAX_LONG_DIGITS
        && stripped.toBigIntegerExact().bitLength() < Long.SIZE) {
      bytes.put((byte) 'i').putLong(stripped.longValueExact());
    } else {
      byte[] unscaled = stripped.unscaledValue().toByteArray();
      bytes.put((byte) 'd').putInt(stripped.scale()).putInt(unscaled.length);
      flush();
      sha256.update(unscaled);
    }
  }

  /**
   * One to three bytes for each UTF-16 unit, none of them zero, then a zero. Unlike UTF-8 it tells
   * lone surrogates apart.
   */
  private void putText(String text) {
    for (int i = 0; i < text.length(); i++) {
      reserve();
      char c = text.charAt(i);
      if (c != 0 && c < 0x80) {
        bytes.put((byte) c);
      } else if (c < 0x800) {
        bytes.put((byte) (0xC0 | (c >> 6))).put((byte) (0x80 | (c & 0x3F)));
      } else {
        bytes
            .put((byte) (0xE0 | (c >> 12)))
            .put((byte) (0x80 | ((c >> 6) & 0x3F)))
            .put((byte) (0x80 | (c & 0x3F)));
      }
    }
    reserve();
    bytes.put((byte) 0);
  }

  private void reserve() {
    if (bytes.remaining() < RESERVE_BYTES) {
      flush();
    }
  }

  private void flush() {
    sha256.update(bytes.array(), 0, bytes.position());
    bytes.clear();
  }
}
