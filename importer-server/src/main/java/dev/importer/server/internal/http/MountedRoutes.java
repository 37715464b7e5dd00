package dev.importer.server.internal.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Objects;

/**
 * Registers routes below a path of the application, lets their handlers know it, and refuses
 * parameters that a call does not have.
 */
public final class MountedRoutes {

  private static final String BASE = "importer-base";

  private final RoutesConfig routes;
  private final String base;

  /**
   * Routes below a path.
   *
   * @param base a path without a slash at its end; empty for the root
   */
  public MountedRoutes(RoutesConfig routes, String base) {
    this.routes = routes;
    this.base = base;
  }

  /** The path below which the routes of this request are, as clients see it; empty at the root. */
  public static String baseOf(Context ctx) {
    return ctx.contextPath() + Objects.requireNonNullElse(ctx.attribute(BASE), "");
  }

  /** A call that may have these parameters in its address, and no others. */
  public void get(String path, Handler handler, List<String> parameters) {
    routes.get(base + path, mounted(handler, parameters));
  }

  /** As {@link #get}, without the body of the answer. */
  public void head(String path, Handler handler, List<String> parameters) {
    routes.head(base + path, mounted(handler, parameters));
  }

  /** A call without parameters in its address. */
  public void post(String path, Handler handler) {
    routes.post(base + path, mounted(handler, List.of()));
  }

  /** A call without parameters in its address. */
  public void patch(String path, Handler handler) {
    routes.patch(base + path, mounted(handler, List.of()));
  }

  /** A call without parameters in its address. */
  public void put(String path, Handler handler) {
    routes.put(base + path, mounted(handler, List.of()));
  }

  /** A call whose handler takes its options from the address and from a form alike. */
  public void postWithOptions(String path, Handler handler) {
    routes.post(base + path, mounted(handler));
  }

  /** A call without parameters in its address. */
  public void delete(String path, Handler handler) {
    routes.delete(base + path, mounted(handler, List.of()));
  }

  private Handler mounted(Handler handler, List<String> parameters) {
    return mounted(
        ctx -> {
          Query.of(ctx).require(parameters);
          handler.handle(ctx);
        });
  }

  private Handler mounted(Handler handler) {
    return ctx -> {
      ctx.attribute(BASE, base);
      handler.handle(ctx);
    };
  }
}
