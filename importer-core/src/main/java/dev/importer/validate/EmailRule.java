package dev.importer.validate;

import com.sanctionco.jmail.Email;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import dev.importer.type.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * The e-mail rule: a deliverable address at a named host, and nothing besides. The parser also
 * takes what stands around addresses in mail headers: names, comments, line ends.
 */
final class EmailRule {

  private static final EmailValidator VALIDATOR = JMail.strictValidator();

  private EmailRule() {}

  /** What is wrong with the address, or null. */
  static @Nullable Finding check(String text) {
    return PlainAddress.matches(text) ? null : checkFully(text);
  }

  static @Nullable Finding checkFully(String text) {
    return VALIDATOR.tryParse(text).filter(email -> isBare(email, text)).isPresent()
        ? null
        : Finding.constraint("format", Quoted.of(text) + " is not a valid e-mail address");
  }

  private static boolean isBare(Email email, String text) {
    return text.equals(email.localPart() + "@" + email.domain())
        && !email.containsWhitespace()
        && email.comments().isEmpty()
        && text.codePoints().noneMatch(EmailRule::isInvisible);
  }

  private static boolean isInvisible(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
  }
}
