package dev.importer.internal.check;

import com.sanctionco.jmail.Email;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import com.sanctionco.jmail.TopLevelDomain;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The e-mail rule: a deliverable address at a named host, and nothing besides. The parser also
 * takes what stands around addresses in mail headers: names, comments, line ends; and local parts
 * of an obsolete form.
 */
final class EmailRule {

  /** What fits into the path of a mail command (RFC 5321, 4.5.3.1.3). */
  static final int MAX_LENGTH = 254;

  private static final int COUNTRY_LENGTH = 2;

  private static final EmailValidator VALIDATOR =
      JMail.validator()
          .disallowIpDomain()
          .disallowExplicitSourceRouting()
          .withRule(EmailRule::hasNamedHost);

  private EmailRule() {}

  /** What is wrong with the address, or null. */
  static @Nullable Finding check(String text) {
    return PlainAddress.matches(text) ? null : checkFully(text);
  }

  static @Nullable Finding checkFully(String text) {
    return isValid(text)
        ? null
        : Finding.constraint(
            "format", Quoted.of(text) + " is not a valid e-mail address" + EmailFault.hint(text));
  }

  static boolean isValid(String text) {
    return text.length() <= MAX_LENGTH
        && VALIDATOR.tryParse(text).filter(email -> isBare(email, text)).isPresent();
  }

  /** Of hosts without a dot only countries may take mail, as some did; others are cut off. */
  private static boolean hasNamedHost(Email email) {
    return !email.topLevelDomain().equals(TopLevelDomain.NONE)
        || (email.domain().length() == COUNTRY_LENGTH
            && email.domain().chars().allMatch(c -> c < 128 && Character.isLetter(c)));
  }

  private static boolean isBare(Email email, String text) {
    return text.equals(email.localPart() + "@" + email.domain())
        && !email.containsWhitespace()
        && email.comments().isEmpty()
        && isCurrent(email.localPart())
        && text.codePoints().noneMatch(VisibleText::isInvisible);
  }

  /** Either one quoted text, or nothing quoted and nothing escaped (RFC 5321, 4.1.2). */
  private static boolean isCurrent(String localPart) {
    if (localPart.indexOf('"') < 0) {
      return localPart.indexOf('\\') < 0;
    }
    int last = localPart.length() - 1;
    if (last == 0 || localPart.charAt(0) != '"' || localPart.charAt(last) != '"') {
      return false;
    }
    for (int i = 1; i < last; i++) {
      char c = localPart.charAt(i);
      if (c == '\\') {
        i++;
        if (i == last || localPart.charAt(i) < ' ' || localPart.charAt(i) > '~') {
          return false;
        }
      } else if (c == '"') {
        return false;
      }
    }
    return true;
  }
}
