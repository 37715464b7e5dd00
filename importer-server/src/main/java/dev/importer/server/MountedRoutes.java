package dev.importer.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Objects;

/** Registers routes below a path of the application, and lets their handlers know it. */
final class MountedRoutes {

  private static final String BASE = "importer-base";

  private final RoutesConfig routes;
  private final String base;

  /**
   * Routes below a path.
   *
   * @param base a path without a slash at its end; empty for the root
   */
  MountedRoutes(RoutesConfig routes, String base) {
    this.routes = routes;
    this.base = base;
  }

  /** The path below which the routes of this request are, as clients see it; empty at the root. */
  static String baseOf(Context ctx) {
    return ctx.contextPath() + Objects.requireNonNullElse(ctx.attribute(BASE), "");
  }

  void get(String path, Handler handler) {
    routes.get(base + path, mounted(handler));
  }

  void head(String path, Handler handler) {
    routes.head(base + path, mounted(handler));
  }

  void post(String path, Handler handler) {
    routes.post(base + path, mounted(handler));
  }

  void delete(String path, Handler handler) {
    routes.delete(base + path, mounted(handler));
  }

  private Handler mounted(Handler handler) {
    return ctx -> {
      ctx.attribute(BASE, base);
      handler.handle(ctx);
    };
  }
}
