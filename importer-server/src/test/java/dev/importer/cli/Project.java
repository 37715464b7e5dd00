package dev.importer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of the project. */
final class Project {

  private Project() {}

  static Path folder(String name) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.isDirectory(up.resolve("samples")) && Files.isDirectory(up.resolve("docs"))) {
        return up.resolve(name);
      }
    }
    throw new IllegalStateException("no folder with samples and docs here or above");
  }

  static String read(String name) {
    try {
      return Files.readString(folder(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
