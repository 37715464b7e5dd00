package dev.importer.internal.store;

import dev.importer.internal.source.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of values in their order, each of which is told apart from its neighbours. */
final class FieldDigest {

  private static final int ABSENT = -1;

  private final MessageDigest sha256 = Digest.sha256();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  /** Adds a number, a truth, bytes, text, or null. */
  void add(@Nullable Object value) {
    if (value instanceof Long each) {
      add(each.longValue());
    } else if (value instanceof Boolean truth) {
      add(truth ? 1 : 0);
    } else if (value == null) {
      add(ABSENT);
    } else {
      byte[] bytes =
          value instanceof byte[] given ? given : value.toString().getBytes(StandardCharsets.UTF_8);
      add(bytes.length);
      sha256.update(bytes);
    }
  }

  void add(long value) {
    number.clear();
    sha256.update(number.putLong(value).array());
  }

  /** The digest in hexadecimal; ends the computation. */
  String hex() {
    return Digest.hex(sha256);
  }
}
