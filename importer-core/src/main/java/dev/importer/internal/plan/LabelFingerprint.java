package dev.importer.internal.plan;

import dev.importer.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells labels of one file from those of another. */
public final class LabelFingerprint {

  private LabelFingerprint() {}

  /**
   * The SHA-256 of labels in their order, in 64 hexadecimal digits. It is the same for {@linkplain
   * Schema#normalLabel spellings} of the same labels.
   */
  public static String of(List<String> labels) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String label : labels) {
        digest.update(Schema.normalLabel(label).getBytes(StandardCharsets.UTF_8));
        // No text has this byte in UTF-8, so that no two lists run together.
        digest.update((byte) 0xFF);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
