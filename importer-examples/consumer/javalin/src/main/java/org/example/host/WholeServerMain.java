package org.example.host;

import dev.importer.server.ImporterServer;
import dev.importer.server.ServerOptions;
import java.nio.file.Path;

/** A whole server needs a library more than the routes. */
public final class WholeServerMain {

  private WholeServerMain() {}

  /** Takes the database. */
  public static void main(String[] args) {
    try (ImporterServer server =
        ImporterServer.start(ServerOptions.on(Path.of(args[0])).port(0).build())) {
      System.out.println("listens on port " + server.port());
    } catch (IllegalStateException e) {
      System.out.println("not started: " + e.getMessage());
    }
  }
}
