package dev.importer.server.internal.targets;

import dev.importer.server.internal.schemas.SchemaFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The targets that lie in a folder: every {@code NAME.json} is the target {@code NAME}. */
public final class TargetFolder {

  private TargetFolder() {}

  /** Reads the texts of all of them, by name. */
  public static Map<String, String> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.getFileName().toString().endsWith(".json")).toList();
    }
    Map<String, String> targets = new TreeMap<>();
    for (Path file : files) {
      targets.put(SchemaFolder.nameOf(file), Files.readString(file));
    }
    return targets;
  }
}
