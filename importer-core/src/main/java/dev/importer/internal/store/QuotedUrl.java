package dev.importer.internal.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** URLs of databases: what tells them from paths, and how they look in messages. */
public final class QuotedUrl {

  /** What the URLs of databases of PostgreSQL begin with. */
  public static final String POSTGRESQL = "jdbc:postgresql:";

  /** Two letters or more before the colon, because one is a drive. */
  private static final Pattern URL =
      Pattern.compile("jdbc:.*|\\p{Alpha}[\\p{Alnum}+.-]+://.*", Pattern.DOTALL);

  /** The kind of database, its place with what stands before it, and settings. */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?<kind>(jdbc:)?[\\p{Alnum}+.-]*:(//)?)(?<place>[^?;]*)(?<settings>.*)", Pattern.DOTALL);

  private QuotedUrl() {}

  /** Whether this is a URL, and no path of a file. */
  public static boolean isUrl(String pathOrUrl) {
    return URL.matcher(pathOrUrl).matches();
  }

  /** Whether this is the JDBC URL of a database of PostgreSQL. */
  public static boolean isPostgresql(String pathOrUrl) {
    return pathOrUrl.startsWith(POSTGRESQL);
  }

  /** Whether there is an at sign before the settings, or what could be one. */
  static boolean hasUserBeforeHost(String url) {
    Matcher parts = PARTS.matcher(url);
    return parts.matches()
        && (parts.group("place").contains("@")
            || (parts.group("settings").contains("@") && !parts.group("place").contains("/")));
  }

  /** A URL without all that could be a secret; what is no URL stays as it is. */
  public static String withoutSecrets(String url) {
    Matcher parts = PARTS.matcher(url);
    if (!isUrl(url) || !parts.matches()) {
      return url;
    }
    // A password that is not encoded may hold what ends the place elsewhere.
    String place = parts.group("settings").contains("@") ? "..." : parts.group("place");
    return parts.group("kind") + place.substring(place.lastIndexOf('@') + 1);
  }

  /** The URL of a PostgreSQL database with a role and its password, as far as they are given. */
  public static String withCredentials(
      String url, @Nullable String user, @Nullable String password) {
    return with(with(url, "user", user), "password", password);
  }

  /** Of settings that are named twice, the driver takes the last one. */
  private static String with(String url, String name, @Nullable String value) {
    return value == null
        ? url
        : url
            + (url.contains("?") ? "&" : "?")
            + name
            + "="
            + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
