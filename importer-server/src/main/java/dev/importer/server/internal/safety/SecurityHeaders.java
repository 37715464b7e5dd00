package dev.importer.server.internal.safety;

import dev.importer.server.internal.page.WebPage;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every answer tells browsers. */
public final class SecurityHeaders {

  /** Own scripts, styles and calls only; Swagger UI's style sheet draws with data: images. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  public static Map<String, String> of(String path) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Content-Security-Policy",
        path.equals("/") ? WebPage.CONTENT_SECURITY_POLICY : CONTENT_SECURITY_POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    if (path.equals("/api") || path.startsWith("/api/") || path.equals("/health")) {
      headers.put("Cache-Control", "no-store");
    } else if (path.equals("/")) {
      // The page names the version of its files.
      headers.put("Cache-Control", "no-cache");
    }
    return headers;
  }
}
