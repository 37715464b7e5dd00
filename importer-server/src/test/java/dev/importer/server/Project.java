package dev.importer.server;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the project that tests look at. */
final class Project {

  private Project() {}

  /** A file below the folder of the whole project. */
  static Path file(String path) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.exists(up.resolve("pom.xml")) && Files.isDirectory(up.resolve("docs"))) {
        return up.resolve(path);
      }
    }
    throw new AssertionError("no folder with pom.xml and docs here or above");
  }
}
