package dev.importer.internal.check;

/**
 * A URI with a scheme (RFC 3986), character by character; letters beyond ASCII are escaped in it.
 */
final class UriRule {

  private static final String UNRESERVED = "-._~";
  private static final String SUB_DELIMITERS = "!$&'()*+,;=";

  private UriRule() {}

  static boolean matches(String text) {
    int colon = text.indexOf(':');
    if (!isScheme(text, colon)) {
      return false;
    }
    int fragment = indexOrEnd(text, '#', colon + 1, text.length());
    int query = indexOrEnd(text, '?', colon + 1, fragment);
    int path = colon + 1;
    if (text.startsWith("//", path)) {
      path = indexOrEnd(text, '/', path + 2, query);
      if (!isAuthority(text, colon + 3, path)) {
        return false;
      }
    }
    return has(text, path, query, ":@/")
        && has(text, query + 1, fragment, ":@/?")
        && has(text, fragment + 1, text.length(), ":@/?");
  }

  private static int indexOrEnd(String text, char c, int from, int end) {
    int index = text.indexOf(c, from);
    return index < 0 || index > end ? end : index;
  }

  private static boolean isScheme(String text, int end) {
    if (end < 1 || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < end; i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !isDigit(c) && "+-.".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** {@code user@host:port}; the host is a name or an address in brackets. */
  private static boolean isAuthority(String text, int start, int end) {
    int at = indexOrEnd(text, '@', start, end);
    int host = at == end ? start : at + 1;
    if (at != end && !has(text, start, at, ":")) {
      return false;
    }
    int hostEnd;
    if (host < end && text.charAt(host) == '[') {
      int close = indexOrEnd(text, ']', host, end);
      if (close == end || !IpLiteral.matches(text.substring(host + 1, close))) {
        return false;
      }
      hostEnd = close + 1;
    } else {
      hostEnd = indexOrEnd(text, ':', host, end);
      if (!has(text, host, hostEnd, "")) {
        return false;
      }
    }
    return hostEnd == end || (text.charAt(hostEnd) == ':' && isPort(text, hostEnd + 1, end));
  }

  private static boolean isPort(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is nothing but unreserved, escaped, delimiting and these further characters. */
  private static boolean has(String text, int start, int end, String further) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= end
            || !TextFormat.isHex(text.charAt(i + 1))
            || !TextFormat.isHex(text.charAt(i + 2))) {
          return false;
        }
        i += 2;
      } else if (!isLetter(c)
          && !isDigit(c)
          && UNRESERVED.indexOf(c) < 0
          && SUB_DELIMITERS.indexOf(c) < 0
          && further.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
