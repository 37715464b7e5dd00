package dev.importer.internal.check;

/**
 * The addresses that stand in brackets in a URI: IPv6, or of a version to come (RFC 3986, 3.2.2).
 */
final class IpLiteral {

  private static final int GROUPS = 8;

  private IpLiteral() {}

  static boolean matches(String text) {
    return (text.startsWith("v") || text.startsWith("V"))
        ? text.matches("[vV][0-9A-Fa-f]+\\.[-._~!$&'()*+,;=:A-Za-z0-9]+")
        : isIpv6(text);
  }

  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, Tail.MAY_BE_IPV4) == GROUPS;
    }
    int before = gap == 0 ? 0 : groups(text.substring(0, gap), Tail.IS_A_GROUP);
    String rest = text.substring(gap + 2);
    int after = rest.isEmpty() ? 0 : groups(rest, Tail.MAY_BE_IPV4);
    return before >= 0 && after >= 0 && before + after < GROUPS;
  }

  /** What the last part may be. */
  private enum Tail {
    IS_A_GROUP,
    MAY_BE_IPV4
  }

  /** How many groups of 16 bits there are, or a negative number if one is malformed. */
  private static int groups(String text, Tail tail) {
    String[] parts = text.split(":", -1);
    int groups = 0;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (!part.isEmpty()
          && part.length() <= 4
          && part.chars().allMatch(c -> TextFormat.isHex((char) c))) {
        groups++;
      } else if (tail == Tail.MAY_BE_IPV4 && i == parts.length - 1 && isIpv4(part)) {
        groups += 2;
      } else {
        return -GROUPS;
      }
    }
    return groups;
  }

  private static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    for (String part : parts) {
      boolean number = part.length() <= 3 && part.matches("0|[1-9][0-9]*");
      if (!number || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return parts.length == 4;
  }
}
