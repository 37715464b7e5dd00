package dev.importer.internal.check;

import dev.importer.internal.text.Quoted;
import dev.importer.schema.Field;
import dev.importer.type.FieldType;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The formats of texts. A text that does not keep to its format is still a text. */
final class TextFormat {

  private static final int UUID_LENGTH = 36;

  private TextFormat() {}

  /** The check for the format of a field; null if there is nothing to check. */
  static @Nullable ConstraintCheck check(Field field) {
    if (field.type() != FieldType.STRING) {
      return null;
    }
    return switch (field.format()) {
      case "email" -> value -> EmailRule.check((String) value);
      case "uri" -> check(UriRule::matches, "a URI such as https://example.com/a");
      case "binary" -> check(TextFormat::isBase64, "data in Base64");
      case "uuid" ->
          check(TextFormat::isUuid, "a UUID such as 2eb8aa08-aa98-11ea-b4aa-73b441d16380");
      case "wkt" -> check(WktRule::matches, "a geometry in WKT such as POINT (30 10)");
      default -> null;
    };
  }

  private static ConstraintCheck check(Predicate<String> rule, String kind) {
    return value ->
        rule.test((String) value)
            ? null
            : Finding.constraint("format", Quoted.of(value) + " is not " + kind);
  }

  /** Five groups of hexadecimal digits (RFC 9562), in any case. */
  private static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(i);
      if (hyphen ? c != '-' : !isHex(c)) {
        return false;
      }
    }
    return true;
  }

  static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Groups of four characters, the last one filled up (RFC 4648, section 4). */
  private static boolean isBase64(String text) {
    int length = text.length();
    if (length % 4 != 0) {
      return false;
    }
    int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    for (int i = 0; i < length - padding; i++) {
      if (base64Value(text.charAt(i)) < 0) {
        return false;
      }
    }
    // Bits that no byte takes are zero, so that the same bytes are always the same text.
    int unused = padding == 2 ? 0xF : padding == 1 ? 0x3 : 0;
    return unused == 0 || (base64Value(text.charAt(length - padding - 1)) & unused) == 0;
  }

  private static int base64Value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    } else if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    } else if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }
}
