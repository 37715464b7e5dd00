package dev.importer.server.internal.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of the page, found by following the imports of its modules. The HTML names the modules
 * of the first view, so that a browser asks for all of them at once, and those of other views,
 * which the page fetches itself. Their address has a version, so that a browser never asks again.
 *
 * @param folder the path of the files, which is another one as soon as one of them is
 * @param html the page, with addresses that begin at the root
 */
record PageFiles(String folder, String html) {

  /** The folder in which the files lie. */
  static final String LOCATION = "/assets/page/";

  private static final Pattern NEEDED_AT_ONCE = Pattern.compile("from \"\\./([a-z]+\\.js)\"");
  private static final Pattern NEEDED = Pattern.compile("(?:from |import\\()\"\\./([a-z]+\\.js)\"");
  private static final Pattern FILE = Pattern.compile("[a-z]+\\.(?:css|js|svg)");
  private static final int DIGITS_OF_VERSION = 12;

  /** Those of the page as it is. */
  static final PageFiles PAGE = read();

  private static PageFiles read() {
    Set<String> first = follow(NEEDED_AT_ONCE);
    Set<String> later = follow(NEEDED);
    later.removeAll(first);
    String links =
        first.stream()
            .map(name -> "<link rel=\"modulepreload\" href=\"" + LOCATION + name + "\">")
            .collect(Collectors.joining("\n    "));
    String html =
        DocsPages.text("page.html")
            .replace("{first}", links)
            .replace("{later}", String.join(" ", later));
    String folder = "/assets/page-" + version(html) + "/";
    return new PageFiles(folder, html.replace(LOCATION, folder));
  }

  /** The names of the modules that the start of the page leads to. */
  private static Set<String> follow(Pattern imports) {
    Set<String> found = new TreeSet<>();
    Deque<String> toRead = new ArrayDeque<>(Set.of("main.js"));
    while (!toRead.isEmpty()) {
      String name = toRead.remove();
      if (found.add(name)) {
        imports.matcher(file(name)).results().forEach(match -> toRead.add(match.group(1)));
      }
    }
    return found;
  }

  /** A few digits that follow from what the files hold that the page names. */
  private static String version(String html) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      FILE.matcher(html)
          .results()
          .map(match -> file(match.group()))
          .forEach(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS_OF_VERSION);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String file(String name) {
    return DocsPages.text(LOCATION.substring(1) + name);
  }
}
