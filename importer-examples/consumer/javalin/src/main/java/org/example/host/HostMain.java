package org.example.host;

import dev.importer.Importer;
import dev.importer.server.ImporterRoutes;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** An application with pages of its own and the importer below {@code /data}. */
public final class HostMain {

  private HostMain() {}

  /** Takes a file, which it uploads to itself, and the database. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (Importer importer = Importer.open(Path.of(args[1]));
        ImporterRoutes routes = ImporterRoutes.of(importer)) {
      Javalin app =
          Javalin.create(
              config -> {
                config.routes.get("/", ctx -> ctx.result("the application's own page"));
                routes.register(config, "/data");
              });
      app.start("127.0.0.1", 0);
      String address = "http://127.0.0.1:" + app.port();
      System.out.println(get(address + "/"));
      HttpRequest upload =
          HttpRequest.newBuilder(URI.create(address + "/data/api/upload"))
              .header("Content-Type", "text/csv")
              .header("Prefer", "wait=30")
              .POST(BodyPublishers.ofFile(Path.of(args[0])))
              .build();
      System.out.println(send(upload));
      System.out.println(get(address + "/data/api/stats"));
      routes.close();
      app.stop();
    }
  }

  private static String get(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)).build());
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
