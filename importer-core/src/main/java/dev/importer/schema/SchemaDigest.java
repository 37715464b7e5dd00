package dev.importer.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two schemas demand the same of rows. */
final class SchemaDigest {

  private SchemaDigest() {}

  /** The SHA-256 of the canonical JSON of a schema that says nothing to people. */
  static String of(Schema schema) {
    String json = SchemaWriter.canonical(schema.withoutDescriptions());
    return HexFormat.of().formatHex(sha256().digest(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
