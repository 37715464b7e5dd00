package dev.importer.server.internal.safety;

import dev.importer.server.internal.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a page from another origin makes a browser send. Programs other than
 * browsers send neither header.
 */
public final class CrossSiteCheck implements Handler {

  @Override
  public void handle(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    boolean foreignSite =
        site != null && !site.equals("same-origin") && !site.equals("none") && !isLink(ctx);
    if (foreignSite || isForeign(ctx.header("Origin"), ctx.header("Host"))) {
      throw Problem.of(
              403, "cross-site", "Pages of other sites may not call this server from a browser.")
          .exception();
    }
  }

  /**
   * Somebody followed a link to here: it changes nothing, and the other page sees nothing of it.
   */
  private static boolean isLink(Context ctx) {
    String method = ctx.req().getMethod();
    return (method.equals("GET") || method.equals("HEAD"))
        && "navigate".equals(ctx.header("Sec-Fetch-Mode"))
        && "document".equals(ctx.header("Sec-Fetch-Dest"));
  }

  /**
   * The scheme is not compared: behind a proxy that does the encryption it differs, and a name that
   * serves both is the same server.
   */
  private static boolean isForeign(@Nullable String origin, @Nullable String host) {
    if (origin == null) {
      return false;
    }
    String lower = origin.toLowerCase(Locale.ROOT);
    int authority = lower.indexOf("://");
    if (authority < 0 || host == null) {
      return true;
    }
    String port = lower.startsWith("https:") ? ":443" : ":80";
    String own = host.toLowerCase(Locale.ROOT);
    return !withPort(lower.substring(authority + 3), port).equals(withPort(own, port));
  }

  private static String withPort(String authority, String usual) {
    return authority.lastIndexOf(':') > authority.lastIndexOf(']') ? authority : authority + usual;
  }
}
