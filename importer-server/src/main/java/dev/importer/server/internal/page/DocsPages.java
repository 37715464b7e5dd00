package dev.importer.server.internal.page;

import dev.importer.server.internal.http.MountedRoutes;
import dev.importer.server.internal.json.Json;
import io.javalin.config.StaticFilesConfig;
import io.javalin.http.Handler;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documentation of the HTTP interface, for people and for programs. */
public final class DocsPages {

  /** The others in the webjar are pages of their own, with examples of another interface. */
  private static final Set<String> SWAGGER_UI_FILES =
      Set.of("/assets/swagger-ui/swagger-ui.css", "/assets/swagger-ui/swagger-ui-bundle.js");

  /** Files up to this size are compressed once, and not at each request. */
  private static final int LARGEST_COMPRESSED_ONCE = 1 << 20;

  static final String HTML = "text/html; charset=utf-8";

  /** The attributes of our pages that hold an address of this server. */
  private static final Pattern ADDRESS = Pattern.compile("(href|src|data-description)=\"/");

  private DocsPages() {}

  public static Handler openApi() {
    return ctx ->
        ctx.contentType(Json.MEDIA_TYPE)
            .result(OpenApi.document(MountedRoutes.baseOf(ctx)).toString());
  }

  public static Handler docs() {
    return page("docs.html");
  }

  /** Answers with a page of ours, whose addresses are those below the path of the routes. */
  static Handler page(String name) {
    return pageOf(text(name));
  }

  /** As {@link #page}, of a text that is made at the start. */
  static Handler pageOf(String text) {
    return ctx -> {
      String base = MountedRoutes.baseOf(ctx);
      ctx.contentType(HTML)
          .result(ADDRESS.matcher(text).replaceAll("$1=\"" + Matcher.quoteReplacement(base) + "/"));
    };
  }

  /** A text of ours that is in the jar. */
  static String text(String name) {
    return new String(read("/dev/importer/server/" + name), StandardCharsets.UTF_8);
  }

  /** Scripts and styles of the page: our own, and Swagger UI. */
  public static void addAssets(StaticFilesConfig files, String base) {
    files.add(
        folder -> {
          folder.hostedPath = base + PageFiles.PAGE.folder();
          folder.directory = "/dev/importer/server" + PageFiles.LOCATION;
          folder.location = Location.CLASSPATH;
          folder.precompressMaxSize = LARGEST_COMPRESSED_ONCE;
          folder.headers = Map.of("Cache-Control", "public, max-age=31536000, immutable");
          folder.skipFileFunction = request -> !isFile(request.getRequestURI());
        });
    files.add(
        folder -> {
          folder.hostedPath = base + "/assets";
          folder.directory = "/dev/importer/server/assets/";
          folder.location = Location.CLASSPATH;
          folder.skipFileFunction = request -> !isFile(request.getRequestURI());
        });
    files.add(
        folder -> {
          folder.hostedPath = base + "/assets/swagger-ui";
          folder.directory = "/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/";
          folder.location = Location.CLASSPATH;
          folder.skipFileFunction =
              request -> SWAGGER_UI_FILES.stream().noneMatch(request.getRequestURI()::endsWith);
        });
  }

  /** In a jar a folder looks like an empty file; only our files have a dot in their names. */
  private static boolean isFile(String path) {
    return path.lastIndexOf('.') > path.lastIndexOf('/');
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
