package dev.importer.server.internal.safety;

import dev.importer.server.internal.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses requests without the API key. */
public final class ApiKeyCheck implements Handler {

  private static final String BEARER = "Bearer ";

  /** Monitors need the first; the others are fixed texts, and a browser cannot send a key. */
  private static final Set<String> OPEN_PATHS =
      Set.of("/", "/health", "/docs", "/openapi.json", "/problems");

  private static final List<String> OPEN_FOLDERS = List.of("/assets/", "/problems/");

  private final byte[] digest;

  public ApiKeyCheck(String key) {
    this.digest = sha256(key);
  }

  @Override
  public void handle(Context ctx) {
    String path = ctx.path();
    if (OPEN_PATHS.contains(path) || OPEN_FOLDERS.stream().anyMatch(path::startsWith)) {
      return;
    }
    String key = keyOf(ctx);
    // Digests are of one length, so that the time of the comparison tells nothing.
    if (key == null || !MessageDigest.isEqual(digest, sha256(key))) {
      throw Problem.of(
              401,
              "unauthorized",
              "Send the API key in the header 'Authorization: Bearer ...' or 'X-API-Key'.")
          .withHeader("WWW-Authenticate", "Bearer realm=\"importer\"")
          .exception();
    }
  }

  private static @Nullable String keyOf(Context ctx) {
    String authorization = ctx.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }
    return ctx.header("X-API-Key");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
