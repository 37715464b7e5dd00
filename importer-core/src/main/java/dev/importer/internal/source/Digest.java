package dev.importer.internal.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is found out about bytes in one pass over them: their SHA-256, and whether they are UTF-8.
 */
public final class Digest {

  private final MessageDigest sha256;
  private final Utf8Validator utf8 = new Utf8Validator();

  Digest() {
    sha256 = sha256();
  }

  /** The SHA-256 of text in UTF-8, in hexadecimal. */
  public static String sha256(String text) {
    MessageDigest sha256 = sha256();
    sha256.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(sha256);
  }

  /** Begins a SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void update(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
    utf8.update(bytes, offset, length);
  }

  /** The SHA-256 in hexadecimal; ends the computation. */
  String hex() {
    return hex(sha256);
  }

  /** A SHA-256 in hexadecimal; ends the computation. */
  public static String hex(MessageDigest sha256) {
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** The offset of the first byte that cannot be UTF-8, or {@link Utf8Validator#NONE}. */
  long utf8Offence() {
    return utf8.finish();
  }
}
