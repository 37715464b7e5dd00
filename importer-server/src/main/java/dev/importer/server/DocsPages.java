package dev.importer.server;

import io.javalin.config.StaticFilesConfig;
import io.javalin.http.Handler;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;

/** The documentation of the HTTP interface, for people and for programs. */
final class DocsPages {

  /** The others in the webjar are pages of their own, with examples of another interface. */
  private static final Set<String> SWAGGER_UI_FILES =
      Set.of(
          "/assets/swagger-ui/favicon-32x32.png",
          "/assets/swagger-ui/swagger-ui.css",
          "/assets/swagger-ui/swagger-ui-bundle.js");

  private DocsPages() {}

  static Handler openApi() {
    return fixed("openapi.json", Json.MEDIA_TYPE);
  }

  static Handler docs() {
    return fixed("docs.html", "text/html; charset=utf-8");
  }

  /** Scripts and styles of the page: our own, and Swagger UI. */
  static void addAssets(StaticFilesConfig files) {
    files.add(
        folder -> {
          folder.hostedPath = "/assets";
          folder.directory = "/dev/importer/server/assets";
          folder.location = Location.CLASSPATH;
        });
    files.add(
        folder -> {
          folder.hostedPath = "/assets/swagger-ui";
          folder.directory = "/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion();
          folder.location = Location.CLASSPATH;
          folder.skipFileFunction = request -> !SWAGGER_UI_FILES.contains(request.getRequestURI());
        });
  }

  /** Answers with a file of ours. */
  static Handler fixed(String name, String mediaType) {
    byte[] content = read("/dev/importer/server/" + name);
    return ctx -> ctx.contentType(mediaType).result(content);
  }

  /** The version is part of the path in the webjar, and stands nowhere else but in the build. */
  private static String swaggerUiVersion() {
    Properties properties = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "");
  }

  private static byte[] read(String resource) {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = DocsPages.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + " is missing from the class path");
    }
    return in;
  }
}
