package dev.importer.internal.check;

import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a text is no e-mail address, as far as that can be told, and what to write instead. */
final class EmailFault {

  private static final Pattern IN_ANGLES = Pattern.compile("([^<>]*)<([^<>]+)>[;,]?\\s*");
  private static final String MAILTO = "mailto:";
  private static final Pattern SEPARATORS = Pattern.compile("[;,]");
  private static final String QUOTES = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb`";

  private EmailFault() {}

  /** A clause for the end of a message; empty if nothing can be told. */
  static String hint(String text) {
    Matcher angles = IN_ANGLES.matcher(text);
    if (angles.matches()) {
      boolean named = !VisibleText.strip(angles.group(1)).isEmpty();
      return named
          ? fault("it has a display name and angle brackets", angles.group(2))
          : fault("it has angle brackets", angles.group(2));
    }
    if (text.toLowerCase(Locale.ROOT).startsWith(MAILTO)) {
      return fault("it begins with mailto:", text.substring(MAILTO.length()));
    }
    List<String> parts =
        SEPARATORS
            .splitAsStream(text)
            .map(VisibleText::strip)
            .filter(part -> !part.isEmpty())
            .toList();
    if (parts.size() > 1 && parts.stream().allMatch(part -> part.indexOf('@') > 0)) {
      return ": these are several addresses, and the field has one";
    }
    if (parts.size() == 1 && SEPARATORS.matcher(text).find()) {
      return fault("it has a separator of addresses beside it", parts.get(0));
    }
    return isQuoted(text)
        ? fault("it has quotation marks around it", text.substring(1, text.length() - 1))
        : ofCharacters(text);
  }

  private static boolean isQuoted(String text) {
    return text.length() > 2
        && QUOTES.indexOf(text.charAt(0)) >= 0
        && QUOTES.indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  private static String ofCharacters(String text) {
    // What stands around the address is spoken of elsewhere.
    String inner = VisibleText.strip(text);
    boolean blank = inner.codePoints().anyMatch(c -> c == ' ' || VisibleText.isInvisible(c));
    if (blank) {
      return ": it has a space or an invisible character in it";
    }
    return inner.indexOf('@', inner.indexOf('@') + 1) < 0 ? "" : ": it has more than one @";
  }

  private static String fault(String what, String address) {
    String usual = VisibleText.strip(address);
    return ": " + what + (EmailRule.isValid(usual) ? "; write " + Quoted.of(usual) : "");
  }
}
