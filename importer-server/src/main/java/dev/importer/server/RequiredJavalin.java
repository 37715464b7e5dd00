package dev.importer.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.Objects;

/** The routes are written for one version of Javalin; the application may have brought another. */
final class RequiredJavalin {

  private RequiredJavalin() {}

  /** Says which version is there and which is needed, before anything of it is missing. */
  static void check() {
    try {
      // What this version is told by; the manifest may be that of a jar into which all was packed.
      var unused = JavalinConfig.class.getField("routes");
    } catch (NoSuchFieldException e) {
      String found =
          Objects.requireNonNullElse(
              Javalin.class.getPackage().getImplementationVersion(), "of another version");
      throw new IllegalStateException(
          "The routes of importer-server need Javalin 7, but Javalin "
              + found
              + " is on the class path. Bring the application to Javalin 7, or run the server"
              + " beside it.",
          e);
    }
  }
}
