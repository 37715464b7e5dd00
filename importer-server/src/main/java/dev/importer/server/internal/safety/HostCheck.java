package dev.importer.server.internal.safety;

import dev.importer.server.internal.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Refuses requests to host names that are not ours. A page from elsewhere can make its own name
 * point to this machine (DNS rebinding) and would then count as same-origin; an address needs no
 * name to resolve, so that trick does not work with it.
 */
public final class HostCheck implements Handler {

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");

  private final Set<String> names = new TreeSet<>();

  /**
   * Allows {@code localhost}, addresses, and these names.
   *
   * @param ownNames host names without ports
   */
  public HostCheck(Set<String> ownNames) {
    names.add("localhost");
    ownNames.forEach(name -> names.add(normal(name)));
  }

  @Override
  public void handle(Context ctx) {
    String header = ctx.header("Host");
    if (header == null || header.isEmpty()) {
      // Only ancient or hand-made requests have none; every browser sends it.
      return;
    }
    String name = normal(withoutPort(header));
    if (!names.contains(name) && !ADDRESS.matcher(name).matches()) {
      throw Problem.of(
              403,
              "unknown-host",
              "This server does not answer under that host name."
                  + " Use localhost or an IP address, or start it with --allowed-hosts.")
          .exception();
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static String normal(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
