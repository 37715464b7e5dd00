package dev.importer.server.internal.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long the sender wants to wait for an answer (RFC 7240). What is not understood is ignored, as
 * the RFC wants it.
 *
 * @param patience how long to wait
 * @param applied the preferences that are honoured, for the answer; null if there are none
 */
public record Preferences(Duration patience, @Nullable String applied) {

  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final int MOST_SECONDS = 60;
  private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]+)\"?");

  /** Reads the values of all headers {@code Prefer}. */
  public static Preferences of(List<String> headers) {
    Integer wait = null;
    boolean async = false;
    for (String preference : preferences(headers)) {
      Matcher matcher = WAIT.matcher(preference);
      if (wait == null && matcher.matches()) {
        wait = seconds(matcher.group(1));
      }
      async |= preference.equals("respond-async");
    }
    List<String> applied = new ArrayList<>();
    if (async) {
      applied.add("respond-async");
    }
    if (wait != null) {
      applied.add("wait=" + wait);
    }
    Duration patience = async ? Duration.ZERO : USUAL;
    return new Preferences(
        wait == null ? patience : Duration.ofSeconds(wait),
        applied.isEmpty() ? null : String.join(", ", applied));
  }

  /** The header of the answer, if any. */
  public Optional<String> header() {
    return Optional.ofNullable(applied);
  }

  private static List<String> preferences(List<String> headers) {
    List<String> preferences = new ArrayList<>();
    for (String header : headers) {
      for (String part : header.split(",", -1)) {
        int parameters = part.indexOf(';');
        String preference = parameters < 0 ? part : part.substring(0, parameters);
        preferences.add(preference.strip().toLowerCase(Locale.ROOT));
      }
    }
    return preferences;
  }

  private static int seconds(String digits) {
    return digits.length() > 9 ? MOST_SECONDS : Math.min(MOST_SECONDS, Integer.parseInt(digits));
  }
}
