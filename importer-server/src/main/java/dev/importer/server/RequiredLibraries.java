package dev.importer.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.Objects;

/** What the application has to bring; what is missing is named before it is used. */
final class RequiredLibraries {

  private static final String METRICS = "io.micrometer.prometheusmetrics.PrometheusMeterRegistry";

  private RequiredLibraries() {}

  /** A server of its own has metrics; routes that are mounted have none. */
  static void checkMicrometer() {
    try {
      var unused = Class.forName(METRICS, false, RequiredLibraries.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "ImporterServer needs io.micrometer:micrometer-registry-prometheus, which is not on the"
              + " class path. Add it, or mount ImporterRoutes in an application, which do without"
              + " it.",
          e);
    }
  }

  /** The routes are written for one version of Javalin; the application may bring another. */
  static void checkJavalin() {
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
